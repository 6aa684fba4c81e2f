package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.warehouse.WarehouseEngine;
import io.graphc.testkit.S3Gate;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.WithLake;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.FakeWorkgroup;
import io.graphc.testkit.glue.GlueFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is made of files on this machine is the one that Athena makes by a statement, as Trino reads the two. */
class FileTablesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String WRITTEN = "TIMESTAMP '2026-01-15 10:20:30.120000'";
    private static final String EARLIER = "TIMESTAMP '2025-12-31 23:59:59.000001'";

    /** Values of each type that are compared as they are stored; the first one is null. */
    private static final List<Typed> COMPARED = List.of(
            new Typed("text", SqlTypes.VARCHAR, "'', '\\N', 'e' || chr(769), 'é', chr(128512) || chr(65374)"),
            new Typed("code", new SqlType.Varchar(OptionalInt.of(4)), "CAST('ab ' AS varchar(4)), 'ab'"),
            new Typed("Flag", SqlTypes.BOOLEAN, "true, false"),
            new Typed("tiny", SqlTypes.TINYINT, "TINYINT '-128', TINYINT '127'"),
            new Typed("small", SqlTypes.SMALLINT, "SMALLINT '-1', SMALLINT '1'"),
            new Typed("whole", SqlTypes.INTEGER, "-1, 2147483647"),
            new Typed("big", SqlTypes.BIGINT, "BIGINT '-1', BIGINT '9223372036854775807'"),
            new Typed(
                    "real",
                    SqlTypes.REAL,
                    "REAL '0.0', REAL '-0.0', CAST(nan() AS real), CAST(infinity() AS real), REAL '0.1'"),
            new Typed("number", SqlTypes.DOUBLE, "0E0, -0E0, nan(), infinity(), -infinity(), 1E-1"),
            new Typed("cents", new SqlType.Decimal(4, 2), "DECIMAL '12.30', DECIMAL '-0.01'"),
            new Typed("price", new SqlType.Decimal(18, 3), "CAST(12.5 AS decimal(18,3)), CAST(-1 AS decimal(18,3))"),
            new Typed(
                    "huge",
                    new SqlType.Decimal(38, 4),
                    "DECIMAL '1234567890123456789012345678901234.5678', CAST(0 AS decimal(38,4))"),
            new Typed("day", SqlTypes.DATE, "DATE '1582-10-15', DATE '9999-12-31', DATE '1969-12-31'"),
            new Typed("hour", new SqlType.Time(3, false), "TIME '00:00:00.000', TIME '23:59:59.999'"),
            new Typed(
                    "second",
                    SqlTypes.timestamp(0),
                    "TIMESTAMP '1960-01-31 23:59:59', TIMESTAMP '2026-01-01 00:00:00'"),
            new Typed(
                    "milli",
                    SqlTypes.timestamp(3),
                    "TIMESTAMP '1960-01-31 23:59:59.123', TIMESTAMP '1900-01-01 00:00:00.001',"
                            + " TIMESTAMP '2300-01-01 00:00:00.999'"),
            new Typed(
                    "micro",
                    SqlTypes.timestamp(6),
                    "TIMESTAMP '1960-01-31 23:59:59.123456', TIMESTAMP '1960-01-31 23:59:59.123000'"),
            new Typed(
                    "instant",
                    new SqlType.Timestamp(3, true),
                    "TIMESTAMP '1960-01-31 23:59:59.120 +02:00', TIMESTAMP '1960-01-31 21:59:59.120 UTC'"),
            new Typed("bytes", SqlTypes.VARBINARY, "X'', X'00ff', to_utf8('é')"),
            new Typed("uuid", SqlTypes.UUID, "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"),
            new Typed(
                    "words",
                    SqlTypes.array(SqlTypes.VARCHAR),
                    "ARRAY[], ARRAY['x', NULL], ARRAY[NULL, 'x'], ARRAY['x', 'x', NULL], ARRAY['x'], ARRAY['b', 'B', 'é']"),
            new Typed(
                    "days",
                    SqlTypes.array(SqlTypes.DATE),
                    "ARRAY[DATE '2020-02-29', DATE '2020-02-28'], ARRAY[DATE '2020-02-28', DATE '2020-02-29']"));

    /** Types whose values Athena alone compares. */
    private static final List<Typed> ASKED = List.of(
            new Typed("json", SqlTypes.JSON, "JSON '{\"b\": [1, null], \"a\": 1}'"),
            new Typed("zoned", new SqlType.Time(3, true), "TIME '10:00:00.000 +01:00', TIME '09:00:00.000 +00:00'"),
            new Typed("numbers", SqlTypes.array(SqlTypes.DOUBLE), "ARRAY[0E0, -0E0, nan(), NULL]"));

    @RegisterExtension
    static final WithLake<AthenaLake> LAKE = WithLake.of(AthenaLake::new);

    private FakeAthena athena;
    private String schema;

    /** @param values in Trino's words, with commas between them; null is one more */
    private record Typed(String name, SqlType type, String values) {
        private String quoted() {
            return RelationName.quote(name);
        }

        private String value(String index) {
            return "element_at(ARRAY[NULL, " + values + "], " + index + ")";
        }
    }

    @BeforeEach
    void begin() {
        athena = LAKE.get().fresh();
        schema = "filetables" + NUMBER.incrementAndGet();
    }

    @AfterEach
    void nothingIsLeftOnThisMachine() {
        assertThat(Path.of("target", "rows").toFile().list()).isNullOrEmpty();
    }

    /** All pairs of eight values: those that are staged, and those that the state has. */
    private NodePlan node(List<Typed> types) {
        List<PropertyPlan> properties = types.stream()
                .map(typed -> new PropertyPlan(
                        typed.name(),
                        PropertyType.STRING,
                        typed.type() instanceof SqlType.Array ? Cardinality.LIST : Cardinality.SINGLE,
                        typed.type()))
                .toList();
        String sql = pairs(types, "i", "", "i < 9");
        return new NodePlan(
                "node.shop.User",
                List.of("User"),
                "",
                ElementPlan.Scope.TENANT,
                "User|",
                List.of("id"),
                properties,
                new ElementQuery(
                        sql, sql, Lineage.NONE, new RelationName(Optional.of("awsdatacatalog"), schema, "user")),
                List.of(),
                List.of(),
                List.of());
    }

    private static String pairs(List<Typed> types, String index, String more, String condition) {
        return "SELECT CAST(i AS varchar) || '|' || CAST(j AS varchar) AS \"~id\""
                + types.stream()
                        .map(typed -> ", " + typed.value(index) + " AS " + typed.quoted())
                        .collect(Collectors.joining())
                + more + " FROM UNNEST(sequence(1, 9)) AS a (i) CROSS JOIN UNNEST(sequence(1, 9)) AS b (j) WHERE "
                + condition;
    }

    private static List<Column> state(List<Typed> types) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("~id", SqlTypes.VARCHAR)));
        types.forEach(typed -> columns.add(Column.of(typed.name(), typed.type())));
        columns.add(Column.of("~written", SqlTypes.timestamp(6)));
        return columns;
    }

    private WarehouseEngine engine(NodePlan node, Map<String, Object> settings) {
        return engine(node, settings, Path.of("target", "rows"));
    }

    private WarehouseEngine engine(NodePlan node, Map<String, Object> settings, Path cache) {
        EngineTarget target = LAKE.get().target(schema, settings);
        WarehouseEngine engine = new WarehouseEngine(
                LAKE.get().closed(target, schema + settings, cache),
                other -> {
                    throw new GraphcBugException("no file is read");
                },
                true);
        engine.open(AthenaLake.project(target, new Plans().node(node)));
        return engine;
    }

    /** An engine that does not know how its work group writes, so that Athena makes all tables. */
    private WarehouseEngine asking(NodePlan node) {
        return engine(node, Map.of("skip_workgroup_check", true));
    }

    private static OwnTables own(WarehouseEngine engine) {
        return engine.ownTables().orElseThrow();
    }

    private RelationName table(String name) {
        return RelationName.of(schema, name);
    }

    private static List<String> rows(WarehouseEngine engine, String sql) {
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = engine.query(sql)) {
            while (cursor.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < cursor.columns().size(); i++) {
                    row.add(cursor.isNull(i) ? "NULL" : cursor.getText(i));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    /** Athena may know of a text how long it can be; no text is longer for that. */
    private String columnTypes(WarehouseEngine engine, RelationName table) {
        return String.join(
                        ", ",
                        rows(
                                engine,
                                "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = '"
                                        + schema + "' AND table_name = '" + table.identifier() + "' ORDER BY 1"))
                .replaceAll("varchar\\([0-9]+\\)", "varchar");
    }

    private List<String> files() {
        return LAKE.get().objects.list("s3://" + S3Server.BUCKET + "/" + schema + "/data/").stream()
                .filter(address -> address.contains("/graphc-"))
                .toList();
    }

    private int statements() {
        return athena.statements().size();
    }

    /** The same table by files and by a statement. */
    private void assertSame(WarehouseEngine files, WarehouseEngine asked, List<Column> columns, String sql) {
        RelationName here = table("here");
        RelationName there = table("there");
        int before = statements();
        long made = own(files).make(here, columns, sql);
        assertThat(statements()).as(sql).isEqualTo(before);
        assertThat(made).isEqualTo(own(asked).make(there, columns, sql));
        assertThat(statements()).isGreaterThan(before);

        assertThat(columnTypes(files, here)).isEqualTo(columnTypes(files, there));
        own(asked).know(here, columns);
        List<String> names = columns.stream()
                .map(column -> RelationName.quote(column.name()))
                .toList();
        for (int i = 1; i < names.size(); i++) {
            String selected = "SELECT " + names.get(0) + ", " + names.get(i) + " FROM ";
            assertThat(rows(asked, selected + here.quoted()))
                    .as(columns.get(i).toString())
                    .hasSize((int) made)
                    .containsExactlyInAnyOrderElementsOf(rows(asked, selected + there.quoted()));
        }
        String all = "SELECT * FROM ";
        assertThat(rows(asked, all + here.quoted() + " EXCEPT " + all + there.quoted()))
                .isEmpty();
        assertThat(rows(asked, all + there.quoted() + " EXCEPT " + all + here.quoted()))
                .isEmpty();
    }

    private static List<Typed> all() {
        List<Typed> all = new ArrayList<>(COMPARED);
        all.addAll(ASKED);
        return all;
    }

    @Test
    void makesTheTableOfAFirstLoad() {
        NodePlan node = node(all());
        String names = state(all()).stream()
                .map(Column::name)
                .filter(name -> !name.equals("~written"))
                .map(name -> "n." + RelationName.quote(name))
                .collect(Collectors.joining(", "));
        try (WarehouseEngine files = engine(node, Map.of());
                WarehouseEngine asked = asking(node)) {
            files.stage(node, false);

            assertSame(
                    files,
                    asked,
                    state(all()),
                    "SELECT " + names + ", " + WRITTEN + " AS \"~written\" FROM "
                            + node.query().staged().quoted() + " AS n");
        }
    }

    private static String differs(Typed typed, boolean set) {
        return set
                ? "array_sort(array_distinct(n." + typed.quoted() + ")) IS DISTINCT FROM array_sort(array_distinct(o."
                        + typed.quoted() + "))"
                : "n." + typed.quoted() + " IS DISTINCT FROM o." + typed.quoted();
    }

    private static String compared(NodePlan node, RelationName old, List<Typed> types) {
        List<String> conditions = new ArrayList<>();
        for (Typed typed : types) {
            conditions.add(differs(typed, false));
            if (typed.type() instanceof SqlType.Array) {
                conditions.add(differs(typed, true));
            }
        }
        String staged = node.query().staged().quoted();
        return "SELECT n.\"~id\" AS \"~id\", CASE WHEN o.\"~id\" IS NULL THEN 'I' ELSE 'U' END AS \"~change\", "
                + conditions.stream()
                        .map(condition -> "CASE WHEN " + condition + " THEN '1' ELSE '0' END")
                        .collect(Collectors.joining(" || "))
                + " AS \"~changed\" FROM " + staged + " AS n LEFT JOIN " + old.quoted()
                + " AS o ON o.\"~id\" = n.\"~id\" WHERE o.\"~id\" IS NULL OR " + String.join(" OR ", conditions)
                + " UNION ALL SELECT o.\"~id\" AS \"~id\", CASE WHEN o.\"~written\" > " + EARLIER
                + " THEN 'W' ELSE 'D' END, '' FROM " + old.quoted() + " AS o LEFT JOIN " + staged
                + " AS n ON n.\"~id\" = o.\"~id\" WHERE n.\"~id\" IS NULL";
    }

    private static final List<Column> CHANGES = List.of(
            Column.of("~id", SqlTypes.VARCHAR),
            Column.of("~change", SqlTypes.VARCHAR),
            Column.of("~changed", SqlTypes.VARCHAR));

    /** What the state has: other values of the same ids, and ids that are not staged any more. */
    private RelationName old(List<Typed> types, WarehouseEngine files, WarehouseEngine asked) {
        RelationName old = table("old");
        String written = ", CASE WHEN j = 1 THEN " + WRITTEN + " ELSE " + EARLIER + " END AS \"~written\"";
        own(asked).make(old, state(types), pairs(types, "j", written, "i > 1"));
        own(files).know(old, state(types));
        return old;
    }

    @Test
    void findsTheSameChangesAndTheStateAfterThem() {
        NodePlan node = node(COMPARED);
        try (WarehouseEngine files = engine(node, Map.of());
                WarehouseEngine asked = asking(node)) {
            files.stage(node, false);
            RelationName old = old(COMPARED, files, asked);

            assertSame(files, asked, CHANGES, compared(node, old, COMPARED));

            assertThat(rows(
                            asked,
                            "SELECT \"~change\", count(*) FROM " + table("here").quoted()
                                    + " GROUP BY \"~change\" ORDER BY 1"))
                    .containsExactly("D 8", "I 9", "U 54", "W 1");
            String names =
                    COMPARED.stream().map(typed -> ", n." + typed.quoted()).collect(Collectors.joining());
            String nulls = ", NULL".repeat(COMPARED.size());
            assertSame(
                    files,
                    asked,
                    state(COMPARED),
                    "SELECT n.\"~id\"" + names + ", CASE WHEN o.\"~id\" IS NULL THEN " + WRITTEN
                            + " ELSE o.\"~written\" END AS \"~written\" FROM "
                            + node.query().staged().quoted() + " AS n LEFT JOIN " + old.quoted()
                            + " AS o ON o.\"~id\" = n.\"~id\" UNION ALL SELECT o.\"~id\" AS \"~id\"" + nulls
                            + ", o.\"~written\" FROM " + old.quoted() + " AS o WHERE o.\"~id\" LIKE '9|%'");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void leavesComparisonsToAthenaWhereStoredFormsDoNotTell(int type) {
        List<Typed> types = List.of(ASKED.get(type));
        NodePlan node = node(types);
        try (WarehouseEngine files = engine(node, Map.of());
                WarehouseEngine asked = asking(node)) {
            files.stage(node, false);
            RelationName old = old(types, files, asked);
            int before = statements();

            own(files).make(table("here"), CHANGES, compared(node, old, types));

            assertThat(statements()).isGreaterThan(before);
        }
    }

    /** Such a time has been stored with fewer digits than its column is said to have. */
    @Test
    void leavesTimesOfAnotherFormToAthena() {
        List<Typed> types =
                List.of(new Typed("instant", new SqlType.Timestamp(6, true), "TIMESTAMP '2026-01-15 10:00:00.1 UTC'"));
        NodePlan node = node(types);
        try (WarehouseEngine files = engine(node, Map.of());
                WarehouseEngine asked = asking(node)) {
            files.stage(node, false);
            RelationName old = old(types, files, asked);
            int before = statements();

            own(files).make(table("here"), CHANGES, compared(node, old, types));

            assertThat(statements()).isGreaterThan(before);
        }
    }

    private static final List<Typed> ONE = List.of(new Typed("text", SqlTypes.VARCHAR, "'a'"));

    private static String copy(NodePlan node) {
        return "SELECT n.\"~id\", n.\"text\", " + WRITTEN + " AS \"~written\" FROM "
                + node.query().staged().quoted() + " AS n";
    }

    @Test
    void leavesManyObjectsToAthena() {
        NodePlan node = node(ONE);
        try (WarehouseEngine files = engine(node, Map.of())) {
            files.stage(node, false);
            String one = files().get(0);
            String folder = one.substring(0, one.lastIndexOf('/') + 1);
            for (int i = 0; i <= 100; i++) {
                LAKE.get().objects.put(folder + "_hidden" + i, new byte[] {1});
            }
            int before = statements();
            own(files).make(table("here"), state(ONE), copy(node));
            assertThat(statements()).as("what is no row does not count").isEqualTo(before);

            LAKE.get()
                    .objects
                    .put(folder + "foreign", "encrypted by a key of Athena's".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> own(files).make(table("here"), state(ONE), copy(node)))
                    .as("Athena, which cannot read it here either, was asked")
                    .isInstanceOf(GraphcException.class);
            assertThat(statements()).isGreaterThan(before);
        }
    }

    @Test
    void asksAthenaWhereThisMachineCannotAnswer(@TempDir Path folder) throws IOException {
        NodePlan node = node(ONE);
        try (WarehouseEngine files = engine(node, Map.of(), Files.createFile(folder.resolve("no-folder")))) {
            files.stage(node, false);
            int before = statements();

            assertThat(own(files).make(table("here"), state(ONE), copy(node))).isEqualTo(72);
            assertThat(statements()).isEqualTo(before + 1);
            try (RowCursor rows = files.staged(node)) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(statements()).isEqualTo(before + 2);
            assertThat(own(files).add(table("here"), state(ONE), pairs(ONE, "j", ", " + WRITTEN, "i > 1")))
                    .isFalse();
        }
    }

    @Test
    void leavesAWorkgroupThatDecidesToAthena() {
        athena.workgroup(FakeWorkgroup.enforcing("strict", "s3://" + S3Server.BUCKET + "/" + schema + "/enforced/"));
        NodePlan node = node(ONE);
        try (WarehouseEngine files = engine(node, Map.of("work_group", "strict"))) {
            files.stage(node, false);
            int before = statements();

            assertThat(own(files).make(table("here"), state(ONE), copy(node))).isEqualTo(72);
            assertThat(own(files).add(table("here"), state(ONE), copy(node))).isFalse();

            assertThat(statements()).isEqualTo(before + 1);
        }
    }

    @Test
    void replacesAndGrowsAndIsDropped() {
        List<Column> columns = List.of(Column.of("page", SqlTypes.BIGINT), Column.of("text", SqlTypes.VARCHAR));
        NodePlan node = node(ONE);
        RelationName ledger = table("ledger");
        try (WarehouseEngine files = engine(node, Map.of());
                WarehouseEngine asked = asking(node)) {
            OwnTables own = own(files);
            own.makeSchema(ledger);
            int before = statements();

            assertThat(own.make(ledger, columns, page(1, "a ''b'' \\u00e9 TIMESTAMP \\''x\\''")))
                    .isEqualTo(1);
            assertThat(own.add(ledger, columns, page(2, "TIMESTAMP"))).isTrue();
            assertThat(own.add(ledger, columns, page(3, ""))).isTrue();
            assertThat(files()).hasSize(3);
            own(asked).know(ledger, columns);
            assertThat(statements()).isEqualTo(before);
            assertThat(rows(asked, "SELECT page, text FROM " + ledger.quoted() + " ORDER BY page"))
                    .containsExactly("1 a 'b' \\u00e9 TIMESTAMP \\'x\\'", "2 TIMESTAMP", "3 ");

            before = statements();
            assertThat(own.make(ledger, columns, "SELECT page, text FROM " + ledger.quoted() + " WHERE page = 2"))
                    .isEqualTo(1);
            List<String> read = new ArrayList<>();
            try (RowCursor rows = own.rows(columns, "SELECT page, text FROM " + ledger.quoted())
                    .orElseThrow()) {
                while (rows.next()) {
                    read.add(rows.getLong(0) + " " + rows.getText(1));
                }
            }
            assertThat(read).containsExactly("2 TIMESTAMP");
            assertThat(statements()).isEqualTo(before);

            // A statement still adds to it, and to what a file has added.
            asked.execute(List.of("INSERT INTO " + ledger.quoted() + " VALUES (4, 'd')"));
            assertThat(own.add(ledger, columns, page(5, "e"))).isTrue();
            assertThat(rows(asked, "SELECT page FROM " + ledger.quoted() + " ORDER BY page"))
                    .containsExactly("2", "4", "5");

            own.drop(ledger);
            assertThat(own.exists(ledger)).isFalse();
            assertThat(files()).isEmpty();
        }
    }

    private static String page(int number, String text) {
        return "SELECT CAST(" + number + " AS BIGINT) AS \"page\", CAST('" + text + "' AS VARCHAR) AS \"text\"";
    }

    @Test
    void leavesNothingWhereAFileIsNotTaken() {
        NodePlan node = node(ONE);
        try (S3Gate gate = S3Gate.before(LAKE.get().s3.uri());
                WarehouseEngine files = engine(node, behind(gate))) {
            files.stage(node, false);
            List<String> staged = files();
            gate.refuse("PUT", "/rows-", 1, 403, "AccessDenied", "not authorized to perform: s3:PutObject");

            assertThatThrownBy(() -> own(files).make(table("here"), state(ONE), copy(node)))
                    .isInstanceOfSatisfying(GraphcException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.AWS_ACCESS_DENIED);
                        assertThat(e.diagnostic().toString()).contains("s3:PutObject", "/data/" + schema + "/here/");
                    });

            assertThat(files()).isEqualTo(staged);
            assertThat(own(files).beginningWith(table("here"))).isEmpty();
        }
    }

    private static Map<String, Object> behind(S3Gate gate) {
        Map<String, Object> addresses = new LinkedHashMap<>();
        ((Map<?, ?>) LAKE.get().target("any", Map.of()).settings().get("endpoint_urls"))
                .forEach((service, address) -> addresses.put(String.valueOf(service), address));
        addresses.put("s3", gate.uri().toString());
        return Map.of("endpoint_urls", addresses);
    }

    @Test
    void leavesNothingWhereGlueRefuses() {
        NodePlan node = node(ONE);
        try (WarehouseEngine files = engine(node, Map.of())) {
            files.stage(node, false);
            List<String> staged = files();
            LAKE.get().glue.fail("CreateTable", GlueFailure.accessDenied("CreateTable", "table"), 1);

            assertThatThrownBy(() -> own(files).make(table("here"), state(ONE), copy(node)))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().toString()).contains("glue:CreateTable"));

            assertThat(files()).isEqualTo(staged);
            assertThat(own(files).beginningWith(table("here"))).isEmpty();
            assertThat(own(files).make(table("here"), state(ONE), copy(node))).isEqualTo(72);
        }
    }

    /** Two runs that nothing keeps apart: what the other one has built is neither taken nor dropped. */
    @Test
    void leavesWhatAnotherRunBuildsUnderTheName() {
        NodePlan node = node(ONE);
        try (WarehouseEngine files = engine(node, Map.of())) {
            files.stage(node, false);
            RelationName built = table("here__graphc_built");
            own(files).make(built, state(ONE), copy(node));
            List<String> theirs = files();
            // It comes just after the look for what an earlier run has left.
            LAKE.get().glue.failAfter("GetTable", 2, GlueFailure.of("EntityNotFoundException", "Entity Not Found"));

            assertThatThrownBy(() -> own(files).make(table("here"), state(ONE), copy(node)))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TABLE_NOT_SWITCHED));

            assertThat(LAKE.get().glue.faultsLeft()).isZero();
            assertThat(files()).isEqualTo(theirs);
            assertThat(own(files).beginningWith(table("here"))).containsExactly(built);
        }
    }

    /** A run that was killed between the two services, or before it could clean up. */
    @Test
    void whatAKilledRunLeavesIsCleanedWhenItIsOld() {
        NodePlan node = node(ONE);
        try (S3Gate gate = S3Gate.before(LAKE.get().s3.uri());
                WarehouseEngine files = engine(node, behind(gate))) {
            files.stage(node, false);
            List<String> staged = files();
            LAKE.get().glue.fail("CreateTable", GlueFailure.accessDenied("CreateTable", "table"), 1);
            gate.refuse("POST", "delete", 1, 403, "AccessDenied", "not authorized to perform: s3:DeleteObject");
            assertThatThrownBy(() -> own(files).make(table("here"), state(ONE), copy(node)))
                    .isInstanceOf(GraphcException.class);
            assertThat(gate.faultsLeft()).isZero();
            assertThat(files()).hasSize(staged.size() + 1);
            EngineTarget target = LAKE.get().target(schema, Map.of());
            try (AthenaWarehouse warehouse = LAKE.get().open(target, new Plans().node(node), "later")) {
                warehouse.clean(
                        AthenaLake.project(target, new Plans().node(node)),
                        Instant.now().plus(Duration.ofDays(2)),
                        removed -> assertThat(removed).contains("/here/"));
            }
            assertThat(files()).isEqualTo(staged);
        }
    }

    /** Another run drops it: without a second look its rows would just not be there. */
    @Test
    void asksAthenaWhereATableIsGoneOnceItWasRead() {
        NodePlan node = node(ONE);
        GlueFailure gone = GlueFailure.of("EntityNotFoundException", "Entity Not Found");
        try (WarehouseEngine files = engine(node, Map.of());
                WarehouseEngine asked = asking(node)) {
            files.stage(node, false);
            RelationName old = old(ONE, files, asked);
            List<Column> columns = List.of(Column.of("~id", SqlTypes.VARCHAR));
            String sql = "SELECT \"~id\" FROM " + old.quoted();
            try (RowCursor rows = own(files).rows(columns, sql).orElseThrow()) {
                assertThat(rows.next()).isTrue();
            }
            LAKE.get().glue.failAfter("GetTable", 1, gone);
            assertThat(own(files).rows(columns, sql)).isEmpty();

            int statements = statements();
            LAKE.get().glue.failAfter("GetTable", 3, gone);
            own(files).make(table("here"), CHANGES, compared(node, old, ONE));

            assertThat(LAKE.get().glue.faultsLeft()).isZero();
            assertThat(statements()).isEqualTo(statements + 1);
            assertThat(files()).as("what Athena has written").noneMatch(file -> file.contains("/rows-"));
        }
    }

    @Test
    void leavesManyTablesToAthena() {
        List<Column> columns = List.of(Column.of("page", SqlTypes.BIGINT), Column.of("text", SqlTypes.VARCHAR));
        NodePlan node = node(ONE);
        try (WarehouseEngine files = engine(node, Map.of())) {
            OwnTables own = own(files);
            own.makeSchema(table("t"));
            List<String> queries = new ArrayList<>();
            for (int i = 1; i <= 11; i++) {
                own.make(table("t" + i), columns, page(i, "a"));
                queries.add("SELECT page, text FROM " + table("t" + i).quoted());
            }
            assertThat(own.make(table("here"), columns, String.join(" UNION ALL ", queries.subList(0, 10))))
                    .isEqualTo(10);
            assertThat(athena.statements()).isEmpty();

            assertThat(own.make(table("here"), columns, String.join(" UNION ALL ", queries)))
                    .isEqualTo(11);
            assertThat(athena.statements()).hasSize(1);
        }
    }
}
