package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to stop in the middle of a run: it says so before it goes, and the next one does what is left. */
class StoppedRunTest {
    private static final String SLOW = """
            {{ config(materialized='table') }}
            select count(*) as n
            from unnest(sequence(1, %1$d)) as a (x)
            cross join unnest(sequence(1, %1$d)) as b (y)
            cross join unnest(sequence(1, %1$d)) as c (z)
            where (x * y + z) %% 7 = 3 and x > (select min(person_id) from {{ ref('people') }})
            """;

    @TempDir
    Path folder;

    @Test
    void saysWhatItLeavesAndGoesOnThere() throws Exception {
        assertThat(CommandRun.in(folder).call("init", "example").exit()).isZero();
        TempProject project =
                TempProject.in(folder.resolve("example")).write("models/slow.sql", SLOW.formatted(10_000));

        String told = stopped(project.root(), "PASS key unique of relationship WORKS_AT");

        assertThat(told)
                .contains("stopped in ", "SKIP=")
                .endsWith("stopped before the end: `graphc retry` goes on with what was stopped or had not begun\n");

        project.write("models/slow.sql", SLOW.formatted(10));
        CommandRun again = CommandRun.in(project.root()).call("retry");
        assertThat(again.exit()).as(again.transcript()).isZero();
        assertThat(again.err()).contains("sql table model main.slow", "6 nodes, 3 relationships");
    }

    /** What a run printed that was told to stop behind a line. */
    private static String stopped(Path project, String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Graphc.class.getName(),
                        "run"))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        // Whatever it waits for then, its output ends, and the test with it.
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder told = new StringBuilder();
            for (String next = output.readLine(); next != null; next = output.readLine()) {
                told.append(next).append('\n');
                if (next.contains(line)) {
                    process.toHandle().destroy();
                }
            }
            process.waitFor();
            return told.toString();
        } finally {
            process.destroyForcibly();
        }
    }
}
