package io.graphc.runtime.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is staged of rows most of which are as they were loaded before. */
class DifferingRowsTest {
    private static final RelationName STAGED = RelationName.of("graphc", "node_Person");
    private static final RelationName STATE = RelationName.of("graphc", "state");
    private static final String ROWS = "SELECT 'p' || i AS \"~id\", 'n' || i AS name FROM range(100) AS r(i)";

    @TempDir
    Path folder;

    private QueryEngine engine;
    private FormerRows former;

    @BeforeEach
    void loadOnce() {
        CompiledProject project = new Plans()
                .database("people.duckdb")
                .node((NodePlan) people(ROWS))
                .project();
        engine = new DuckDbEngines(folder, 0).create(project);
        engine.open(project);
        ElementPlan people = people(ROWS);
        remember(people);
        former = new FormerRows(STATE, 100);
    }

    private void remember(ElementPlan people) {
        engine.stage(people, true);
        engine.execute(
                List.of("CREATE OR REPLACE TABLE " + STATE.quoted() + " AS SELECT n.*, " + RowHash.of("n", people)
                        + " AS \"~hash\", now()::TIMESTAMP AS \"~written\" FROM " + STAGED.quoted() + " AS n"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static ElementPlan people(String sql) {
        return people(sql, SqlTypes.VARCHAR);
    }

    private static ElementPlan people(String sql, SqlType type) {
        return people(sql, "name", type);
    }

    private static ElementPlan people(String sql, String property, SqlType type) {
        return people(sql, new PropertyPlan(property, PropertyType.STRING, Cardinality.SINGLE, type));
    }

    private static ElementPlan people(String sql, PropertyPlan property) {
        return new NodePlan(
                "node.shop.Person",
                List.of("Person"),
                "",
                ElementPlan.Scope.TENANT,
                "p",
                List.of("id"),
                List.of(property),
                new ElementQuery(sql, sql, Lineage.NONE, STAGED),
                List.of(),
                List.of(),
                List.of());
    }

    private List<String> all(RelationName table) {
        return expected("SELECT * FROM " + table.quoted());
    }

    private List<String> differing(ElementPlan people) {
        List<String> rows = new ArrayList<>();
        RelationName table = engine.differing(people).orElseThrow();
        try (RowCursor cursor =
                engine.query("SELECT concat_ws(' ', CASE WHEN \"~hash\" IS NULL THEN 'gone' ELSE 'new' END,"
                        + " \"~id\", name) FROM " + table.quoted() + " ORDER BY 1")) {
            while (cursor.next()) {
                rows.add(cursor.getText(0));
            }
        }
        return rows;
    }

    /** As rows are that are all staged. */
    private List<String> expected(String sql) {
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = engine.query("SELECT \"~id\" || '=' || name FROM (" + sql + ") ORDER BY 1")) {
            while (cursor.next()) {
                rows.add(cursor.isNull(0) ? "null" : cursor.getText(0));
            }
        }
        return rows;
    }

    @Test
    void nothingThatIsAsBeforeIsWritten() {
        ElementPlan people = people(ROWS);
        assertThat(engine.stage(people, false, former).rows()).isEqualTo(100);
        assertThat(differing(people)).isEmpty();
        assertThat(all(STAGED)).isEqualTo(expected(ROWS)).hasSize(100);
        assertThat(engine.hasUniqueIds(people)).isTrue();
    }

    @Test
    void whatIsNewChangedOrGoneIs() {
        String sql = "SELECT \"~id\", CASE WHEN \"~id\" = 'p7' THEN 'other' ELSE name END AS name FROM (" + ROWS
                + ") WHERE \"~id\" NOT IN ('p8', 'p9') UNION ALL SELECT 'p100', 'new'";
        ElementPlan people = people(sql);
        assertThat(engine.stage(people, false, former).rows()).isEqualTo(99);
        assertThat(differing(people))
                .containsExactly("gone p7 n7", "gone p8 n8", "gone p9 n9", "new p100 new", "new p7 other");
        assertThat(all(STAGED)).isEqualTo(expected(sql)).hasSize(99);
        assertThat(engine.hasUniqueIds(people)).isTrue();
    }

    @Test
    void staysRightWhenTheStateHasTakenTheLoadIn() {
        String sql = "SELECT \"~id\", CASE WHEN \"~id\" = 'p7' THEN 'other' ELSE name END AS name FROM (" + ROWS
                + ") WHERE \"~id\" <> 'p8' UNION ALL SELECT 'p100', 'new'";
        ElementPlan people = people(sql);
        engine.stage(people, false, former);
        engine.execute(
                List.of(
                        "DELETE FROM " + STATE.quoted() + " WHERE \"~id\" IN ('p7', 'p8')",
                        "INSERT INTO " + STATE.quoted()
                                + " BY NAME SELECT * FROM (VALUES ('p7', 'other', 1), ('p100', 'new', 2)) AS v(\"~id\", name, \"~hash\")"));
        assertThat(all(STAGED)).isEqualTo(expected(sql)).hasSize(100);
    }

    @Test
    void equalRowsAreNotLost() {
        String sql = ROWS + " UNION ALL SELECT 'p5', 'n5'";
        ElementPlan people = people(sql);
        assertThat(engine.stage(people, false, former).rows()).isEqualTo(101);
        assertThat(engine.differing(people)).isEmpty();
        assertThat(all(STAGED)).isEqualTo(expected(sql)).hasSize(101);
        assertThat(engine.hasUniqueIds(people)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'p5', 'another'",
                "SELECT 'x', 'a' UNION ALL SELECT 'x', 'b'",
                "SELECT 'x', 'a' UNION ALL SELECT 'x', 'a'"
            })
    void rowsOfOneIdAreAllStaged(String more) {
        ElementPlan people = people(ROWS + " UNION ALL " + more);
        engine.stage(people, false, former);
        assertThat(engine.differing(people)).isEmpty();
        assertThat(engine.hasUniqueIds(people)).isFalse();
        assertThat(all(STAGED)).isEqualTo(expected(people.query().engineSql()));
    }

    @Test
    void rowsWithoutAnIdAreStaged() {
        ElementPlan people = staged(ROWS + " UNION ALL SELECT NULL, 'a' UNION ALL SELECT NULL, 'b'");
        assertThat(differing(people)).containsExactly("new a", "new b");
        assertThat(engine.hasUniqueIds(people)).isTrue();
        assertThat(all(STAGED)).isEqualTo(expected(people.query().engineSql())).hasSize(102);
    }

    private ElementPlan staged(String sql) {
        ElementPlan people = people(sql);
        engine.stage(people, false, former);
        assertThat(engine.differing(people)).isPresent();
        return people;
    }

    @Test
    void whereManyDifferAllAreStaged() {
        ElementPlan people = people(
                "SELECT \"~id\", CASE WHEN length(name) = 3 THEN 'other' ELSE name END AS name FROM (" + ROWS + ")");
        assertThat(engine.stage(people, false, former).rows()).isEqualTo(100);
        assertThat(engine.differing(people)).isEmpty();
        assertThat(engine.query("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'differing%'"))
                .satisfies(rows -> {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(0)).isZero();
                    rows.close();
                });
    }

    @Test
    void aStateWithoutHashesOrOfOtherTypesIsComparedInFull() {
        engine.execute(List.of("ALTER TABLE " + STATE.quoted() + " ALTER name TYPE BLOB"));
        assertThat(engine.stage(people(ROWS), false, former).rows()).isEqualTo(100);
        assertThat(engine.differing(people(ROWS))).isEmpty();
        engine.execute(List.of("ALTER TABLE " + STATE.quoted() + " DROP \"~hash\""));
        assertThat(engine.stage(people(ROWS), false, former).rows()).isEqualTo(100);
        assertThat(engine.differing(people(ROWS))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, true",
        "BOOLEAN, true",
        "BIGINT, true",
        "UINTEGER, true",
        "DOUBLE, true",
        "DATE, true",
        "TIMESTAMP, true",
        "TIMESTAMPTZ, true",
        "'DECIMAL(18,2)', true",
        "'DECIMAL(19,2)', false",
        "HUGEINT, false",
        "UUID, false",
        "VARCHAR[], false"
    })
    void rowsWithValuesOfOneHashAreComparedInFull(String type, boolean hashed) {
        ElementPlan people =
                people("SELECT 'p' || i AS \"~id\", CAST(NULL AS " + type + ") AS name FROM range(100) AS r(i)");
        remember(people);
        engine.stage(people, false, former);
        assertThat(engine.differing(people).isPresent()).isEqualTo(hashed);
    }

    static Stream<Arguments> valuesWithEqualHashes() {
        SqlType texts = new SqlType.Array(SqlTypes.VARCHAR);
        SqlType wide = new SqlType.Decimal(38, 0);
        return Stream.of(
                arguments(texts, "['a']", "['a', NULL]"),
                arguments(texts, "CAST([] AS VARCHAR[])", "CAST(NULL AS VARCHAR[])"),
                arguments(texts, "['a', 'b']", "['b', 'a']"),
                arguments(texts, "['a, b']", "['a', 'b']"),
                arguments(texts, "['null']", "[CAST(NULL AS VARCHAR)]"),
                arguments(texts, "['\"']", "['\\\"']"),
                arguments(wide, "CAST(1 AS DECIMAL(38,0))", "CAST(18446744073709551617 AS DECIMAL(38,0))"));
    }

    /** DuckDB's hash of a list leaves out nulls, and that of a long number half of it. */
    @ParameterizedTest
    @MethodSource
    void valuesWithEqualHashes(SqlType type, String before, String now) {
        String rows = "SELECT 'p' || i AS \"~id\", CASE WHEN i = 5 THEN %s ELSE %s END AS name FROM range(100) AS r(i)";
        remember(people(rows.formatted(before, before), type));
        ElementPlan people = people(rows.formatted(now, before), type);
        engine.stage(people, false, former);
        assertThat(engine.query("SELECT \"~id\" FROM "
                        + engine.differing(people).orElseThrow().quoted()))
                .satisfies(cursor -> {
                    assertThat(cursor.next()).isTrue();
                    assertThat(cursor.getText(0)).isEqualTo("p5");
                    assertThat(cursor.next()).isTrue();
                    assertThat(cursor.next()).isFalse();
                    cursor.close();
                });
    }

    /** As of another version of DuckDB, or of a state from before there were hashes. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "NULL", "hash(\"~id\")"})
    void hashesThatAreNotThoseOfTheirRowsAreMadeAnew(String stale) {
        engine.execute(List.of("UPDATE " + STATE.quoted() + " SET \"~hash\" = " + stale));
        whatIsNewChangedOrGoneIs();
        assertThat(expected("SELECT s.\"~id\", '' AS name FROM " + STATE.quoted() + " AS s WHERE s.\"~hash\" = "
                        + RowHash.of("s", people(ROWS))))
                .hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"SET, false", "LIST, true"})
    void theOrderOfASetTellsNothing(Cardinality cardinality, boolean differs) {
        String rows =
                "SELECT 'p' || i AS \"~id\", CASE WHEN i = 5 THEN %s ELSE ['x'] END AS name FROM range(100) AS r(i)";
        PropertyPlan names =
                new PropertyPlan("name", PropertyType.STRING, cardinality, new SqlType.Array(SqlTypes.VARCHAR));
        remember(people(rows.formatted("['a', 'b']"), names));
        ElementPlan people = people(rows.formatted("['b', 'a']"), names);
        engine.stage(people, false, former);
        assertThat(expected("SELECT \"~id\", '' AS name FROM "
                        + engine.differing(people).orElseThrow().quoted()))
                .hasSize(differs ? 2 : 0);
    }

    /** DuckDB gives each row a place that a column may hide, and the statements give names of their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {"rowid", "ROWID", "rowId", "place", "h", "hash", "n", "o", "q", "s", "d", "c", "g", "p", "a\"b"})
    void anyNameOfAPropertyWillDo(String property) {
        String rows = "SELECT 'p' || i AS \"~id\", CASE WHEN i IN (%s) THEN -1 ELSE 99 - i END AS "
                + RelationName.quote(property) + " FROM range(100) AS r(i) WHERE i <> %d";
        remember(people(rows.formatted("-1", -1), property, SqlTypes.BIGINT));
        ElementPlan people = people(rows.formatted("7, 70", 8), property, SqlTypes.BIGINT);
        assertThat(engine.stage(people, false, former).rows()).isEqualTo(99);
        String all = "SELECT \"~id\", " + RelationName.quote(property) + " AS name FROM ";
        assertThat(expected(all + STAGED.quoted()))
                .isEqualTo(expected(all + "(" + people.query().engineSql() + ")"))
                .hasSize(99);
        assertThat(engine.differing(people).isPresent()).isEqualTo(!property.equalsIgnoreCase("rowid"));
        engine.differing(people)
                .ifPresent(table -> assertThat(
                                expected(all + "(SELECT * FROM " + table.quoted() + " WHERE \"~hash\" IS NULL)"))
                        .containsExactly("p70=29", "p7=92", "p8=91"));
    }

    /** Why lists go into hashes as texts. */
    @Test
    void hashesOfListsForgetWhereOneEnds() {
        try (RowCursor rows = engine.query("SELECT hash('i', ['a', 'b'], ['c']) = hash('i', ['a'], ['b', 'c'])")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getValue(0)).isEqualTo(true);
        }
    }

    @Test
    void rowsThatArePutInTheirPlaceAreATableAgain() {
        ElementPlan people = staged(ROWS + " UNION ALL SELECT NULL, 'nobody'");
        String kept = "SELECT * FROM " + STAGED.quoted() + " WHERE \"~id\" IS NOT NULL";
        assertThat(engine.restage(people, kept, true).rows()).isEqualTo(100);
        assertThat(engine.differing(people)).isEmpty();
        assertThat(all(STAGED)).isEqualTo(expected(ROWS));
        engine.stage(people, false, former);
        assertThat(engine.differing(people))
                .isEqualTo(Optional.of(people.query().differing()));
        engine.stage(people, true);
        assertThat(engine.differing(people)).isEmpty();
        assertThat(all(STAGED)).hasSize(101);
    }
}
