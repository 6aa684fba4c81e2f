package io.graphc.runtime.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.plan.RelationName;
import io.graphc.runtime.catalog.CatalogTable;
import io.graphc.testkit.LakeServer;
import io.graphc.testkit.glue.FakeGlue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Trino that keeps its tables in the stand-in for Glue, as Athena keeps them in Glue; and what graphc reads of the
 * tables, views and Iceberg tables that it writes there.
 */
class GlueUnderTrinoTest {
    @TempDir
    Path folder;

    private static Map<String, String> catalog(String connector, FakeGlue glue, Path warehouse) {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "connector.name", connector,
                "hive.metastore.glue.region", "eu-west-1",
                "hive.metastore.glue.endpoint-url", glue.endpoint().toString(),
                "hive.metastore.glue.aws-access-key", "test",
                "hive.metastore.glue.aws-secret-key", "test",
                "fs.local.enabled", "true",
                "local.location", warehouse.toString()));
        properties.putAll(
                connector.equals("hive")
                        ? Map.of("hive.metastore", "glue", "hive.storage-format", "PARQUET")
                        : Map.of("iceberg.catalog.type", "glue"));
        return properties;
    }

    @Test
    void holdsWhatTrinoWritesAndGraphcReadsIt() throws Exception {
        assumeTrue(LakeServer.missing().isEmpty(), LakeServer.missing().orElse(""));
        Path warehouse = Files.createDirectories(folder.resolve("warehouse"));
        Files.createDirectory(warehouse.resolve("sales"));
        try (FakeGlue glue = FakeGlue.start();
                LakeServer trino = LakeServer.start(Map.of(
                        "hive", catalog("hive", glue, warehouse), "iceberg", catalog("iceberg", glue, warehouse)));
                Connection connection = DriverManager.getConnection("jdbc:trino://"
                        + trino.uri().getHost() + ":" + trino.uri().getPort() + "/hive?user=test")) {
            writes(connection);
            partitions(connection, glue);
            try (GlueTables tables = GlueTables.of(GlueTargets.at(glue.endpoint()))) {
                assertThat(columns(tables, "orders"))
                        .containsExactly(
                                "id bigint",
                                "amount decimal(3,2)",
                                "at timestamp(3)",
                                "lines array(row(sku varchar, n integer))");
                assertThat(columns(tables, "v")).containsExactly("id bigint", "half double");
                assertThat(columns(tables, "ice")).containsExactly("id integer", "seen timestamp(6) with time zone");
                assertThat(columns(tables, "parts")).containsExactly("v bigint", "day varchar", "n integer");
                assertThat(tables.tables("sales", name -> true).orElseThrow())
                        .extracting(CatalogTable::name)
                        .containsExactly("ice", "orders", "parts", "v");
            }
            drops(connection);
            assertThat(glue.call("GetTables", request("sales")).path("TableList"))
                    .isEmpty();
        }
    }

    private static JsonNode request(String database) {
        return new ObjectMapper().createObjectNode().put("DatabaseName", database);
    }

    private static void writes(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE SCHEMA hive.sales WITH (location = 'local:///sales')",
                "CREATE TABLE hive.sales.orders AS SELECT BIGINT '1' AS id, DECIMAL '1.50' AS amount, TIMESTAMP"
                        + " '2026-01-01 10:00:00.123' AS at, ARRAY[CAST(ROW('a', 2) AS ROW(sku varchar, n integer))] AS lines",
                "INSERT INTO hive.sales.orders SELECT id + 1, amount, at, lines FROM hive.sales.orders",
                "CREATE VIEW hive.sales.v AS SELECT id FROM hive.sales.orders",
                "CREATE OR REPLACE VIEW hive.sales.v AS SELECT id, id / 2e0 AS half FROM hive.sales.orders",
                "CREATE TABLE iceberg.sales.ice AS SELECT 1 AS id, 'x' AS name",
                "INSERT INTO iceberg.sales.ice VALUES (2, 'y')",
                "ALTER TABLE iceberg.sales.ice DROP COLUMN name",
                "ALTER TABLE iceberg.sales.ice ADD COLUMN seen timestamp(6) with time zone");
        assertThat(query(connection, "SELECT count(*) FROM hive.sales.v")).containsExactly("2");
        assertThat(query(connection, "SELECT id FROM iceberg.sales.ice ORDER BY id"))
                .containsExactly("1", "2");
    }

    private static void partitions(Connection connection, FakeGlue glue) throws SQLException {
        execute(
                connection,
                "CREATE TABLE hive.sales.parts WITH (partitioned_by = ARRAY['day', 'n']) AS SELECT x AS v,"
                        + " CAST(date_add('day', x, DATE '2026-01-01') AS varchar) AS day, CAST(x AS integer) AS n"
                        + " FROM UNNEST(sequence(1, 30)) AS t(x)",
                "INSERT INTO hive.sales.parts VALUES (100, NULL, NULL)");
        glue.largestPage(3);
        assertThat(query(connection, "SELECT count(*) FROM hive.sales.parts WHERE day > '2026-01-20' AND n < 28"))
                .containsExactly("8");
        assertThat(query(connection, "SELECT v FROM hive.sales.parts WHERE day IS NULL"))
                .containsExactly("100");
        execute(connection, "DELETE FROM hive.sales.parts WHERE day > '2026-01-20'");
        assertThat(query(connection, "SELECT count(*) FROM hive.sales.parts")).containsExactly("20");
        glue.largestPage(Integer.MAX_VALUE);
    }

    private static void drops(Connection connection) throws SQLException {
        execute(
                connection,
                "DROP TABLE iceberg.sales.ice",
                "DROP VIEW hive.sales.v",
                "DROP TABLE hive.sales.orders",
                "DROP TABLE hive.sales.parts");
    }

    private static List<String> columns(GlueTables tables, String table) {
        return tables.table(RelationName.of("sales", table)).orElseThrow().columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
