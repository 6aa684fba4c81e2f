package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full in the middle of a load. The disks are small file systems in memory, mounted where only one child
 * process sees them; where the machine lets nobody mount anything, this is passed over.
 */
class FullDiskTest {
    private static final List<String> APART = List.of("unshare", "--map-root-user", "--mount");

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsNamedAndTheNextRunMakesTheSameGraph() throws IOException {
        assumeThat(apart(List.of("mount", "-t", "tmpfs", "tmpfs", folder.toString())))
                .as("small file systems can be mounted")
                .isZero();
        assertThat(apart(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisks.class.getName(),
                        folder.toString())))
                .as(output())
                .isZero();
    }

    private String output() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8);
    }

    private Path log() {
        return folder.resolve("log.txt");
    }

    /** The exit code of a command among mounts of its own; -1 where there is no such command. */
    private int apart(List<String> command) {
        List<String> words = new ArrayList<>(APART);
        words.addAll(command);
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("%s ends", words)
                    .isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
