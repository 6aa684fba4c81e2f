package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own that stops dead at a point of its work and is killed there, by the signal that nothing can catch. */
public final class KilledProcess {
    private static final String HERE = "here";

    private KilledProcess() {}

    /** Whether the process came to the point before it was done. */
    public static boolean run(Class<?> main, Path errors, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean here = HERE.equals(out.readLine());
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(here || process.exitValue() == 0)
                    .as(Files.readString(errors))
                    .isTrue();
            return here;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What such a process does at the point. */
    public static void awaitTheEnd() {
        System.out.println(HERE);
        System.out.flush();
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; the end comes from outside.
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
