package io.graphc.runtime.engine.athena;

import static io.graphc.runtime.emit.GraphFixture.property;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.RowsQuery;
import io.graphc.runtime.engine.StatementMeter;
import io.graphc.runtime.engine.warehouse.WarehouseEngine;
import io.graphc.testkit.S3Gate;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.WithLake;
import io.graphc.testkit.athena.AthenaFault.BadEnd;
import io.graphc.testkit.athena.FakeAthena;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read from files in S3 is what pages of results give. */
class RowFilesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int ROWS = 500;
    /** Ids whose order depends on how texts are compared, and on what the characters of a text are. */
    private static final String ID =
            "'User|' || CASE n WHEN 5 THEN chr(128512) WHEN 6 THEN chr(65374) WHEN 7 THEN 'e' || chr(769)"
                    + " WHEN 8 THEN 'E' WHEN 9 THEN '' ELSE CAST(n AS varchar) END";

    /** Every kind of column that a table of Hive holds, and those that it holds as something else. */
    private static final List<Typed> TYPES = List.of(
            new Typed("text", SqlTypes.VARCHAR, "'a \"b\", ' || chr(10) || CAST(n AS varchar)"),
            new Typed("Flag", SqlTypes.BOOLEAN, "n % 2 = 0"),
            new Typed("tiny", SqlTypes.TINYINT, "CAST(n % 100 AS tinyint)"),
            new Typed("small", SqlTypes.SMALLINT, "CAST(n AS smallint)"),
            new Typed("whole", SqlTypes.INTEGER, "CAST(n AS integer)"),
            new Typed("big", SqlTypes.BIGINT, "n * 10000000000"),
            new Typed("real", SqlTypes.REAL, "CAST(n AS real) / REAL '7'"),
            new Typed("number", SqlTypes.DOUBLE, "CAST(n AS double) / 7"),
            new Typed("price", new SqlType.Decimal(20, 3), "CAST(n AS decimal(20, 3)) / 8"),
            new Typed("day", SqlTypes.DATE, "DATE '1960-01-31' + n * INTERVAL '100' DAY"),
            new Typed("hour", new SqlType.Time(3, false), "TIME '00:00:00.125' + n * INTERVAL '61' SECOND"),
            new Typed("second", SqlTypes.timestamp(0), "TIMESTAMP '1960-01-31 23:59:59' + n * INTERVAL '100' DAY"),
            new Typed("milli", SqlTypes.timestamp(3), "TIMESTAMP '1960-01-31 23:59:59.123' + n * INTERVAL '9' DAY"),
            new Typed("micro", SqlTypes.timestamp(6), "TIMESTAMP '1960-01-31 23:59:59.123456' + n * INTERVAL '9' DAY"),
            new Typed(
                    "instant",
                    new SqlType.Timestamp(3, true),
                    "TIMESTAMP '1960-01-31 23:59:59.123 +02:00' + n * INTERVAL '9' DAY"),
            new Typed("bytes", SqlTypes.VARBINARY, "to_utf8('bytes of ' || CAST(n AS varchar))"),
            new Typed("json", SqlTypes.JSON, "JSON '{\"a\": [1, null]}'"),
            new Typed("uuid", SqlType.Simple.UUID, "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"),
            new Typed("words", SqlTypes.array(SqlTypes.VARCHAR), "ARRAY['x;y', NULL, 'z']"),
            new Typed("days", SqlTypes.array(SqlTypes.DATE), "ARRAY[DATE '2020-02-29']"),
            new Typed("tinies", SqlTypes.array(SqlTypes.TINYINT), "ARRAY[TINYINT '1']"));

    @RegisterExtension
    static final WithLake<AthenaLake> LAKE = WithLake.of(AthenaLake::new);

    private FakeAthena athena;
    private String schema;
    private NodePlan node;

    private record Typed(String name, SqlType type, String expression) {}

    @BeforeEach
    void begin() {
        athena = LAKE.get().fresh();
        schema = "rows" + NUMBER.incrementAndGet();
        List<PropertyPlan> properties = TYPES.stream()
                .map(typed -> typed.type() instanceof SqlType.Array
                        ? new PropertyPlan(typed.name(), PropertyType.STRING, Cardinality.LIST, typed.type())
                        : property(typed.name(), PropertyType.STRING, typed.type()))
                .toList();
        String columns = String.join(
                ", ",
                TYPES.stream()
                        .map(typed -> "CASE WHEN n % 7 = 3 THEN NULL ELSE " + typed.expression() + " END AS \""
                                + typed.name() + "\"")
                        .toList());
        String sql = "SELECT " + ID + " AS \"~id\", " + columns + " FROM UNNEST(sequence(1, " + ROWS + ")) AS t (n)";
        RelationName staged = new RelationName(Optional.of("awsdatacatalog"), schema, "user_staged");
        node = new NodePlan(
                "node.shop.User",
                List.of("User"),
                "",
                ElementPlan.Scope.TENANT,
                "User|",
                List.of("id"),
                properties,
                new ElementQuery(sql, sql, Lineage.NONE, staged),
                List.of(),
                List.of(),
                List.of());
    }

    @AfterEach
    void nothingIsLeftOnThisMachine() {
        assertThat(Path.of("target", "rows").toFile().list()).isNullOrEmpty();
    }

    private WarehouseEngine engine(long unloadRows) {
        return engine("shop", Map.of("unload_rows", unloadRows));
    }

    /** An engine of another project, which may ask for the rows of this one's tables, not look into their folders. */
    private WarehouseEngine stranger() {
        return engine("elsewhere", Map.of());
    }

    private WarehouseEngine engine(String project, Map<String, Object> settings) {
        EngineTarget target = LAKE.get().target(schema, settings);
        WarehouseEngine engine = new WarehouseEngine(
                LAKE.get().closed(target, schema + project),
                other -> {
                    throw new GraphcBugException("no file is read");
                },
                true);
        engine.open(AthenaLake.project(target, new Plans().named(project).node(node)));
        return engine;
    }

    private static List<List<@Nullable Object>> read(RowShares shares) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (shares) {
            for (Supplier<RowCursor> share : shares.shares()) {
                try (RowCursor cursor = share.get()) {
                    rows.addAll(read(cursor));
                }
            }
        }
        rows.sort(Comparator.comparing(row -> String.valueOf(row.get(0))));
        return rows;
    }

    private static List<List<@Nullable Object>> inOrder(RowCursor cursor) {
        try (cursor) {
            return read(cursor);
        }
    }

    private static List<List<@Nullable Object>> read(RowCursor cursor) {
        DirectRowCursor direct = DirectRowCursor.of(cursor);
        List<Column> columns = cursor.columns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (direct.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Object value = direct.getValue(i);
                row.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
                if (!direct.isNull(i) && columns.get(i).type() instanceof SqlType.Timestamp) {
                    row.add(direct.getEpochMicros(i));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private RowsQuery half() {
        return half("SELECT * FROM " + node.query().staged().quoted() + " WHERE \"~id\" LIKE '%2'");
    }

    private RowsQuery half(String unsorted) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("~id", SqlTypes.VARCHAR));
        node.properties().forEach(property -> columns.add(Column.of(property.name(), property.sqlType())));
        return new RowsQuery(node, unsorted, "\nORDER BY \"~id\"", columns);
    }

    private List<String> files() {
        return LAKE.get().objects.list("s3://" + S3Server.BUCKET + "/" + schema + "/data/").stream()
                .filter(address -> address.contains("/graphc-"))
                .toList();
    }

    private List<String> unloads() {
        return athena.statements().stream()
                .filter(sql -> sql.startsWith("UNLOAD"))
                .toList();
    }

    private List<List<@Nullable Object>> paged() {
        try (WarehouseEngine stranger = stranger()) {
            return inOrder(stranger.staged(node));
        }
    }

    @Test
    void readsTheFilesOfATableWithoutAStatement() {
        try (WarehouseEngine engine = engine(ROWS)) {
            engine.stage(node, false);
            List<List<@Nullable Object>> paged = paged();
            paged.sort(Comparator.comparing(row -> String.valueOf(row.get(0))));
            int statements = athena.statements().size();

            assertThat(read(engine.stagedShares(node, ROWS))).hasSize(ROWS).isEqualTo(paged);

            assertThat(athena.statements()).hasSize(statements);
        }
    }

    @Test
    void readsFewRowsFromTheFilesInTheOrderOfAStatement() {
        try (WarehouseEngine engine = engine(ROWS + 1)) {
            engine.stage(node, false);
            List<List<@Nullable Object>> paged = paged();
            assertThat(athena.statements()).last().asString().contains("ORDER BY \"~id\"");
            int statements = athena.statements().size();

            try (RowShares shares = engine.stagedShares(node, ROWS)) {
                assertThat(shares.shares()).hasSize(1);
                assertThat(inOrder(shares.shares().get(0).get())).hasSize(ROWS).isEqualTo(paged);
            }
            assertThat(inOrder(engine.staged(node))).isEqualTo(paged);

            assertThat(athena.statements()).hasSize(statements);
        }
    }

    /** Half of the rows by a second table, which a query of changes is, and a sample by ids read from their ends. */
    @Test
    void answersQueriesOverTablesAsAthenaDoes() {
        String staged = node.query().staged().quoted();
        RelationName other = node.query().staged().withIdentifier("Other__c1");
        RowsQuery joined = half("SELECT n.* FROM " + staged + " AS n JOIN " + other.quoted()
                + " AS c ON c.\"~id\" = n.\"~id\" WHERE c.\"~change\" IN ('I', 'U')");
        RowsQuery sample =
                half("SELECT * FROM " + staged + " WHERE \"~id\" IN (SELECT \"~id\" FROM (SELECT \"~id\" FROM " + staged
                        + ") AS ids ORDER BY reverse(\"~id\") DESC, \"~id\" LIMIT 3)");
        List<Column> columns = List.of(Column.of("~id", SqlTypes.VARCHAR), Column.of("~change", SqlTypes.VARCHAR));
        try (WarehouseEngine engine = engine(ROWS);
                WarehouseEngine stranger = stranger()) {
            engine.stage(node, false);
            engine.ownTables()
                    .orElseThrow()
                    .make(
                            other,
                            columns,
                            "SELECT \"~id\", CASE WHEN \"whole\" % 3 = 0 THEN 'I' ELSE 'D' END AS \"~change\" FROM "
                                    + staged);
            stranger.ownTables().orElseThrow().know(other, columns);
            for (RowsQuery query : List.of(joined, sample)) {
                List<List<@Nullable Object>> asked = inOrder(stranger.query(query));
                int statements = athena.statements().size();

                assertSameTexts(inOrder(engine.query(query)), asked);

                assertThat(athena.statements()).hasSize(statements);
            }
            // Letter by letter the accent is the last one of its id, for readers it is a part of the letter before it.
            assertThat(inOrder(engine.query(sample)))
                    .extracting(row -> row.get(0))
                    .containsExactly("User|e\u0301", "User|\uff5e", "User|\ud83d\ude00");
        }
    }

    @Test
    void readsATableWithoutRows() {
        try (WarehouseEngine engine = engine(ROWS)) {
            engine.stage(node, false);
            engine.restage(node, "SELECT * FROM (" + node.query().engineSql() + ") AS t WHERE \"~id\" = 'none'", false);
            int statements = athena.statements().size();

            assertThat(inOrder(engine.staged(node))).isEmpty();
            assertThat(inOrder(engine.query(half()))).isEmpty();

            assertThat(athena.statements()).hasSize(statements);
        }
    }

    @Test
    void tellsThatFilesAreNotToBeRead() {
        try (S3Gate gate = S3Gate.before(LAKE.get().s3.uri());
                WarehouseEngine engine = engine("shop", behind(gate))) {
            engine.stage(node, false);
            gate.refuse(
                    "GET", "/" + schema + "/data/", 1, 403, "AccessDenied", "not authorized to perform: s3:GetObject");

            assertThatThrownBy(() -> engine.staged(node))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().toString())
                                    .contains("s3:GetObject", "/" + schema + "/data/"));
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
    void readsWhatAQueryIsUnloadedToAndRemovesIt() {
        try (WarehouseEngine engine = engine(100)) {
            engine.stage(node, false);
            List<String> table = files();
            List<List<@Nullable Object>> paged = read(RowShares.of(() -> engine.query(half().sorted())));
            assertThat(paged).isNotEmpty();
            StatementMeter.take();

            RowShares shares = engine.queryShares(half(), ROWS / 2);

            assertThat(StatementMeter.take().statements()).isEqualTo(1);
            assertThat(files()).hasSizeGreaterThan(table.size());
            List<List<@Nullable Object>> unloaded = read(shares);
            assertSameTexts(unloaded, paged);
            assertThat(files()).isEqualTo(table);
            assertThat(unloads()).singleElement().asString().contains("format='PARQUET', compression='SNAPPY'");
        }
    }

    /** Without the types that only a table tells, some values come as texts through pages. */
    private static void assertSameTexts(List<List<@Nullable Object>> found, List<List<@Nullable Object>> paged) {
        assertThat(found).isNotEmpty().hasSameSizeAs(paged);
        for (int i = 0; i < paged.size(); i++) {
            assertThat(text(found.get(i))).isEqualTo(text(paged.get(i)));
        }
    }

    private static List<String> text(List<@Nullable Object> row) {
        return row.stream().map(String::valueOf).toList();
    }

    @Test
    void unloadsNoFewRows() {
        try (WarehouseEngine engine = engine(ROWS + 1)) {
            engine.stage(node, false);

            assertThat(engine.stagedShares(node, ROWS).shares()).hasSize(1);
            assertThat(read(engine.queryShares(half(), ROWS))).isNotEmpty();

            assertThat(unloads()).isEmpty();
        }
    }

    @Test
    void anUnloadThatFailsLeavesNothingAndOneThatPassesIsRepeatedElsewhere() {
        try (WarehouseEngine engine = engine(1)) {
            engine.stage(node, false);
            List<String> table = files();
            int rows = read(engine.queryShares(half(), ROWS)).size();
            athena.failStatement("UNLOAD", new BadEnd("FAILED", 2, 1001, false, "HIVE_BAD_DATA: no", true));

            assertThatThrownBy(() -> engine.queryShares(half(), ROWS))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().toString()).contains("HIVE_BAD_DATA"));
            assertThat(files()).isEqualTo(table);

            athena.failStatement("UNLOAD", new BadEnd("FAILED", 1, 400, true, "internal error", true));
            assertThat(read(engine.queryShares(half(), ROWS))).hasSize(rows);
            assertThat(files()).isEqualTo(table);
            assertThat(unloads()).hasSize(4);
        }
    }

    @Test
    void whatAKilledRunUnloadedIsCleanedWhenItIsOld() {
        EngineTarget target = LAKE.get().target(schema, Map.of("unload_rows", 1));
        List<String> table;
        try (WarehouseEngine engine = engine(1)) {
            engine.stage(node, false);
            table = files();
            RowShares neverClosed = engine.queryShares(half(), ROWS);
            assertThat(neverClosed.shares()).isNotEmpty();
        }
        deleteCache();
        assertThat(files()).hasSizeGreaterThan(table.size());
        try (AthenaWarehouse warehouse = LAKE.get().open(target, new Plans().node(node), "later")) {
            List<String> removed = new ArrayList<>();
            warehouse.clean(
                    AthenaLake.project(target, new Plans().node(node)),
                    Instant.now().plus(Duration.ofDays(2)),
                    removed::add);
            assertThat(removed).hasSize(1);
        }
        assertThat(files()).isEqualTo(table);
    }

    /** A run that was killed leaves its folder below {@code target}, too. */
    private static void deleteCache() {
        File[] left = Path.of("target", "rows").toFile().listFiles();
        assertThat(left).isNotNull();
        Arrays.stream(left).forEach(folder -> {
            File[] files = folder.listFiles();
            Arrays.stream(files == null ? new File[0] : files).forEach(File::delete);
            assertThat(folder.delete()).isTrue();
        });
    }
}
