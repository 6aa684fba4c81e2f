package io.graphc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the launcher runs once after a build, so that the JVM can list the classes that the short commands use, of which it
 * then makes an archive. Prints nothing; the project's artifacts are the only trace.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** Takes the folder of a project to compile. */
    public static void main(String[] arguments) throws IOException {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Invocation process = Invocation.ofProcess();
            Terminal silent = new Terminal(nowhere, nowhere, process.terminal().style(), false);
            Invocation quiet = new Invocation(
                    silent, process.environment(), process.clock(), Path.of(arguments[0]), process.home());
            Graphc.run(quiet, "--help");
            Graphc.run(quiet, "compile", "--help");
            Graphc.run(quiet, "compile");
            // With nothing changed it goes another way.
            Graphc.run(quiet, "compile");
        }
    }
}
