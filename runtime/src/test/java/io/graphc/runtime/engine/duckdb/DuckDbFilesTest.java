package io.graphc.runtime.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.EngineTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Database files, what they are called in statements, and what they have in common while they are open. */
class DuckDbFilesTest {
    private static final String FILES =
            "SELECT count(*) FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL";

    @TempDir
    Path folder;

    private DuckDbEngines engines;

    @BeforeEach
    void start() {
        engines = new DuckDbEngines(folder);
    }

    private static EngineTarget target(Map<String, Object> settings) {
        return new EngineTarget("dev", "duckdb", "main", 1, settings);
    }

    private static EngineTarget ofTenant(String tenant, Map<String, Object> settings) {
        return target(settings).ofTenant(tenant, "files/{tenant}.duckdb");
    }

    private static String ask(DuckDbEngines.Lease lease, String... statements) throws SQLException {
        String answer = "";
        try (Connection connection = lease.database().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        answer = rows.next() ? rows.getString(1) : "";
                    }
                }
            }
        }
        return answer;
    }

    @ParameterizedTest
    @CsvSource({
        "acme.duckdb, raw, acme",
        "acme.duckdb, acme, acme.duckdb",
        "ACME.duckdb, acme, ACME.duckdb",
        "acme.2026.duckdb, raw, acme",
        "memory.duckdb, raw, memory.duckdb",
        "acme, acme, acme 2",
        "it's \"it\".duckdb, raw, it's \"it\"",
        ".duckdb, raw, .duckdb"
    })
    void callsDatabasesByTheirFilesUnlessASchemaIsCalledSo(String file, String schema, String name)
            throws SQLException {
        for (int round = 1; round <= 2; round++) {
            try (DuckDbEngines.Lease lease = engines.lease(target(Map.of("path", file)), Set.of(schema))) {
                assertThat(ask(
                                lease,
                                "CREATE SCHEMA IF NOT EXISTS " + schema,
                                "CREATE TABLE IF NOT EXISTS " + schema + ".t (a INTEGER)",
                                "INSERT INTO " + schema + ".t VALUES (1)",
                                "SELECT count(*) FROM " + schema + ".t"))
                        .isEqualTo(Integer.toString(round));
                assertThat(ask(lease, "SELECT current_database()")).isEqualTo(name);
            }
        }
        assertThat(folder.resolve(file)).isRegularFile();
    }

    @Test
    void filesOfTenantsShareOneDuckDbAndSeeTheirOwnTables() throws SQLException {
        Map<String, Object> settings = Map.of("settings", Map.of("memory_limit", "200MB"));
        try (DuckDbEngines.Lease north = engines.lease(ofTenant("north", settings));
                DuckDbEngines.Lease south = engines.lease(ofTenant("south", settings))) {
            ask(north, "CREATE TABLE t AS SELECT 'of north' AS a");
            ask(south, "CREATE TABLE t AS SELECT 'of south' AS a");
            assertThat(ask(north, "FROM main.t")).isEqualTo("of north");
            assertThat(ask(south, "FROM main.t")).isEqualTo("of south");
            assertThat(ask(north, FILES)).isEqualTo("2");
            assertThat(ask(south, "SELECT current_setting('memory_limit')")).isEqualTo("190.7 MiB");
        }
        assertThat(engines.openDatabases()).isZero();
        try (DuckDbEngines.Lease alone = engines.lease(target(Map.of("path", "files/south.duckdb")))) {
            assertThat(ask(alone, "FROM main.t")).isEqualTo("of south");
        }
    }

    @Test
    void aTenantWithOtherSettingsHasItsOwn() throws SQLException {
        try (DuckDbEngines.Lease north = engines.lease(ofTenant("north", Map.of()));
                DuckDbEngines.Lease south =
                        engines.lease(ofTenant("south", Map.of("settings", Map.of("threads", "1"))))) {
            assertThat(ask(north, FILES)).isEqualTo("1");
            assertThat(ask(south, FILES)).isEqualTo("1");
            assertThat(ask(south, "SELECT current_setting('threads')")).isEqualTo("1");
        }
    }

    @Test
    void whatIsWrittenIsInTheFileWhenItIsClosedWhileOthersAreOpen() throws SQLException {
        try (DuckDbEngines.Lease north = engines.lease(ofTenant("north", Map.of()))) {
            try (DuckDbEngines.Lease south = engines.lease(ofTenant("south", Map.of()))) {
                ask(south, "CREATE TABLE t AS SELECT 7 AS a");
                assertThat(folder.resolve("files/south.duckdb.wal")).exists();
            }
            assertThat(folder.resolve("files/south.duckdb.wal")).doesNotExist();
            assertThat(ask(north, FILES)).isEqualTo("1");
            try (DuckDbEngines.Lease again = engines.lease(ofTenant("south", Map.of()))) {
                assertThat(ask(again, "FROM main.t")).isEqualTo("7");
            }
        }
    }
}
