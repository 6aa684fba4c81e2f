package io.graphc.runtime.engine.duckdb;

import static io.graphc.runtime.Plans.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineContract;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbEngineTest implements QueryEngineContract {
    @TempDir
    Path folder;

    @Override
    public TempProject files() {
        return TempProject.in(folder);
    }

    @Override
    public QueryEngine engine(TempProject files, CompiledProject project) {
        return new DuckDbEngines(files.root()).create(project);
    }

    @Test
    void givesEveryTypeAsJavaHoldsIt() {
        try (QueryEngine engine = opened(new Plans())) {
            assertThat(rows(
                                    engine,
                                    "SELECT true, 1::TINYINT, 2::SMALLINT, 3, 4::BIGINT, 1.5::FLOAT, 2.5::DOUBLE, 1.20::DECIMAL(5,2), 'é',"
                                            + " DATE '0001-01-01', TIMESTAMP '2020-04-05 02:30:00.123456',"
                                            + " TIMESTAMPTZ '1960-01-01 10:00:01.5+02', TIMESTAMP_NS '2020-01-01 00:00:00.123456789', NULL::INTEGER")
                            .get(0))
                    .isEqualTo(Arrays.asList(
                            true,
                            (byte) 1,
                            (short) 2,
                            3,
                            4L,
                            1.5f,
                            2.5,
                            new BigDecimal("1.20"),
                            "é",
                            LocalDate.of(1, 1, 1),
                            LocalDateTime.parse("2020-04-05T02:30:00.123456"),
                            OffsetDateTime.parse("1960-01-01T08:00:01.500Z"),
                            LocalDateTime.parse("2020-01-01T00:00:00.123456789"),
                            null));
        }
    }

    @Test
    void givesListsAndRareTypesToo() {
        try (QueryEngine engine = opened(new Plans())) {
            // 2020-04-05 02:30 is a time that the zone of the tests skips.
            assertThat(rows(
                                    engine,
                                    "SELECT TIME '10:00:00.5', ['a', NULL], [TIMESTAMP '2020-04-05 02:30:00.123', NULL],"
                                            + " [TIMESTAMPTZ '2020-01-01 10:00:00+02'], [DATE '2020-01-01'], 5::HUGEINT,"
                                            + " 'x'::ENUM ('x'), TIMESTAMP '2020-04-05 02:30:00.123456', [[1, 2]]")
                            .get(0))
                    .isEqualTo(Arrays.asList(
                            LocalTime.parse("10:00:00.5"),
                            Arrays.asList("a", null),
                            Arrays.asList(LocalDateTime.parse("2020-04-05T02:30:00.123"), null),
                            List.of(OffsetDateTime.parse("2020-01-01T08:00:00Z")),
                            List.of(LocalDate.of(2020, 1, 1)),
                            new BigDecimal(5),
                            "x",
                            LocalDateTime.parse("2020-04-05T02:30:00.123456"),
                            List.of(List.of(1, 2))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity", "0044-03-15 (BC) 00:00:00", "12024-01-01 00:00:00"})
    void refusesListsOfTimesThatAreNone(String time) {
        try (QueryEngine engine = opened(new Plans());
                RowCursor rows = engine.query("SELECT [TIMESTAMP '2020-01-01 00:00:00', TIMESTAMP '" + time + "']")) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(() -> rows.getValue(0))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            failure -> assertThat(failure.diagnostic().notes())
                                    .singleElement()
                                    .asString()
                                    .contains("which is no time of the years 0 to 9999"));
        }
    }

    @Test
    void readsTextsOfAllLengths() {
        String sql = "SELECT CASE WHEN i % 5 = 0 THEN NULL ELSE repeat('né😀', i) END AS t, repeat('x', i) AS u"
                + " FROM range(5000) AS r(i) ORDER BY i";
        try (QueryEngine engine = opened(new Plans());
                RowCursor texts = engine.query(sql)) {
            for (int i = 0; i < 5000; i++) {
                assertThat(texts.next()).isTrue();
                assertThat(texts.isNull(0)).isEqualTo(i % 5 == 0);
                assertThat(texts.getValue(0)).isEqualTo(i % 5 == 0 ? null : "né😀".repeat(i));
                assertThat(texts.getText(1)).isEqualTo("x".repeat(i));
            }
            assertThat(texts.next()).isFalse();
        }
    }

    @Test
    void makesFilesOfSmallBlocksUnlessTheProfileSaysOtherwise() throws SQLException {
        assertThat(blockSize("small.duckdb", Map.of())).isEqualTo(64 << 10);
        assertThat(blockSize("large.duckdb", Map.of("default_block_size", "262144")))
                .isEqualTo(256 << 10);
        assertThat(blockSize("large.duckdb", Map.of()))
                .as("a file that is there")
                .isEqualTo(256 << 10);
    }

    /** Else no table could be made again that a view reads. */
    @Test
    void tablesAreReplacedUnderViewsWhateverTheProfileSays() throws SQLException {
        EngineTarget target = new EngineTarget(
                "dev", "duckdb", "main", 1, Map.of("settings", Map.of("enable_view_dependencies", "true")));
        try (DuckDbEngines.Lease lease = new DuckDbEngines(folder).lease(target);
                Connection connection = lease.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT 1 AS a");
            statement.execute("CREATE VIEW v AS SELECT a FROM t");
            statement.execute("CREATE OR REPLACE TABLE t AS SELECT 2 AS a");
            try (ResultSet value = statement.executeQuery("SELECT a FROM v")) {
                assertThat(value.next()).isTrue();
                assertThat(value.getInt(1)).isEqualTo(2);
            }
        }
    }

    private long blockSize(String file, Map<String, Object> settings) throws SQLException {
        EngineTarget target = new EngineTarget("dev", "duckdb", "main", 1, Map.of("path", file, "settings", settings));
        try (DuckDbEngines.Lease lease = new DuckDbEngines(folder).lease(target);
                Connection connection = lease.database().connect();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT block_size FROM pragma_database_size()")) {
            assertThat(size.next()).isTrue();
            return size.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.duckdb", "SHOP.2026.duckdb", "shop"})
    void tellsThatAFileIsCalledLikeASchema(String file) {
        DuckDbProfile profile =
                DuckDbProfile.of(new EngineTarget("dev", "duckdb", "shop", 1, Map.of("path", file)), folder);
        profile.checkNames(List.of(RelationName.of("main", "t"), new RelationName(Optional.of("shop"), "shop", "t")));
        Diagnostic refusal = refused(() -> profile.checkNames(List.of(RelationName.of("shop", "t"))));
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.UNREADABLE_PROFILE);
        assertThat(refusal.message())
                .isEqualTo("the DuckDB file `" + file + "` of target `dev` is called like the schema `shop`");
        assertThat(refusal.notes()).containsExactly("DuckDB takes `shop.t` for a table in either, and refuses it");
    }

    @Test
    void aFileMayBeCalledMain() {
        CompiledProject project = new Plans().database("main.duckdb").project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(project)) {
            engine.open(project);
            engine.materialize(Plans.table("t", "SELECT 1 AS a", A));
            assertThat(rows(engine, "SELECT a FROM main.t")).containsExactly(List.of(1));
        }
    }

    @Test
    void tellsThatThereIsNoRoomForWhatItPutsAside() throws IOException {
        Files.createDirectory(folder.resolve("target"));
        try (QueryEngine engine = opened(new Plans())) {
            engine.perform(
                    "settings",
                    List.of("SET GLOBAL memory_limit = '40MB'", "SET GLOBAL max_temp_directory_size = '1MB'"));
            String sql = "SELECT repeat('x', 100) || i AS a FROM range(1000000) AS r(i)";
            Diagnostic refusal =
                    refused(() -> engine.materialize(Plans.table("t", sql, column("a", SqlTypes.VARCHAR))));
            assertThat(refusal.code()).as(refusal.toString()).isEqualTo(DiagnosticCode.ENGINE_DISK_FULL);
            assertThat(refusal.notes()).singleElement().asString().contains("max_temp_directory_size");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void putsAsideWhatDoesNotFitAndTidiesUp(boolean target) throws IOException {
        Path above = target ? Files.createDirectory(folder.resolve("target")) : folder;
        try (QueryEngine engine = opened(new Plans())) {
            engine.perform("settings", List.of("SET GLOBAL memory_limit = '40MB'", "SET GLOBAL threads = 1"));
            String sql = "SELECT repeat('x', 100) || i AS a FROM range(1000000) AS r(i)";
            engine.materialize(Plans.table("t", sql, column("a", SqlTypes.VARCHAR)));
            assertThat(rows(engine, "SELECT count(DISTINCT a) FROM t")).containsExactly(List.of(1_000_000L));
            assertThat(above).isDirectoryContaining("glob:**duckdb_tmp");
        }
        assertThat(above).isEmptyDirectory();
    }

    @Test
    void castsResultsWhereNoValueCanChange() {
        try (QueryEngine engine = opened(new Plans())) {
            engine.materialize(Plans.table(
                    "t",
                    "SELECT sum(1) AS a, NULL AS b, 1.5 AS c -- a comment",
                    column("a", SqlTypes.BIGINT),
                    column("b", SqlTypes.VARCHAR),
                    column("c", SqlTypes.DOUBLE)));
            assertThat(rows(engine, "SELECT a, b, c FROM t")).containsExactly(Arrays.asList(1L, null, 1.5));
        }
    }

    @Test
    void rebuildsWithoutListingTheTablesOfOthers() {
        try (QueryEngine engine = opened(new Plans())) {
            engine.perform("logging", List.of("CALL enable_logging('QueryLog')"));
            for (int run = 0; run < 2; run++) {
                engine.materialize(Plans.table("t", "SELECT 1 AS a", A));
                engine.materialize(Plans.view("v", "SELECT a FROM main.t", A));
            }
            ModelPlan growing =
                    Plans.incremental(Plans.table("t", "SELECT 2 AS a", A), Strategy.APPEND, SchemaChange.FAIL);
            assertThat(engine.grows(growing, false)).isTrue();
            engine.materialize(growing);
            assertThat(rows(engine, "SELECT a FROM main.v ORDER BY a")).containsExactly(List.of(1), List.of(2));

            assertThat(rows(engine, "SELECT message FROM duckdb_logs"))
                    .isNotEmpty()
                    .noneMatch(query -> query.toString().contains("information_schema"));
        }
    }

    @Test
    void sharesOneDatabaseFileBetweenEngines() {
        CompiledProject project = new Plans().database("db/shop.duckdb").project();
        DuckDbEngines engines = new DuckDbEngines(folder);
        try (QueryEngine one = engines.create(project);
                QueryEngine other = engines.create(project)) {
            one.open(project);
            other.open(project);
            one.materialize(Plans.table("t", "SELECT 1 AS a", A));
            assertThat(rows(other, "SELECT a FROM main.t")).containsExactly(List.of(1));
        }
        try (QueryEngine later = engines.create(project)) {
            later.open(project);
            assertThat(rows(later, "SELECT a FROM main.t")).containsExactly(List.of(1));
        }
        assertThat(folder.resolve("db/shop.duckdb")).exists();
    }

    @Test
    void reportsAFileThatIsNoDatabase() {
        files().write("shop.duckdb", "this is no database, is it? it has to be long enough to look like one");
        CompiledProject project = new Plans().database("shop.duckdb").project();
        QueryEngine engine = engine(files(), project);

        Diagnostic refusal = refused(() -> engine.open(project));

        assertThat(refusal.code()).isEqualTo(DiagnosticCode.ENGINE_UNREACHABLE);
        assertThat(refusal.helps()).isNotEmpty();
    }

    @Test
    void reportsAFileThatAnotherProcessHasOpen() throws Exception {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        folder.resolve("shop.duckdb").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat((char) holder.getInputStream().read()).isEqualTo('o');
            QueryEngine engine = engine(files(), project);

            Diagnostic refusal = refused(() -> engine.open(project));

            assertThat(refusal.code()).isEqualTo(DiagnosticCode.ENGINE_UNREACHABLE);
            assertThat(refusal.message()).isEqualTo("the DuckDB file of target `dev` is in use by another process");
            assertThat(refusal.helps())
                    .containsExactly(
                            "if that is another run of graphc, wait until it has ended; otherwise close the program,"
                                    + " or set another `path` in the profile");
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
    }
}
