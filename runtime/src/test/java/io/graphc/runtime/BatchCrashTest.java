package io.graphc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.runtime.CrashingBatches.Stage;
import io.graphc.runtime.diff.KillPoint;
import io.graphc.runtime.diff.KilledProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that makes models by batches, by the signal that nothing can catch, at seeded points of a first run, of one in
 * which a batch fails, and of one that comes days later; runs again; and compares the tables with those of one build of the
 * whole. {@code -Dgraphc.crash.points=100} tries a hundred.
 */
class BatchCrashTest {
    private static final int POINTS = Integer.getInteger("graphc.crash.points", 10);
    private static final long SEED = 4712;

    @TempDir
    Path folder;

    @Test
    void tablesEndAsOneBuildOfAllMakesThemWhereverARunIsKilled() throws IOException, SQLException {
        Map<Stage, Long> events = countEvents();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < POINTS; i++) {
            Path place = Files.createDirectory(folder.resolve("run" + i));
            Path whole = Files.createDirectory(folder.resolve("whole" + i));
            long seed = random.nextLong(1000);
            Stage killed = Stage.values()[i % Stage.values().length];
            long point = 1 + random.nextLong(events.getOrDefault(killed, 0L));
            for (Stage stage : Stage.values()) {
                if (stage == killed) {
                    KilledProcess.run(
                            CrashingBatches.class,
                            place.resolve("stderr.txt"),
                            List.of(place.toString(), Long.toString(seed), stage.name(), Long.toString(point)));
                }
                complete(place, seed, stage);
            }
            complete(whole, seed, Stage.REPAIRED);

            String what = "seed " + seed + ", " + killed + " killed at event " + point;
            assertThat(tables(place)).as(what).isEqualTo(tables(whole));
            complete(place, seed, Stage.REPAIRED);
            assertThat(tables(place)).as(what + ", then once more").isEqualTo(tables(whole));
        }
    }

    @Test
    void makesLaterWhatAStoppedRunDidNotComeTo() throws IOException, SQLException {
        Path place = Files.createDirectory(folder.resolve("stopped"));
        Path whole = Files.createDirectory(folder.resolve("whole"));
        complete(place, 1, Stage.FIRST);
        RunReport stopped = CrashingBatches.stop(place, CrashingBatches.project(1, Stage.FAILING));
        assertThat(stopped.interrupted()).isTrue();
        complete(place, 1, Stage.REPAIRED);
        complete(whole, 1, Stage.REPAIRED);
        assertThat(tables(place)).isEqualTo(tables(whole));
    }

    private Map<Stage, Long> countEvents() throws IOException {
        Path place = Files.createDirectory(folder.resolve("count"));
        Map<Stage, Long> events = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            KillPoint counter = new KillPoint(0, () -> {});
            CrashingBatches.run(place, CrashingBatches.project(1, stage), counter);
            events.put(stage, counter.events());
        }
        return events;
    }

    private static void complete(Path place, long seed, Stage stage) {
        RunReport report = CrashingBatches.run(place, CrashingBatches.project(seed, stage), new KillPoint(0, () -> {}));
        assertThat(report.succeeded())
                .as(stage + ": " + report.allDiagnostics())
                .isEqualTo(stage != Stage.FAILING);
    }

    /** All tables and their rows; none is left that says that something is to be done. */
    private static List<String> tables(Path place) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + place.resolve(CrashingBatches.DATABASE));
                Statement statement = connection.createStatement()) {
            read(statement, "SELECT table_name FROM information_schema.tables ORDER BY 1", rows);
            assertThat(rows).containsExactly("events", "seen", "totals", "visits");
            read(statement, "SELECT \"at\" || ' ' || id || ' ' || amount FROM visits ORDER BY 1", rows);
            read(statement, "SELECT \"at\" || ' ' || amount FROM totals ORDER BY 1", rows);
        }
        return rows;
    }

    private static void read(Statement statement, String sql, List<String> rows) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
    }
}
