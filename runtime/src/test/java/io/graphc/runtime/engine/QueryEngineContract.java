package io.graphc.runtime.engine;

import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.csv;
import static io.graphc.runtime.Plans.source;
import static io.graphc.runtime.Plans.table;
import static io.graphc.runtime.Plans.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.testkit.TempProject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine promises. Statements here are such that all engines read them. */
public interface QueryEngineContract {
    /** An engine for the files of a folder, not open. */
    QueryEngine engine(TempProject files, CompiledProject project);

    TempProject files();

    /** Opens an engine for a project that writes to the schemas {@code main}, {@code raw} and {@code graphc}. */
    default QueryEngine opened(Plans plans) {
        CompiledProject project = plans.node(Plans.node("Any", "SELECT 1", List.of()))
                .model(table("any", "SELECT 1"))
                .source(source("any", csv("none.csv")))
                .project();
        QueryEngine engine = engine(files(), project);
        engine.open(project);
        return engine;
    }

    default List<List<Object>> rows(QueryEngine engine, String sql) {
        List<List<Object>> rows = new ArrayList<>();
        try (RowCursor cursor = engine.query(sql)) {
            while (cursor.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < cursor.columns().size(); i++) {
                    row.add(cursor.getValue(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    default Diagnostic refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(GraphcException.class, call).diagnostic();
    }

    Column A = column("a", SqlTypes.INTEGER);

    Column B = column("b", SqlTypes.VARCHAR);

    private static ModelPlan incremental(Strategy strategy, String rows, String... keys) {
        ModelPlan table = table("t", "SELECT * FROM (VALUES " + rows + ") AS v(a, b)", A, B);
        return Plans.incremental(table, strategy, SchemaChange.FAIL, keys);
    }

    private List<List<Object>> afterTwoRuns(Strategy strategy, String more, String... keys) {
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(incremental(strategy, "(1, 'x'), (2, 'x'), (3, 'y'), (NULL, NULL)", keys));
            engine.materialize(incremental(strategy, more, keys));
            return rows(engine, "SELECT a, b FROM main.t ORDER BY a NULLS LAST, b NULLS LAST");
        }
    }

    @Test
    default void appendsTheRowsOfAnIncrementalModel() {
        assertThat(afterTwoRuns(Strategy.APPEND, "(1, 'z')"))
                .containsExactly(row(1, "x"), row(1, "z"), row(2, "x"), row(3, "y"), row(null, null));
    }

    @Test
    default void mergesByAKeyThatMayBeNull() {
        assertThat(afterTwoRuns(Strategy.MERGE, "(1, 'z'), (4, 'n'), (NULL, 'w')", "a"))
                .containsExactly(row(1, "z"), row(2, "x"), row(3, "y"), row(4, "n"), row(null, "w"), row(null, null));
    }

    @Test
    default void deletesByAKeyAndInsertsAllRows() {
        assertThat(afterTwoRuns(Strategy.DELETE_INSERT, "(1, 'z'), (1, 'zz')", "a"))
                .containsExactly(row(1, "z"), row(1, "zz"), row(2, "x"), row(3, "y"), row(null, null));
    }

    @Test
    default void overwritesThePartsThatNewRowsBelongTo() {
        assertThat(afterTwoRuns(Strategy.INSERT_OVERWRITE, "(9, 'x'), (8, CAST(NULL AS VARCHAR))", "b"))
                .containsExactly(row(3, "y"), row(8, null), row(9, "x"));
    }

    @Test
    default void refusesTwoRowsForOneKeyOfAMergeAndKeepsTheTable() {
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(incremental(Strategy.MERGE, "(1, 'x'), (2, 'x')", "a"));
            ModelPlan doubled = incremental(Strategy.MERGE, "(1, 'y'), (1, 'z'), (5, 'n'), (5, 'm')", "a");
            Diagnostic refusal = refused(() -> engine.materialize(doubled));
            assertThat(refusal.code()).isEqualTo(DiagnosticCode.DUPLICATE_KEY);
            assertThat(refusal.message()).contains("one key");
            assertThat(rows(engine, "SELECT a FROM main.t ORDER BY a")).containsExactly(row(1), row(2));
            engine.materialize(doubled, true);
            assertThat(rows(engine, "SELECT count(*) FROM main.t")).containsExactly(row(4L));
        }
    }

    @Test
    default void changesTheColumnsOfAnIncrementalModelOnlyWhenItSaysSo() {
        ModelPlan wider = table("t", "SELECT 2 AS a, 'n' AS c", A, column("c", SqlTypes.VARCHAR));
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(incremental(Strategy.APPEND, "(1, 'x')"));
            Diagnostic refusal =
                    refused(() -> engine.materialize(Plans.incremental(wider, Strategy.APPEND, SchemaChange.FAIL)));
            assertThat(refusal.code()).isEqualTo(DiagnosticCode.RESULT_DIFFERS);
            assertThat(refusal.notes()).containsExactly("its table has no column `c`");
            engine.materialize(Plans.incremental(wider, Strategy.APPEND, SchemaChange.APPEND_NEW_COLUMNS));
            assertThat(rows(engine, "SELECT a, b, c FROM main.t ORDER BY a"))
                    .containsExactly(row(1, "x", null), row(2, null, "n"));
            engine.materialize(Plans.incremental(wider, Strategy.APPEND, SchemaChange.SYNC_ALL_COLUMNS));
            assertThat(rows(engine, "SELECT * FROM main.t ORDER BY a"))
                    .containsExactly(row(1, null), row(2, "n"), row(2, "n"));
        }
    }

    private static List<Object> row(Object... values) {
        List<Object> row = new ArrayList<>();
        Collections.addAll(row, values);
        return row;
    }

    @Test
    default void buildsTablesAndViewsAndCountsRows() {
        try (QueryEngine engine = opened(new Plans())) {
            assertThat(engine.materialize(table("t", "SELECT 1 AS a UNION ALL SELECT 2", A))
                            .rows())
                    .isEqualTo(2);
            assertThat(engine.materialize(view("v", "SELECT a + 1 AS a FROM main.t", A))
                            .rows())
                    .isEqualTo(-1);
            assertThat(rows(engine, "SELECT a FROM main.v ORDER BY a")).containsExactly(List.of(2), List.of(3));
        }
    }

    @Test
    default void aModelMayChangeBetweenViewAndTable() {
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(table("t", "SELECT 1 AS a", A));
            engine.materialize(view("dependent", "SELECT a FROM main.t", A));
            engine.materialize(view("t", "SELECT 2 AS a", A));
            assertThat(rows(engine, "SELECT a FROM main.dependent")).containsExactly(List.of(2));
            engine.materialize(table("t", "SELECT 3 AS a", A));
            assertThat(rows(engine, "SELECT a FROM main.dependent")).containsExactly(List.of(3));
            engine.materialize(table("t", "SELECT 4 AS a", A));
            assertThat(rows(engine, "SELECT a FROM main.dependent")).containsExactly(List.of(4));
        }
    }

    @Test
    default void aFailingBuildLeavesTheOldTable() {
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(table("t", "SELECT 1 AS a", A));
            ModelPlan failing = table("t", "SELECT CAST('x' || a AS INTEGER) AS a FROM main.t", A);

            Diagnostic refusal = refused(() -> engine.materialize(failing));

            assertThat(refusal.code()).isEqualTo(DiagnosticCode.QUERY_FAILED);
            assertThat(refusal.message()).startsWith("model `t`").doesNotContain("Exception");
            assertThat(refusal.notes()).isNotEmpty().noneMatch(note -> note.contains("java.sql"));
            assertThat(rows(engine, "SELECT a FROM main.t")).containsExactly(List.of(1));
        }
    }

    @Test
    default void reportsAResultThatDiffersFromWhatWasCompiled() {
        try (QueryEngine engine = opened(new Plans())) {
            assertThat(refused(() -> engine.materialize(table("t", "SELECT 'x' AS a", A)))
                            .code())
                    .isEqualTo(DiagnosticCode.RESULT_DIFFERS);
            assertThat(refused(() -> engine.materialize(view("t", "SELECT 1 AS b", A)))
                            .code())
                    .isEqualTo(DiagnosticCode.RESULT_DIFFERS);
            assertThat(refused(() -> engine.materialize(table("t", "SELECT 1 AS a, 2 AS b", A)))
                            .code())
                    .isEqualTo(DiagnosticCode.RESULT_DIFFERS);
            assertThat(refused(() -> engine.query("SELECT * FROM main.t")).code())
                    .isEqualTo(DiagnosticCode.QUERY_FAILED);
        }
    }

    @Test
    @Timeout(60)
    default void readersNeverMissATableThatIsRebuilt() throws Exception {
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(table("t", "SELECT 1 AS a", A));
            engine.materialize(view("v", "SELECT a FROM main.t", A));
            AtomicBoolean done = new AtomicBoolean();
            CountDownLatch reading = new CountDownLatch(1);
            ExecutorService reader = Executors.newSingleThreadExecutor();
            Future<Long> reads = reader.submit(() -> {
                long count = 0;
                while (!done.get()) {
                    assertThat(rows(engine, "SELECT count(*) FROM main.v")).containsExactly(List.of(1L));
                    count++;
                    reading.countDown();
                }
                return count;
            });
            reading.await();
            for (int i = 0; i < 30; i++) {
                engine.materialize(i % 3 == 0 ? view("t", "SELECT 2 AS a", A) : table("t", "SELECT 3 AS a", A));
            }
            done.set(true);
            assertThat(reads.get(30, TimeUnit.SECONDS)).isPositive();
            reader.shutdown();
        }
    }

    @Test
    default void takesNoRepeatedIdsForUniqueOnes() {
        try (QueryEngine engine = opened(new Plans())) {
            String thrice =
                    "SELECT * FROM (VALUES ('User|2', 'b'), (NULL, 'x'), ('User|1', 'a'), (NULL, 'y'), ('User|2', 'c'))"
                            + " AS t (\"~id\", name)";
            var repeated = Plans.node("User", thrice, List.of());
            engine.stage(repeated, false);
            assertThat(engine.hasUniqueIds(repeated)).isFalse();
            engine.stage(repeated, true);
            assertThat(engine.hasUniqueIds(repeated)).isFalse();
            String without = "SELECT * FROM graphc.node_user WHERE name <> 'c'";
            assertThat(engine.restage(repeated, without, true).rows()).isEqualTo(4);
            var links = Plans.relationship(
                    "KNOWS",
                    "User",
                    "User",
                    "SELECT * FROM (VALUES ('2', 'b', 'y'), ('1', 'b', 'y'), ('2', 'b', 'y'), ('3', 'a', 'z'))"
                            + " AS t (\"~id\", \"~from\", \"~to\")",
                    List.of());
            engine.stage(links, true);
            assertThat(engine.hasUniqueIds(links)).isFalse();
            engine.restage(links, "SELECT DISTINCT * FROM graphc.relationship_knows", false);
            List<String> ids = new ArrayList<>();
            try (RowCursor cursor = engine.staged(links)) {
                while (cursor.next()) {
                    ids.add(cursor.getText(0));
                }
            }
            assertThat(ids).containsExactly("1", "2", "3");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void readsStagedElementsInOrder(boolean sorted) {
        try (QueryEngine engine = opened(new Plans())) {
            var nodes = Plans.node(
                    "User",
                    "SELECT * FROM (VALUES ('User|2', 'b'), ('User|10', NULL), ('User|1', 'a')) AS t (\"~id\", name)",
                    List.of());
            assertThat(engine.stage(nodes, sorted).rows()).isEqualTo(3);
            List<String> ids = new ArrayList<>();
            try (RowCursor cursor = engine.staged(nodes)) {
                assertThat(cursor.columns()).extracting(Column::name).containsExactly("~id", "name");
                while (cursor.next()) {
                    ids.add(cursor.getText(0) + (cursor.isNull(1) ? "" : cursor.getText(1)));
                }
            }
            assertThat(ids).containsExactly("User|1a", "User|10", "User|2b");

            var knows = Plans.relationship(
                    "KNOWS",
                    "User",
                    "User",
                    "SELECT * FROM (VALUES ('1', 'b', 'y'), ('2', 'a', 'z'), ('3', 'a', 'y'), ('0', 'a', 'y'))"
                            + " AS t (\"~id\", \"~from\", \"~to\")",
                    List.of());
            engine.stage(knows, !sorted);
            engine.stage(knows, sorted);
            ids.clear();
            try (RowCursor cursor = engine.staged(knows)) {
                while (cursor.next()) {
                    ids.add(cursor.getText(0));
                }
            }
            assertThat(ids).containsExactly("0", "3", "1", "2");
        }
    }

    @Test
    default void stagedRowsKeepEveryValueInBothForms() {
        try (QueryEngine engine = opened(new Plans())) {
            String sql = "SELECT * FROM (VALUES"
                    + " ('1', 'grün', CAST(NULL AS VARCHAR), 5, CAST(7 AS BIGINT), CAST(1.5 AS DOUBLE), true,"
                    + " DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59.999999', CAST(1.20 AS DECIMAL(5,2))),"
                    + " ('2', '', '日本', NULL, NULL, NULL, NULL, NULL, NULL, NULL))"
                    + " AS t (\"~id\", a, b, c, d, e, f, g, h, i)";
            var node = Plans.node("User", sql, List.of());
            engine.stage(node, true);
            try (RowCursor plain = engine.staged(node);
                    DirectRowCursor rows = DirectRowCursor.of(engine.staged(node))) {
                assertThat(plain.next() && rows.next()).isTrue();
                assertThat(text(rows, 0) + text(rows, 1)).isEqualTo("1grün");
                assertThat(rows.isNull(2)).isTrue();
                assertThat(rows.getLong(3) + rows.getLong(4)).isEqualTo(12);
                assertThat(rows.getDouble(5)).isEqualTo(1.5);
                assertThat(rows.getBoolean(6)).isTrue();
                assertThat(rows.getEpochDay(7)).isEqualTo(-1);
                assertThat(rows.getEpochMicros(8)).isEqualTo(-1);
                assertThat(plain.getText(1)).isEqualTo("grün");
                assertThat(plain.getValue(2)).isNull();
                assertThat(plain.getValue(3)).isEqualTo(5);
                assertThat(plain.getValue(7)).isEqualTo(LocalDate.of(1969, 12, 31));
                assertThat(plain.getValue(8)).isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999"));
                assertThat(plain.getValue(9)).isEqualTo(new BigDecimal("1.20"));
                assertThat(plain.next() && rows.next()).isTrue();
                assertThat(text(rows, 2)).isEqualTo("日本");
                assertThat(rows.textLength(1)).isZero();
                for (int i = 3; i < 10; i++) {
                    assertThat(plain.getValue(i)).isNull();
                }
                assertThat(plain.next() || rows.next()).isFalse();
            }
        }
    }

    @Test
    default void stagesManyRowsInOrderAndListsToo() {
        try (QueryEngine engine = opened(new Plans())) {
            var many = Plans.node(
                    "Many",
                    "SELECT lpad(CAST(i AS VARCHAR), 7, '0') AS \"~id\", 'x' || i AS name FROM range(300000) AS t (i)",
                    List.of());
            assertThat(engine.stage(many, true).rows()).isEqualTo(300000);
            try (DirectRowCursor rows = DirectRowCursor.of(engine.staged(many))) {
                for (int i = 0; i < 300000; i++) {
                    assertThat(rows.next()).isTrue();
                    if (i % 997 == 0) {
                        assertThat(text(rows, 0)).isEqualTo(String.format(Locale.ROOT, "%07d", i));
                        assertThat(text(rows, 1)).isEqualTo("x" + i);
                    }
                }
                assertThat(rows.next()).isFalse();
            }
            var lists = Plans.node("Lists", "SELECT '1' AS \"~id\", ['a', 'b'] AS tags", List.of());
            engine.stage(lists, false);
            try (RowCursor rows = engine.staged(lists)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getText(0)).isEqualTo("1");
                assertThat(rows.getValue(1)).isEqualTo(List.of("a", "b"));
            }
        }
    }

    private static String text(DirectRowCursor rows, int column) {
        byte[] bytes = new byte[rows.textLength(column)];
        rows.copyText(column, bytes, 0);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    default void anAbsentSourceIsAnEmptyRelationWithItsColumns() {
        try (QueryEngine engine = opened(new Plans())) {
            engine.provideSource(new SourceTable(
                    "source.shop.raw.gone",
                    "raw",
                    "gone",
                    RelationName.of("raw", "gone"),
                    Optional.empty(),
                    true,
                    List.of(A, column("b", SqlTypes.array(SqlTypes.VARCHAR))),
                    DeclaredPlaces.NONE));
            try (RowCursor cursor = engine.query("SELECT * FROM raw.gone")) {
                assertThat(cursor.columns()).containsExactly(A, column("b", SqlTypes.array(SqlTypes.VARCHAR)));
                assertThat(cursor.next()).isFalse();
            }
        }
    }

    @Test
    default void aSourceTableThatIsNotThereIsReported() {
        try (QueryEngine engine = opened(new Plans())) {
            SourceTable table = new SourceTable(
                    "source.shop.raw.t",
                    "raw",
                    "t",
                    RelationName.of("raw", "t"),
                    Optional.empty(),
                    false,
                    List.of(A),
                    DeclaredPlaces.NONE);
            assertThat(refused(() -> engine.provideSource(table)).code()).isEqualTo(DiagnosticCode.MISSING_DATA);
        }
    }

    @Test
    @Timeout(60)
    default void cancellingStopsARunningQuery() throws Exception {
        try (QueryEngine engine = opened(new Plans())) {
            CountDownLatch started = new CountDownLatch(1);
            ExecutorService worker = Executors.newSingleThreadExecutor();
            Future<Diagnostic> refusal = worker.submit(() -> {
                started.countDown();
                return refused(() -> engine.materialize(table(
                        "t", "SELECT count(*) AS a FROM range(100000) AS x, range(100000) AS y, range(1000) AS z", A)));
            });
            started.await();
            while (!refusal.isDone()) {
                engine.cancel();
            }
            assertThat(refusal.get().code()).isEqualTo(DiagnosticCode.QUERY_FAILED);
            assertThat(refusal.get().message()).endsWith("was cancelled");
            worker.shutdown();
        }
    }
}
