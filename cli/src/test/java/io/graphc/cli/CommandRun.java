package io.graphc.cli;

import io.graphc.diagnostic.render.Style;
import io.graphc.testkit.Normalizer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One call of the command line in this process, with its output captured. */
record CommandRun(int exit, String out, String err) {
    /** Calls of the command line on one project folder. */
    static final class Caller {
        private final Path folder;
        private final Map<String, String> environment = new LinkedHashMap<>();

        Caller(Path folder) {
            this.folder = folder;
        }

        Caller with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        CommandRun call(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int exit;
            try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
                    PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
                Terminal terminal = new Terminal(outStream, errStream, Style.PLAIN, false);
                exit = Graphc.run(
                        new Invocation(
                                terminal,
                                name -> Optional.ofNullable(environment.get(name)),
                                Clock.systemUTC(),
                                folder,
                                folder.resolve("home")),
                        arguments);
                terminal.flush();
            }
            return new CommandRun(
                    exit,
                    Normalizer.normalize(out.toString(StandardCharsets.UTF_8), folder),
                    Normalizer.normalize(err.toString(StandardCharsets.UTF_8), folder));
        }
    }

    static Caller in(Path folder) {
        return new Caller(folder);
    }

    /** Exit code and both streams, for golden files. */
    String transcript() {
        return "exit " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err;
    }
}
