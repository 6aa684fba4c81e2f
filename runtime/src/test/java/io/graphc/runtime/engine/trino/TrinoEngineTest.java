package io.graphc.runtime.engine.trino;

import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.table;
import static io.graphc.runtime.Plans.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.Lineage;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementFailedException;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.inspect.Inspected;
import io.graphc.runtime.inspect.Inspection;
import io.graphc.testkit.LakeServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on a real Trino, once with tables of Hive and once with those of Iceberg. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrinoEngineTest {
    private static final Column A = column("a", SqlTypes.INTEGER);
    private static final Column B = column("b", SqlTypes.VARCHAR);

    private final AtomicInteger schemas = new AtomicInteger();
    private Path folder = Path.of("");
    private LakeServer server;
    private String schema = "";

    @BeforeAll
    void startsTrino(@TempDir Path temporary) throws IOException {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        folder = temporary;
        server = LakeServer.overFiles(Files.createDirectories(temporary.resolve("warehouse")));
    }

    @AfterAll
    void stopsTrino() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void isLookedAtThingByThing() {
        TrinoEngines engines = new TrinoEngines(folder, new DuckDbEngines(folder));
        List<Inspected> found = new ArrayList<>();
        engines.inspect(target("hive"), new Inspection(found::add));
        assertThat(found)
                .extracting(Inspected::what)
                .containsExactly("settings", "session", "connection", "catalog `hive`", "schema `main`");
        assertThat(found).allMatch(thing -> thing.problem().isEmpty());
        assertThat(found.get(2).found()).startsWith("Trino ");
        assertThat(found.get(3).found()).isEqualTo("is there, connector hive");

        List<Inspected> wrong = new ArrayList<>();
        engines.inspect(target("hivee"), new Inspection(wrong::add));
        assertThat(wrong)
                .last()
                .satisfies(thing -> assertThat(thing.problem())
                        .hasValueSatisfying(
                                problem -> assertThat(problem.helps()).contains("did you mean `hive`?")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void tellsWhatYieldsRows(String catalog) {
        try (QueryEngine engine = opened(catalog, new Plans())) {
            assertThat(answers(engine, "EXECUTE IMMEDIATE 'SELECT 1 UNION ALL SELECT 2'"))
                    .contains(2);
            assertThat(answers(engine, "/* all */ (VALUES 1, 2, 3)")).contains(3);
            String table = RelationName.of(schema, "answers").quoted();
            assertThat(answers(engine, "CREATE TABLE " + table + " AS SELECT 1 AS a"))
                    .isEmpty();
            assertThat(answers(engine, "INSERT INTO " + table + " VALUES 2")).isEmpty();
            assertThat(answers(engine, "TABLE " + table)).contains(2);
            assertThat(answers(engine, "DROP TABLE " + table)).isEmpty();
        }
    }

    private static Optional<Integer> answers(QueryEngine engine, String statement) {
        return engine.answer("an operation", statement, rows -> {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        });
    }

    private EngineTarget target(String catalog) {
        return new EngineTarget(
                "dev",
                "trino",
                "main",
                1,
                Map.of(
                        "host",
                        server.uri().getHost(),
                        "port",
                        server.uri().getPort(),
                        "user",
                        "test",
                        "database",
                        catalog));
    }

    private static CompiledProject on(EngineTarget target, CompiledProject plans) {
        return new CompiledProject(
                plans.name(),
                plans.tenant(),
                plans.asOf(),
                target,
                plans.graphTarget(),
                plans.sources(),
                plans.seeds(),
                plans.models(),
                plans.tests(),
                plans.graph());
    }

    private QueryEngine opened(String catalog, Plans plans) {
        schema = "s" + schemas.incrementAndGet() + "_" + catalog;
        return reopened(catalog, plans.model(model("any", "SELECT 1 AS a", A)));
    }

    private QueryEngine reopened(String catalog, Plans plans) {
        CompiledProject project = on(target(catalog), plans.project());
        QueryEngine engine = new TrinoEngines(folder, new DuckDbEngines(folder)).create(project);
        engine.open(project);
        return engine;
    }

    /** The model in the schema of this test. */
    private ModelPlan here(ModelPlan model) {
        return new ModelPlan(
                model.id(),
                model.name(),
                model.path(),
                model.materialization(),
                RelationName.of(schema, model.name()),
                model.compiledSql(),
                model.engineSql(),
                model.incremental(),
                model.table(),
                model.columns(),
                model.lineage(),
                model.dependsOn(),
                model.tags(),
                model.description(),
                model.source(),
                model.opaque());
    }

    private ModelPlan model(String name, String sql, Column... columns) {
        return here(table(name, sql, columns));
    }

    private static List<List<Object>> rows(QueryEngine engine, String sql) {
        List<List<Object>> rows = new ArrayList<>();
        try (RowCursor cursor = engine.query(sql)) {
            read(cursor, rows);
        }
        return rows;
    }

    private static void read(RowCursor cursor, List<List<Object>> rows) {
        while (cursor.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 0; i < cursor.columns().size(); i++) {
                row.add(cursor.getValue(i));
            }
            rows.add(row);
        }
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static Diagnostic refused(ThrowingCallable call) {
        return catchThrowableOfType(GraphcException.class, call).diagnostic();
    }

    private ModelPlan incremental(Strategy strategy, String rows, String... keys) {
        ModelPlan all = table("t", "SELECT * FROM (VALUES " + rows + ") AS v(a, b)", A, B);
        return here(Plans.incremental(all, strategy, SchemaChange.FAIL, keys));
    }

    private List<List<Object>> afterTwoRuns(String catalog, Strategy strategy, String more, String... keys) {
        try (QueryEngine engine = opened(catalog, new Plans())) {
            engine.materialize(incremental(strategy, "(1, 'x'), (2, 'x'), (3, 'y'), (NULL, NULL)", keys));
            engine.materialize(incremental(strategy, more, keys));
            return rows(engine, "SELECT a, b FROM " + schema + ".t ORDER BY a NULLS LAST, b NULLS LAST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void takesNewRowsInByEveryStrategy(String catalog) {
        assertThat(afterTwoRuns(catalog, Strategy.APPEND, "(1, 'z')"))
                .containsExactly(row(1, "x"), row(1, "z"), row(2, "x"), row(3, "y"), row(null, null));
        assertThat(afterTwoRuns(catalog, Strategy.MERGE, "(1, 'z'), (4, 'n'), (NULL, 'w')", "a"))
                .containsExactly(row(1, "z"), row(2, "x"), row(3, "y"), row(4, "n"), row(null, "w"), row(null, null));
        assertThat(afterTwoRuns(catalog, Strategy.DELETE_INSERT, "(1, 'z'), (1, 'zz')", "a"))
                .containsExactly(row(1, "z"), row(1, "zz"), row(2, "x"), row(3, "y"), row(null, null));
        assertThat(afterTwoRuns(catalog, Strategy.INSERT_OVERWRITE, "(9, 'x'), (8, CAST(NULL AS VARCHAR))", "b"))
                .containsExactly(row(3, "y"), row(8, null), row(9, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void refusesTwoRowsForOneKeyAndChangesColumnsOnlyWhenTold(String catalog) {
        try (QueryEngine engine = opened(catalog, new Plans())) {
            engine.materialize(incremental(Strategy.MERGE, "(1, 'x'), (2, 'x')", "a"));
            ModelPlan doubled = incremental(Strategy.MERGE, "(1, 'y'), (1, 'z'), (5, 'n'), (5, 'm')", "a");
            Diagnostic refusal = refused(() -> engine.materialize(doubled));
            assertThat(refusal.code()).isEqualTo(DiagnosticCode.DUPLICATE_KEY);
            assertThat(refusal.message()).contains("one key");
            assertThat(rows(engine, "SELECT a FROM " + schema + ".t ORDER BY a"))
                    .containsExactly(row(1), row(2));

            ModelPlan wider = table("t", "SELECT 2 AS a, 'n' AS c", A, column("c", SqlTypes.VARCHAR));
            assertThat(refused(() -> engine.materialize(
                                    here(Plans.incremental(wider, Strategy.APPEND, SchemaChange.FAIL))))
                            .notes())
                    .containsExactly("its table has no column `c`");
            engine.materialize(here(Plans.incremental(wider, Strategy.APPEND, SchemaChange.APPEND_NEW_COLUMNS)));
            assertThat(rows(engine, "SELECT a, b, c FROM " + schema + ".t ORDER BY a, c NULLS FIRST"))
                    .containsExactly(row(1, "x", null), row(2, "x", null), row(2, null, "n"));
            engine.materialize(here(Plans.incremental(wider, Strategy.MERGE, SchemaChange.SYNC_ALL_COLUMNS, "a")));
            assertThat(rows(engine, "SELECT * FROM " + schema + ".t ORDER BY a"))
                    .containsExactly(row(1, null), row(2, "n"));
        }
    }

    /** What a run leaves that is killed between the two renames. */
    @Test
    void givesATableItsNameBackThatAKilledRunHadMoved() {
        try (QueryEngine engine = opened("hive", new Plans())) {
            engine.materialize(incremental(Strategy.APPEND, "(1, 'x')"));
            engine.execute(List.of("ALTER TABLE " + schema + ".t RENAME TO " + schema + ".t__graphc_old"));
        }
        try (QueryEngine engine = reopened("hive", new Plans().model(incremental(Strategy.APPEND, "(1, 'x')")))) {
            engine.materialize(incremental(Strategy.APPEND, "(2, 'y')"));
            assertThat(rows(engine, "SELECT a FROM " + schema + ".t ORDER BY a"))
                    .containsExactly(row(1), row(2));
        }
    }

    @Test
    void aTableIsReadOnWhereTheViewForItsPlaceIsWrong() {
        try (QueryEngine engine = opened("hive", new Plans())) {
            engine.materialize(model("t", "SELECT 1 AS a", A));
            assertThat(refused(() -> engine.materialize(here(view("t", "SELECT nothing AS a", A))))
                            .code())
                    .isEqualTo(DiagnosticCode.QUERY_FAILED);
            assertThat(rows(engine, "SELECT a FROM " + schema + ".t")).containsExactly(row(1));
        }
    }

    @Test
    void whatIsDroppedDoesNotComeBackUnderItsOtherName() {
        try (QueryEngine engine = opened("hive", new Plans())) {
            engine.materialize(model("t", "SELECT 1 AS a", A));
            engine.execute(List.of("CREATE TABLE " + schema + ".t__graphc_old AS SELECT 9 AS a"));
            OwnTables tables = engine.ownTables().orElseThrow();
            tables.drop(RelationName.of(schema, "t"));
            assertThat(tables.exists(RelationName.of(schema, "t"))).isFalse();
        }
    }

    @Test
    void aSchemaThatCouldNotBeMadeIsNotTakenToBeThere() {
        try (QueryEngine engine = opened("hive", new Plans())) {
            // Its connector has the schemas that it has.
            RelationName nowhere = new RelationName(Optional.of("system"), "nowhere", "t");
            Diagnostic first = refused(() -> engine.keep(nowhere, false, "SELECT 1 AS a"));
            Diagnostic second = refused(() -> engine.keep(nowhere, false, "SELECT 1 AS a"));
            assertThat(first.message()).startsWith("creating schema `nowhere`");
            assertThat(second.message()).isEqualTo(first.message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void aModelMayChangeItsKindAndAFailureLeavesWhatWasThere(String catalog) {
        try (QueryEngine engine = opened(catalog, new Plans())) {
            String count = "SELECT a FROM " + schema + ".t";
            assertThat(engine.materialize(model("t", "SELECT 1 AS a UNION ALL SELECT 2", A))
                            .rows())
                    .isEqualTo(2);
            engine.materialize(here(view("t", "SELECT 3 AS a", A)));
            assertThat(rows(engine, count)).containsExactly(row(3));
            engine.materialize(model("t", "SELECT 4 AS a", A));
            engine.materialize(model("t", "SELECT 5 AS a", A));
            assertThat(rows(engine, count)).containsExactly(row(5));

            Diagnostic broken = refused(() -> engine.materialize(
                    model("t", "SELECT CAST('x' || CAST(a AS varchar) AS INTEGER) AS a FROM " + schema + ".t", A)));
            assertThat(broken.code()).isEqualTo(DiagnosticCode.QUERY_FAILED);
            assertThat(broken.message()).isEqualTo("model `t` stopped with an error of Trino");
            assertThat(broken.notes().get(0)).endsWith("(INVALID_CAST_ARGUMENT)");
            StatementFailedException unknown = catchThrowableOfType(
                    StatementFailedException.class,
                    () -> engine.materialize(model("t", "SELECT 1 AS a,\n  nothing AS b", A)));
            assertThat(unknown.line() + ":" + unknown.column()).isEqualTo("2:3");
            assertThat(unknown.diagnostic().notes())
                    .contains("Trino: Column 'nothing' cannot be resolved (COLUMN_NOT_FOUND)");
            assertThat(rows(engine, count)).containsExactly(row(5));
        }
    }

    private NodePlan typed(String sql, Map<String, String> types) {
        List<PropertyPlan> properties = new ArrayList<>();
        types.forEach((name, type) -> properties.add(new PropertyPlan(
                name,
                PropertyType.STRING,
                Cardinality.SINGLE,
                SqlTypeParser.parse(type).orElseThrow())));
        return new NodePlan(
                "node.shop.Thing",
                List.of("Thing"),
                "",
                ElementPlan.Scope.TENANT,
                "Thing|",
                List.of(),
                properties,
                new ElementQuery(sql, sql, Lineage.NONE, RelationName.of(schema, "node_Thing")),
                List.of(),
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "iceberg"})
    void stagedRowsKeepEveryNameAndValue(String catalog) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        String[][] all = {
            {"boolean", "true"},
            {"tinyint", "TINYINT '-1'"},
            {"smallint", "SMALLINT '2'"},
            {"bigint", "BIGINT '9223372036854775807'"},
            {"real", "REAL '1.5'"},
            {"double", "nan()"},
            {"decimal(38,2)", "DECIMAL '123456789012345678901234567890123456.78'"},
            {"varchar", "'gr''ün\n日本'"},
            {"varbinary", "X'00ff'"},
            {"date", "DATE '1500-02-28'"},
            {"time(6)", "TIME '23:59:59.999999'"},
            {"timestamp(3)", "TIMESTAMP '1969-12-31 23:59:59.999'"},
            {"timestamp(6)", "TIMESTAMP '1969-12-31 23:59:59.999999'"},
            {"timestamp(6) with time zone", "TIMESTAMP '2026-10-25 02:30:00.000001 Europe/Berlin'"},
            {"array(varchar)", "ARRAY['b', NULL]"},
            {"array(timestamp(6))", "ARRAY[TIMESTAMP '2026-03-29 02:30:00.000001']"},
            {"array(date)", "ARRAY[DATE '2026-03-29']"},
            {"array(bigint)", "ARRAY[BIGINT '7']"},
        };
        for (String[] one : all) {
            String name = "camelCase " + one[0] + " \"quoted\"";
            types.put(name, one[0]);
            values.put(name, one[1]);
        }
        StringBuilder first = new StringBuilder("SELECT 'b' AS \"~id\"");
        StringBuilder second = new StringBuilder("SELECT 'a'");
        values.forEach((name, value) -> {
            first.append(", ").append(value).append(" AS ").append(RelationName.quote(name));
            second.append(", NULL");
        });
        schema = "s" + schemas.incrementAndGet() + "_" + catalog;
        NodePlan node = typed(first + " UNION ALL " + second, types);
        List<Object> expected = row(
                "b",
                true,
                (byte) -1,
                (short) 2,
                Long.MAX_VALUE,
                1.5f,
                Double.NaN,
                new BigDecimal("123456789012345678901234567890123456.78"),
                "gr'ün\n日本",
                "00ff",
                LocalDate.of(1500, 2, 28),
                LocalTime.parse("23:59:59.999999"),
                LocalDateTime.parse("1969-12-31T23:59:59.999"),
                LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                OffsetDateTime.parse("2026-10-25T00:30:00.000001Z"),
                row("b", null),
                row(LocalDateTime.parse("2026-03-29T02:30:00.000001")),
                row(LocalDate.of(2026, 3, 29)),
                row(7L));
        try (QueryEngine engine = reopened(catalog, new Plans().node(node))) {
            assertThat(engine.stage(node, true).rows()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                List<List<Object>> rows = new ArrayList<>();
                try (RowCursor cursor = engine.staged(node)) {
                    assertThat(cursor.columns())
                            .extracting(Column::name)
                            .startsWith("~id")
                            .containsAll(types.keySet());
                    read(cursor, rows);
                }
                assertThat(rows.get(0).subList(1, expected.size())).containsOnlyNulls();
                rows.get(1).set(9, java.util.HexFormat.of().formatHex((byte[])
                        rows.get(1).get(9)));
                assertThat(rows.get(1)).isEqualTo(expected);
                // Rows that are read and staged again are the same rows.
                engine.restage(node, "SELECT * FROM " + node.query().staged().quoted(), true);
            }
            assertThat(rows(
                            engine,
                            "SELECT n.\"~id\", 'from " + node.query().staged().quoted() + "' FROM "
                                    + node.query().staged().quoted() + " n WHERE n."
                                    + RelationName.quote("camelCase tinyint \"quoted\"") + " = -1"))
                    .containsExactly(row("b", "from " + node.query().staged().quoted()));
        }
    }

    @Test
    void keepsRowsOfTestsAndOfRefusals() {
        schema = "s" + schemas.incrementAndGet() + "_hive";
        NodePlan node = typed("SELECT 'a' AS \"~id\"", Map.of());
        try (QueryEngine engine = reopened("hive", new Plans().node(node))) {
            RelationName kept = RelationName.of(schema + "_audit", "failing");
            engine.stage(node, false);
            engine.keep(
                    kept,
                    false,
                    "SELECT \"~id\" AS id FROM " + node.query().staged().quoted());
            engine.keep(kept, true, "SELECT 'c' AS id");
            engine.keep(kept, false, "SELECT 'd' AS id");
            assertThat(rows(engine, "SELECT * FROM " + kept.quoted())).containsExactly(row("d"));

            engine.stageRefused(node, List.of(List.of("it's", "too -- long"), List.of("b", "c")));
            assertThat(rows(
                            engine,
                            "SELECT \"~id\", \"~detail\" FROM "
                                    + node.query().refused().quoted() + " ORDER BY 1"))
                    .containsExactly(row("b", "c"), row("it's", "too -- long"));
            engine.dropRefused(node);
        }
    }

    @Test
    void loadsSeedsOfAnySize() throws IOException {
        StringBuilder csv = new StringBuilder("id,name,price,sold,seen\n");
        for (int i = 0; i < 9_000; i++) {
            csv.append(i).append(",\"it's no. ").append(i).append("\",1.50,2026-01-02,2026-01-02 03:04:05.006\n");
        }
        csv.append("9000,,,,\n");
        Files.writeString(folder.resolve("things.csv"), csv, StandardCharsets.UTF_8);
        var seed = Plans.seed(
                "things",
                Plans.csv("things.csv"),
                column("id", SqlTypes.BIGINT),
                column("name", SqlTypes.VARCHAR),
                column("price", new SqlType.Decimal(8, 2)),
                column("sold", SqlTypes.DATE),
                column("seen", SqlTypes.timestamp(3)));
        try (QueryEngine engine = opened("hive", new Plans().seed(seed))) {
            for (int i = 0; i < 2; i++) {
                assertThat(engine.loadSeed(seed).rows()).isEqualTo(9_001);
                assertThat(rows(
                                engine,
                                "SELECT count(*), count(DISTINCT name), sum(price), max(sold), max(seen) FROM "
                                        + seed.relation().quoted()))
                        .containsExactly(row(
                                9_001L,
                                9_000L,
                                new BigDecimal("13500.00"),
                                LocalDate.of(2026, 1, 2),
                                LocalDateTime.parse("2026-01-02T03:04:05.006")));
            }
        }
    }

    private SourceTable source(String name, boolean absent, Column... columns) {
        return new SourceTable(
                "source.shop.raw." + name,
                "raw",
                name,
                RelationName.of(schema, name),
                Optional.empty(),
                absent,
                List.of(columns),
                DeclaredPlaces.NONE);
    }

    @Test
    void comparesSourcesWithWhatIsThere() {
        try (QueryEngine engine = opened("hive", new Plans())) {
            engine.materialize(model("there", "SELECT 1 AS a, 'x' AS b", A, B));
            engine.provideSource(source("there", false, column("A", SqlTypes.BIGINT)));
            Diagnostic missing =
                    refused(() -> engine.provideSource(source("there", false, column("aa", SqlTypes.BIGINT))));
            assertThat(missing.code()).isEqualTo(DiagnosticCode.RESULT_DIFFERS);
            assertThat(missing.message()).contains("column `aa` of source `raw.there` is not in");
            assertThat(refused(() -> engine.provideSource(source("there", false, column("b", SqlTypes.DATE))))
                            .message())
                    .contains("column `b` of source `raw.there` is declared date, but it is varchar");
            assertThat(refused(() -> engine.provideSource(source("gone", false, A)))
                            .code())
                    .isEqualTo(DiagnosticCode.MISSING_DATA);
            engine.provideSource(source("gone", true, A, column("c", SqlTypes.array(SqlTypes.VARCHAR))));
            assertThat(rows(engine, "SELECT a, c FROM " + schema + ".gone")).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void cancellingStopsARunningStatement() throws Exception {
        try (QueryEngine engine = opened("hive", new Plans())) {
            String sql = "SELECT count(*) AS a FROM UNNEST(sequence(1, 10000)) AS x(n), UNNEST(sequence(1, 10000)) AS"
                    + " y(n), UNNEST(sequence(1, 10000)) AS z(n) WHERE x.n + y.n + z.n = 7";
            CountDownLatch started = new CountDownLatch(1);
            ExecutorService worker = Executors.newSingleThreadExecutor();
            Future<Diagnostic> refusal = worker.submit(() -> {
                started.countDown();
                return refused(() -> engine.materialize(model("t", sql, column("a", SqlTypes.BIGINT))));
            });
            started.await();
            while (!refusal.isDone()) {
                engine.cancel();
            }
            assertThat(refusal.get().message()).endsWith("was cancelled");
            worker.shutdown();
        }
    }

    @Test
    void tellsOfACatalogThatIsNotThere() {
        Diagnostic refusal = refused(() -> reopened("hiv", new Plans()));
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.UNREADABLE_PROFILE);
        assertThat(refusal.message()).contains("has no catalog `hiv`");
        assertThat(refusal.helps()).containsExactly("did you mean `hive`?");
    }
}
