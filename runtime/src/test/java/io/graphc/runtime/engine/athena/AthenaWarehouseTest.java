package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TableFiles;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementMeter;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.runtime.engine.warehouse.TableDescription;
import io.graphc.runtime.engine.warehouse.TableDescriptions;
import io.graphc.runtime.engine.warehouse.WarehouseEngine;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.WithLake;
import io.graphc.testkit.athena.AthenaFault.BadEnd;
import io.graphc.testkit.athena.AthenaFault.Refusal;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.FakeWorkgroup;
import io.graphc.testkit.athena.SqlBackend;
import io.graphc.testkit.glue.GlueFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in Athena: the stand-in enforces its rules, a real Trino runs the statements on Glue's tables and files in S3. */
class AthenaWarehouseTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static final WithLake<AthenaLake> LAKE = WithLake.of(AthenaLake::new);

    private FakeAthena athena;
    private AthenaWarehouse warehouse;
    private String schema;

    @BeforeEach
    void open() {
        athena = LAKE.get().fresh();
        schema = "shop" + NUMBER.incrementAndGet();
        warehouse = LAKE.get().open(LAKE.get().target(schema, Map.of()), new Plans(), schema);
        warehouse.createSchema(Optional.empty(), schema);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private RelationName table(String name) {
        return new RelationName(Optional.of("awsdatacatalog"), schema, name);
    }

    private static Statement statement(String sql) {
        return new Statement("model.shop.orders", "model `orders`", sql);
    }

    private StatementResult build(String name, String sql, TableSettings settings) {
        return build(name, sql, List.of(), settings);
    }

    private StatementResult build(String name, String sql, List<Column> columns, TableSettings settings) {
        return warehouse.replaceWithTable(statement(sql), table(name), columns, settings);
    }

    private List<List<@Nullable Object>> rows(String sql) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowCursor cursor = warehouse.query(statement(sql))) {
            while (cursor.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < cursor.columns().size(); i++) {
                    row.add(cursor.getValue(i));
                }
                rows.add(row);
            }
        } catch (GraphcException e) {
            throw new AssertionError(e.diagnostic().toString(), e);
        }
        return rows;
    }

    private List<Object> column(String sql) {
        return rows(sql).stream().map(row -> row.get(0)).toList();
    }

    private List<String> folders() {
        return LAKE.get().objects.list("s3://" + S3Server.BUCKET + "/" + schema + "/data/").stream()
                .map(address -> address.substring(0, address.lastIndexOf('/')))
                .filter(folder -> folder.contains("/graphc-"))
                .distinct()
                .toList();
    }

    private static DiagnosticCode code(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        DiagnosticCode[] code = new DiagnosticCode[1];
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        GraphcException.class, e -> code[0] = e.diagnostic().code());
        return code[0];
    }

    @Test
    void closesWhatTellsOfRelations() {
        AtomicBoolean closed = new AtomicBoolean();
        TableDescriptions descriptions = new TableDescriptions() {
            @Override
            public Optional<TableDescription> of(RelationName relation) {
                return Optional.empty();
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        new AthenaWarehouse(Path.of("target", "rows"), descriptions, new VirtualTime().patience(), () -> "run").close();
        assertThat(closed).isTrue();
    }

    @Test
    void buildsATableWithOneStatementAndReplacesIt() {
        StatementResult first =
                build("orders", "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name)", TableSettings.NONE);
        StatementResult second =
                build("orders", "SELECT id + 1 AS id FROM " + table("orders").quoted(), TableSettings.NONE);

        assertThat(first.rows()).isEqualTo(2);
        assertThat(second.rows()).isEqualTo(2);
        assertThat(athena.statements()).hasSize(2).allMatch(sql -> sql.startsWith("CREATE TABLE "));
        assertThat(column("SELECT id FROM " + table("orders") + " ORDER BY id")).containsExactly(2, 3);
        assertThat(warehouse.describe(table("orders")).orElseThrow())
                .isEqualTo(
                        new TableDescription(TableDescription.Kind.TABLE, List.of(Column.of("id", SqlTypes.INTEGER))));
        assertThat(warehouse.describe(table("orders__graphc_built"))).isEmpty();
    }

    @Test
    void keepsTheFolderOfTheBuildBeforeForThoseWhoStillRead() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        List<String> first = folders();
        build("orders", "SELECT 2 AS id", TableSettings.NONE);
        assertThat(folders()).hasSize(2).containsAll(first);
        build("orders", "SELECT 3 AS id", TableSettings.NONE);
        assertThat(folders()).hasSize(2).doesNotContainAnyElementsOf(first);

        warehouse.drop(table("orders"));

        assertThat(folders()).isEmpty();
        assertThat(warehouse.describe(table("orders"))).isEmpty();
    }

    @Test
    void leavesTheOldTableWhenABuildFails() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        List<String> before = folders();

        assertThat(code(() -> build("orders", "SELECT 1 / 0 AS id FROM " + table("orders"), TableSettings.NONE)))
                .isEqualTo(DiagnosticCode.QUERY_FAILED);
        assertThat(code(() -> build("orders", "SELECT * FROM " + table("gone"), TableSettings.NONE)))
                .isEqualTo(DiagnosticCode.RELATION_GONE);

        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(1);
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void takesAFreshFolderForEachAttempt() {
        athena.failStatement(
                "CREATE TABLE",
                new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR: after the files were written", true));

        StatementResult made = build("orders", "SELECT 1 AS id", TableSettings.NONE);

        assertThat(made.rows()).isEqualTo(1);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(1);
        assertThat(athena.statements())
                .filteredOn(sql -> sql.startsWith("CREATE"))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(folders()).as("the folder of the failed attempt is gone").hasSize(1);
    }

    @Test
    void leavesTheOldTableWhenGlueRefusesTheSwitch() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        LAKE.get()
                .glue
                .fail(
                        "UpdateTable",
                        GlueFailure.of("AccessDeniedException", "not authorized to perform: glue:UpdateTable"),
                        1);

        assertThat(code(() -> build("orders", "SELECT 2 AS id", TableSettings.NONE)))
                .isEqualTo(DiagnosticCode.AWS_ACCESS_DENIED);

        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(1);
        build("orders", "SELECT 3 AS id", TableSettings.NONE);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(3);
    }

    @Test
    void keepsTheRowsOfATableWhoseBuildEndedJustAfterTheSwitch() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        LAKE.get().glue.fail("DeleteTable", GlueFailure.of("AccessDeniedException", "not authorized"), 1);
        assertThat(code(() -> build("orders", "SELECT 2 AS id", TableSettings.NONE)))
                .isEqualTo(DiagnosticCode.AWS_ACCESS_DENIED);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(2);

        assertThat(code(() -> build("orders", "SELECT * FROM " + table("gone"), TableSettings.NONE)))
                .isEqualTo(DiagnosticCode.RELATION_GONE);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(2);
        build("orders", "SELECT id + 1 AS id FROM " + table("orders"), TableSettings.NONE);

        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(3);
        assertThat(folders()).as("the table's and the one before").hasSize(2);
    }

    @Test
    void leavesTheFilesOfATableThatIsNotItsOwn() {
        athena.workgroup(FakeWorkgroup.enforcing("strict", "s3://" + S3Server.BUCKET + "/" + schema + "/enforced/"));
        String results = "s3://" + S3Server.BUCKET + "/" + schema + "/enforced/";
        AthenaWarehouse strict = LAKE.get()
                .open(LAKE.get().target(schema, Map.of("work_group", "strict")), new Plans(), schema + "strict");
        strict.execute(statement("CREATE TABLE " + table("theirs") + " WITH (format = 'PARQUET') AS SELECT 1 AS id"));
        List<String> files = LAKE.get().objects.list(results + "tables/");

        strict.drop(table("theirs"));
        strict.close();

        assertThat(files).isNotEmpty();
        assertThat(LAKE.get().objects.list(results + "tables/")).isEqualTo(files);
    }

    @Test
    void switchesWhenSomebodyElseChangesTheTable() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        LAKE.get().glue.fail("UpdateTable", GlueFailure.of("ConcurrentModificationException", "version"), 1);

        build("orders", "SELECT 2 AS id", TableSettings.NONE);

        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(2);
    }

    private static TableSettings partitioned(String... columns) {
        return new TableSettings(Optional.empty(), Optional.empty(), List.of(columns), Map.of());
    }

    @Test
    void replacesPartitions() {
        TableSettings byDay = partitioned("day");
        String values = "SELECT id, CAST(day AS varchar) AS day FROM (VALUES %s) AS t (id, day)";
        build("orders", values.formatted("(1, 'mon'), (2, 'tue')"), byDay);
        build("orders", values.formatted("(3, 'tue'), (4, 'wed'), (5, NULL)"), byDay);

        assertThat(column("SELECT id FROM " + table("orders") + " ORDER BY id")).containsExactly(3, 4, 5);
        assertThat(column("SELECT id FROM " + table("orders") + " WHERE day = 'tue'"))
                .containsExactly(3);
        assertThat(athena.statements())
                .filteredOn(sql -> sql.startsWith("SELECT count(*)"))
                .hasSize(2);

        build("orders", "SELECT 'x' AS day, 6 AS id", partitioned("id"));
        assertThat(rows("SELECT id, day FROM " + table("orders"))).containsExactly(List.of(6, "x"));
        build("orders", "SELECT 7 AS id", TableSettings.NONE);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(7);
    }

    @Test
    void writesMoreThanAHundredPartitionsInBatches() {
        String sql =
                "SELECT n AS id, CASE WHEN n = 0 THEN NULL ELSE DATE '2026-01-01' + n * INTERVAL '1' DAY END AS day"
                        + " FROM UNNEST(sequence(0, 249)) AS t (n)";

        StatementMeter.take();
        StatementResult made = build("orders", sql, partitioned("day"));

        assertThat(StatementMeter.take().statements())
                .as("count, rows, list, three batches")
                .isEqualTo(6);
        assertThat(made.rows()).isEqualTo(250);
        assertThat(rows("SELECT count(*), count(DISTINCT id), count(DISTINCT day) FROM " + table("orders")))
                .containsExactly(List.of(250L, 250L, 249L));
        assertThat(athena.statements())
                .filteredOn(text -> text.startsWith("INSERT"))
                .hasSize(2);
        assertThat(warehouse.describe(table("orders__graphc_rows_of_all"))).isEmpty();
    }

    @Test
    void leavesTheOldTableWhenABatchFails() {
        String sql = "SELECT n AS id, n AS part FROM UNNEST(sequence(1, 150)) AS t (n)";
        build("orders", "SELECT 0 AS id, 0 AS part", partitioned("part"));
        List<String> before = folders();
        athena.failStatement("INSERT INTO", new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));

        assertThat(code(() -> build("orders", sql, partitioned("part")))).isEqualTo(DiagnosticCode.AWS_BUSY);

        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(0);
        assertThat(folders()).isEqualTo(before);
        build("orders", sql, partitioned("part"));
        assertThat(rows("SELECT count(*), count(DISTINCT id) FROM " + table("orders")))
                .containsExactly(List.of(150L, 150L));
    }

    @Test
    void writesIcebergInBatchesWithTheMicrosecondsOfItsTimestamps() {
        String sql = "SELECT n AS part, TIMESTAMP '2026-01-01 00:00:00.123456' + n * INTERVAL '1' DAY AS moment"
                + " FROM UNNEST(sequence(0, 149)) AS t (n)";
        List<Column> columns = List.of(Column.of("part", SqlTypes.BIGINT), Column.of("moment", SqlTypes.timestamp(6)));

        StatementResult made = build("orders", sql, columns, iceberg("day(moment)"));

        assertThat(made.rows()).isEqualTo(150);
        assertThat(column("SELECT CAST(max(moment) AS varchar) FROM " + table("orders")))
                .containsExactly("2026-05-30 00:00:00.123456");
        assertThat(warehouse.describe(table("orders__graphc_rows_of_all"))).isEmpty();
    }

    @Test
    void refusesMoreBucketsThanAthenaWrites() {
        TableSettings settings = new TableSettings(
                Optional.empty(),
                Optional.empty(),
                List.of("part"),
                Map.of(),
                new TableFiles(
                        Optional.empty(),
                        Optional.empty(),
                        List.of("id"),
                        60,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                false,
                OptionalLong.empty());

        assertThat(code(() ->
                        build("orders", "SELECT n AS id, n AS part FROM UNNEST(sequence(1, 2)) AS t (n)", settings)))
                .isEqualTo(DiagnosticCode.TOO_MANY_PARTITIONS);
    }

    private static TableSettings iceberg(String... partitions) {
        return new TableSettings(Optional.of("iceberg"), Optional.empty(), List.of(partitions), Map.of());
    }

    @Test
    void buildsIcebergTablesAndChangesTheirRows() {
        build("orders", "SELECT 1 AS id, 'a' AS name", iceberg());
        build("orders", "SELECT * FROM (VALUES (1, 'b'), (2, 'c')) AS t (id, name)", iceberg("bucket(id, 4)"));

        assertThat(warehouse.deletesRows(table("orders"))).isTrue();
        warehouse.execute(statement("MERGE INTO " + table("orders") + " AS o USING (SELECT 2 AS id, 'd' AS name) AS n"
                + " ON o.id = n.id WHEN MATCHED THEN UPDATE SET name = n.name"));
        assertThat(rows("SELECT id, name FROM " + table("orders") + " ORDER BY id"))
                .containsExactly(List.of(1, "b"), List.of(2, "d"));

        build("orders", "SELECT 9 AS id", TableSettings.NONE);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(9);
        assertThat(warehouse.deletesRows(table("orders"))).isFalse();
    }

    @Test
    void replacesViewsByTablesAndTablesByViews() {
        warehouse.replaceWithView(statement("SELECT 1 AS id"), table("orders"));
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(1);
        build("orders", "SELECT id + 1 AS id FROM " + table("orders"), TableSettings.NONE);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(2);
        assertThat(code(() -> warehouse.replaceWithView(statement("SELECT wrong"), table("orders"))))
                .isEqualTo(DiagnosticCode.QUERY_FAILED);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(2);
        warehouse.replaceWithView(statement("SELECT 3 AS id"), table("orders"));

        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(3);
        assertThat(warehouse.describe(table("orders")).orElseThrow().kind()).isEqualTo(TableDescription.Kind.VIEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO", "-- of a hook\ninsert  into"})
    void takesBackTheRowsOfAnInsertThatFails(String begin) {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        athena.failStatement(begin, new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));
        Statement insert = statement(begin + " " + table("orders") + "\nSELECT 2 AS id");

        assertThat(code(() -> warehouse.execute(insert))).isEqualTo(DiagnosticCode.AWS_BUSY);
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(1);
        warehouse.execute(insert);

        assertThat(column("SELECT id FROM " + table("orders") + " ORDER BY id")).containsExactly(1, 2);
    }

    /** As after a kill: the insert goes on in Athena, and nobody sees how it ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsAnInsertWhoseEndNobodySawBeforeTheNextOne(boolean succeeds) {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        athena.fail("GetQueryExecution", new Refusal(400, "ExpiredTokenException", "The security token has expired"));
        if (succeeds) {
            athena.fail(
                    "StopQueryExecution", new Refusal(400, "ExpiredTokenException", "The security token has expired"));
        }
        Statement insert =
                statement("INSERT INTO " + table("orders") + "\nSELECT max(id) + 1 AS id FROM " + table("orders"));

        assertThat(code(() -> warehouse.execute(insert))).isEqualTo(DiagnosticCode.AWS_CREDENTIALS);
        warehouse.execute(insert);

        assertThat(column("SELECT id FROM " + table("orders") + " ORDER BY id"))
                .isEqualTo(succeeds ? List.of(1, 2, 3) : List.of(1, 2));
        assertThat(LAKE.get().objects.list(folders().get(0)))
                .noneMatch(address -> address.contains("/_graphc_insert_"));
    }

    @Test
    void endsAnInsertWhoseEndNobodySawBeforeTheTableIsWrittenAnew() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        athena.fail("GetQueryExecution", new Refusal(400, "ExpiredTokenException", "The security token has expired"));
        Statement insert = statement("INSERT INTO " + table("orders") + "\nSELECT 2 AS id");
        assertThat(code(() -> warehouse.execute(insert))).isEqualTo(DiagnosticCode.AWS_CREDENTIALS);

        ModelPlan model = Plans.incremental(
                Plans.table("orders", "SELECT 3 AS id", Column.of("id", SqlTypes.INTEGER)),
                Strategy.DELETE_INSERT,
                SchemaChange.FAIL,
                "id");
        materialize(model);

        assertThat(column("SELECT id FROM " + table("orders") + " ORDER BY id")).containsExactly(1, 3);
    }

    /** Makes a model as a run does, its table in the schema of this test. */
    private void materialize(ModelPlan model) {
        EngineTarget target = LAKE.get().target(schema, Map.of());
        try (QueryEngine engine = new WarehouseEngine(
                LAKE.get().closed(target, schema + "model"),
                project -> {
                    throw new AssertionError("there are no seeds");
                },
                true)) {
            engine.open(AthenaLake.project(target, new Plans()));
            engine.materialize(at(model, table(model.name())));
        }
    }

    private static ModelPlan at(ModelPlan model, RelationName relation) {
        return new ModelPlan(
                model.id(),
                model.name(),
                model.path(),
                model.materialization(),
                relation,
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

    @Test
    void cutsOffWhatHiveDoesNotHoldOfATime() {
        String sql = "SELECT TIMESTAMP '2026-01-01 23:59:59.999600' AS moment";

        build("orders", sql, List.of(Column.of("moment", SqlTypes.timestamp(6))), TableSettings.NONE);
        build("declared", sql, List.of(Column.of("moment", SqlTypes.timestamp(3))), TableSettings.NONE);

        for (String name : List.of("orders", "declared")) {
            assertThat(column("SELECT CAST(moment AS varchar) FROM " + table(name)))
                    .containsExactly("2026-01-01 23:59:59.999");
        }
        materialize(Plans.incremental(
                Plans.table("orders", sql, Column.of("moment", SqlTypes.timestamp(6))),
                Strategy.APPEND,
                SchemaChange.FAIL));
        assertThat(column("SELECT CAST(moment AS varchar) FROM " + table("orders")))
                .containsExactly("2026-01-01 23:59:59.999", "2026-01-01 23:59:59.999");
    }

    @Test
    void leavesFilesThatOthersWroteWhileAnInsertFailed() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        String theirs = folders().get(0) + "/theirs";
        athena = LAKE.get()
                .fresh(trino -> whileInserting(trino, () -> LAKE.get().objects.put(theirs, new byte[0])));
        athena.failStatement("INSERT INTO", new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));
        AthenaWarehouse again = LAKE.get().open(LAKE.get().target(schema, Map.of()), new Plans(), schema + "again");
        Statement insert = statement("INSERT INTO " + table("orders") + "\nSELECT 2 AS id");

        assertThat(code(() -> again.execute(insert))).isEqualTo(DiagnosticCode.AWS_BUSY);
        again.close();

        assertThat(LAKE.get().objects.list(theirs)).hasSize(1);
        LAKE.get().objects.delete(theirs);
        athena = LAKE.get().fresh();
        AthenaWarehouse reader = LAKE.get().open(LAKE.get().target(schema, Map.of()), new Plans(), schema + "reader");
        try (RowCursor rows = reader.query(statement("SELECT count(*) FROM " + table("orders")))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(0)).isEqualTo(1);
        }
        reader.close();
    }

    private static SqlBackend whileInserting(SqlBackend trino, Runnable action) {
        return new SqlBackend() {
            @Override
            public Answer run(String sql) {
                Answer answer = trino.run(sql);
                if (sql.startsWith("INSERT")) {
                    action.run();
                }
                return answer;
            }

            @Override
            public List<String> files(String table) {
                return trino.files(table);
            }
        };
    }

    @Test
    void doesNotRepeatAnInsertIntoATableOfSomebodyElse() {
        warehouse.execute(statement("CREATE TABLE " + table("theirs") + " AS SELECT 1 AS id"));
        athena.failStatement("INSERT INTO", new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));

        assertThat(code(() -> warehouse.execute(statement("INSERT INTO " + table("theirs") + "\nSELECT 2 AS id"))))
                .isEqualTo(DiagnosticCode.AWS_BUSY);

        assertThat(athena.statements())
                .filteredOn(sql -> sql.startsWith("INSERT"))
                .hasSize(1);
    }

    @Test
    void leavesTheFolderToAWorkgroupThatDecides() {
        String results = "s3://" + S3Server.BUCKET + "/" + schema + "/enforced/";
        athena.workgroup(FakeWorkgroup.enforcing("strict", results));
        AthenaWarehouse strict = LAKE.get()
                .open(LAKE.get().target(schema, Map.of("work_group", "strict")), new Plans(), schema + "strict");
        strict.replaceWithTable(statement("SELECT 1 AS id"), table("orders"), List.of(), TableSettings.NONE);
        strict.replaceWithTable(statement("SELECT 2 AS id"), table("icy"), List.of(), iceberg());
        strict.close();

        assertThat(athena.statements().get(0)).doesNotContain("external_location");
        assertThat(athena.statements().get(1)).contains("location='s3://lake/" + schema + "/data/");
        assertThat(LAKE.get().objects.list(results + "tables/")).isNotEmpty();
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(1);
        warehouse.drop(table("orders"));
        assertThat(LAKE.get().objects.list(results + "tables/")).isEmpty();
    }

    @Test
    void readsArraysAndTextsThatLookLikeThem() {
        assertThat(rows("SELECT ARRAY['a, b', NULL, ']'] AS a, '[x, y]' AS t, ARRAY[DATE '2026-01-02'] AS d"))
                .containsExactly(Arrays.asList(
                        Arrays.asList("a, b", null, "]"), "[x, y]", List.of(java.time.LocalDate.parse("2026-01-02"))));
    }

    @Test
    void removesWhatBrokenOffBuildsLeftAndNothingElse() {
        build("orders", "SELECT 1 AS id", TableSettings.NONE);
        build("orders", "SELECT 2 AS id", partitioned());
        List<String> used = folders();
        byte[] ours = new Plans().project().name().getBytes(StandardCharsets.UTF_8);
        String data = "s3://" + S3Server.BUCKET + "/" + schema + "/data/";
        String orphan = data + schema + "/orders/graphc-0123456789ab-7/";
        List<String> others = List.of(
                data + schema + "/orders/mine/rows",
                data + schema + "/unmarked/graphc-0123456789ab-8/rows",
                data + schema + "/foreign/graphc-0123456789ab-9/rows",
                data + schema + "/shared/graphc-0123456789ab-9/rows",
                "s3://" + S3Server.BUCKET + "/" + schema + "/elsewhere/graphc-0123456789ab-1/rows");
        List.of(orphan + "rows", orphan + "day=1/rows")
                .forEach(address -> LAKE.get().objects.put(address, new byte[1]));
        others.forEach(address -> LAKE.get().objects.put(address, new byte[1]));
        LAKE.get()
                .objects
                .put(data + schema + "/foreign/" + TableFolders.MARKER, "another".getBytes(StandardCharsets.UTF_8));
        LAKE.get().objects.put(data + schema + "/shared/" + TableFolders.MARKER + "_1", ours);
        LAKE.get()
                .objects
                .put(
                        data + schema + "/shared/" + TableFolders.MARKER + "_2",
                        "another".getBytes(StandardCharsets.UTF_8));
        CompiledProject project = AthenaLake.project(LAKE.get().target(schema, Map.of()), new Plans());
        List<String> removed = new ArrayList<>();

        warehouse.clean(project, Instant.now(), removed::add);
        assertThat(removed).as("builds of today may still run").isEmpty();
        warehouse.clean(project, Instant.now().plus(Duration.ofDays(2)), removed::add);

        assertThat(removed).containsExactly(orphan);
        assertThat(LAKE.get().objects.list(orphan)).isEmpty();
        assertThat(folders()).containsAll(used);
        assertThat(others)
                .allSatisfy(
                        address -> assertThat(LAKE.get().objects.list(address)).hasSize(1));
        assertThat(column("SELECT id FROM " + table("orders"))).containsExactly(2);
    }

    @Test
    void tellsOfAWorkgroupThatCannotBeUsed() {
        athena.workgroup(FakeWorkgroup.open("off").disabled());

        assertThat(code(() ->
                        LAKE.get().open(LAKE.get().target(schema, Map.of("work_group", "off")), new Plans(), "r")))
                .isEqualTo(DiagnosticCode.WORKGROUP_UNUSABLE);
        assertThat(code(() ->
                        LAKE.get().open(LAKE.get().target(schema, Map.of("work_group", "none")), new Plans(), "r")))
                .isEqualTo(DiagnosticCode.WORKGROUP_UNUSABLE);
        assertThat(athena.statements()).isEmpty();
    }

    @Test
    void tellsOfABucketThatIsNotThere() {
        AthenaWarehouse elsewhere = LAKE.get()
                .open(LAKE.get().target(schema, Map.of("s3_data_dir", "s3://no-such-bucket/x/")), new Plans(), "r");

        assertThat(code(() -> elsewhere.replaceWithTable(
                        statement("SELECT 1 AS id"), table("orders"), List.of(), TableSettings.NONE)))
                .isEqualTo(DiagnosticCode.BUCKET_MISSING);
        elsewhere.close();
    }
}
