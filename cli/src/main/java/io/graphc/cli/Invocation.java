package io.graphc.cli;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Scanner;

/**
 * All that a command takes from its surroundings, so that tests can give it other ones. Only {@link #ofProcess} reads the
 * process.
 *
 * @param workingDirectory relative paths of the command line start here
 * @param answers what the person at the terminal answers
 * @param home the user's home folder, below which {@code .graphc/} may hold profiles
 */
public record Invocation(
        Terminal terminal, Environment environment, Clock clock, Path workingDirectory, Path home, Answers answers) {
    /** Environment variables by name. */
    @FunctionalInterface
    public interface Environment {
        Optional<String> get(String name);
    }

    /** The lines that somebody types. */
    @FunctionalInterface
    public interface Answers {
        /** Nobody is there. */
        Answers NONE = Optional::empty;

        /** The next line; empty at the end. */
        Optional<String> next();
    }

    /** Surroundings without a person. */
    public Invocation(Terminal terminal, Environment environment, Clock clock, Path workingDirectory, Path home) {
        this(terminal, environment, clock, workingDirectory, home, Answers.NONE);
    }

    private static Answers typed() {
        // System.in is read with the terminal's own encoding by whoever asks first, and by nobody else.
        Scanner[] lines = new Scanner[1];
        return () -> {
            if (lines[0] == null) {
                lines[0] = new Scanner(System.in, Charset.defaultCharset());
            }
            return lines[0].hasNextLine() ? Optional.of(lines[0].nextLine()) : Optional.empty();
        };
    }

    public static Invocation ofProcess() {
        Environment environment = name -> Optional.ofNullable(System.getenv(name));
        return new Invocation(
                Terminal.ofProcess(environment),
                environment,
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", ".")),
                typed());
    }
}
