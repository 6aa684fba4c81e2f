package io.graphc.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * All that a command takes from its surroundings, so that tests can give it other ones. Only {@link #ofProcess} reads the
 * process.
 *
 * @param workingDirectory relative paths of the command line start here
 * @param home the user's home folder, below which {@code .graphc/} may hold profiles
 */
public record Invocation(Terminal terminal, Environment environment, Clock clock, Path workingDirectory, Path home) {
    /** Environment variables by name. */
    @FunctionalInterface
    public interface Environment {
        Optional<String> get(String name);
    }

    public static Invocation ofProcess() {
        Environment environment = name -> Optional.ofNullable(System.getenv(name));
        return new Invocation(
                Terminal.ofProcess(environment),
                environment,
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", ".")));
    }
}
