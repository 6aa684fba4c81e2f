package io.graphc.runtime.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.LocalFolderStore;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of few objects are asked on this machine; others are left alone. */
final class ParquetQueryTest {
    private static final Shape IDS = new Shape("`User`", List.of("c0"), List.of(Column.of("~id", SqlTypes.VARCHAR)));
    private static final ParquetQuery QUERY = new ParquetQuery(
            List.of(new ParquetQuery.Table("users", "users/", IDS), new ParquetQuery.Table("gone", "gone/", IDS)),
            "SELECT * FROM users WHERE \"~id\" NOT IN (SELECT \"~id\" FROM gone) ORDER BY \"~id\" DESC",
            IDS);

    @TempDir
    Path folder;

    private ObjectStore store() {
        return new LocalFolderStore(folder.resolve("store"), Clock.systemUTC());
    }

    private Path parquet(String query) throws SQLException {
        Path file = folder.resolve("some.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    private void put(String key, Path file) throws IOException {
        try (ObjectStore store = store()) {
            store.put(key, file, ContentSum.of(file));
        }
    }

    private Optional<RowCursor> ask() {
        return QUERY.rows(store(), folder.resolve("cache"));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void answersOverAllObjectsOfSeveralTables() throws Exception {
        put("users/b", parquet("SELECT 'b' AS c0 UNION ALL SELECT 'd'"));
        put("users/a", parquet("SELECT 1 AS more, 'c' AS c0 UNION ALL SELECT 2, 'a'"));
        put("users/_made", Files.writeString(folder.resolve("marker"), "not a row"));
        List<String> ids = new ArrayList<>();
        try (RowCursor rows = ask().orElseThrow()) {
            assertThat(rows.columns()).isEqualTo(IDS.columns());
            while (rows.next()) {
                ids.add(rows.getText(0));
            }
        }
        assertThat(ids).containsExactly("d", "c", "b", "a");
    }

    @Test
    void leavesWhatIsNoParquetToOthers() throws Exception {
        put("users/a", parquet("SELECT 'a' AS c0"));
        put("gone/a", Files.writeString(folder.resolve("orc"), "ORC and what follows"));
        assertThat(ask()).isEmpty();
    }

    @Test
    void leavesManyBytesToOthers() throws Exception {
        put("users/a", Files.write(folder.resolve("large"), new byte[(16 << 20) + 1]));
        assertThat(ask()).isEmpty();
    }

    @Test
    void leavesManyObjectsToOthers() throws Exception {
        try (ObjectStore store = store()) {
            for (int i = 0; i <= 100; i++) {
                store.put("users/" + i, new byte[] {1}, PutCondition.NONE);
            }
        }
        assertThat(ask()).isEmpty();
    }

    /** Who has the tables may know more ways in which files are written. */
    @Test
    void leavesWhatDuckDbCannotReadToOthers() throws Exception {
        put("users/a", parquet("SELECT 'a' AS c0"));
        put("gone/a", Files.writeString(folder.resolve("other"), "PAR1 and what nobody knows"));
        assertThat(ask()).isEmpty();
        assertThat(write(Optional.empty())).isEmpty();
        put("gone/a", parquet("SELECT 'a' AS c1"));
        assertThat(ask()).isEmpty();
        assertThat(write(Optional.empty())).isEmpty();
        assertThat(made()).doesNotExist();
    }

    @Test
    void leavesWhatTakesMoreMemoryToOthers() throws Exception {
        put("users/a", parquet("SELECT md5(CAST(range AS VARCHAR)) AS c0 FROM range(100000)"));
        ParquetQuery small = new ParquetQuery(QUERY.tables(), QUERY.sql(), QUERY.shape(), "2MB");
        try (RowCursor rows = ask().orElseThrow()) {
            assertThat(rows.next()).isTrue();
        }

        assertThat(small.rows(store(), folder.resolve("cache"))).isEmpty();
        assertThat(small.put(store(), folder.resolve("cache"), Optional.empty(), "made/rows"))
                .isEmpty();

        assertThat(made()).doesNotExist();
    }

    @Test
    void leavesWhatThisMachineHasNoPlaceForToOthers() throws Exception {
        put("users/a", parquet("SELECT 'a' AS c0"));
        Path full = Files.createFile(
                Files.createDirectories(folder.resolve("cache")).resolve("no-folder"));
        assertThat(QUERY.rows(store(), full)).isEmpty();
        assertThat(QUERY.put(store(), full, Optional.empty(), "made/rows")).isEmpty();
        Files.delete(full);
        assertThat(made()).doesNotExist();
    }

    /** What the store says is no matter of this machine. */
    @Test
    void tellsWhatTheStoreRefuses() throws Exception {
        put("users/a", parquet("SELECT 'a' AS c0"));
        Files.createFile(folder.resolve("store/made"));
        assertThatThrownBy(() -> write(Optional.empty())).isInstanceOf(GraphcException.class);
    }

    private Optional<Long> write(Optional<String> doubtful) {
        return QUERY.put(store(), folder.resolve("cache"), doubtful, "made/rows");
    }

    private Path made() {
        return folder.resolve("store/made/rows");
    }

    @Test
    void writesItsRowsAsAnObject() throws Exception {
        put("users/b", parquet("SELECT 'b' AS c0 UNION ALL SELECT NULL"));

        assertThat(write(Optional.of("SELECT 1 FROM users WHERE \"~id\" = 'c'")))
                .contains(2L);

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c0 FROM read_parquet('" + made() + "')")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("b");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isNull();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void writesNothingWhereOthersAreToAnswer() throws Exception {
        put("users/a", parquet("SELECT 'a' AS c0"));
        assertThat(write(Optional.of("SELECT 1 FROM users WHERE \"~id\" = 'a'")))
                .isEmpty();
        put("gone/a", Files.writeString(folder.resolve("orc"), "ORC and what follows"));
        assertThat(write(Optional.empty())).isEmpty();
        try (ObjectStore store = store()) {
            for (int i = 0; i <= 100; i++) {
                store.put("users/" + i, new byte[] {1}, PutCondition.NONE);
            }
        }
        assertThat(write(Optional.empty())).isEmpty();
        assertThat(made()).doesNotExist();
    }
}
