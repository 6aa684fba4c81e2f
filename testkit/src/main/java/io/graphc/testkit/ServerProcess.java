package io.graphc.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own, started from the class path that the build of a module {@code testkit-<name>} wrote. It
 * ends when its standard input does, so at the latest with this process. Not safe to share between threads.
 */
final class ServerProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedReader output;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a server; returns at once.
     *
     * @param name of the module behind {@code testkit-}, and of the file with its class path
     * @param options for the JVM, for instance its heap
     * @param call the main class and its arguments
     */
    static ServerProcess start(String name, List<String> options, List<String> call) {
        return start(ownJava(), name, options, call);
    }

    /** Starts a server on another Java than the one of this process. */
    static ServerProcess start(String java, String name, List<String> options, List<String> call) {
        try {
            Path log = Files.createTempFile("graphc-" + name, ".log");
            List<String> command = command(java, name, options, call);
            return new ServerProcess(
                    name,
                    new ProcessBuilder(command).redirectError(log.toFile()).start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line that starts a class of such a module. */
    static List<String> command(String name, List<String> options, List<String> call) {
        return command(ownJava(), name, options, call);
    }

    private static String ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The file with the class path of such a module; its build writes it. */
    static Path classPath(String name) {
        return Path.of(System.getProperty("graphc.root"), "testkit-" + name, "target", name + ".classpath");
    }

    private static List<String> command(String java, String name, List<String> options, List<String> call) {
        try {
            Path classPath = classPath(name);
            Path module = classPath.resolveSibling("classes");
            if (!Files.exists(classPath)) {
                throw new IllegalStateException(classPath + " is missing: build module testkit-" + name + " first");
            }
            List<String> command = new ArrayList<>();
            command.add(java);
            Collections.addAll(command, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
            command.addAll(options);
            command.add("-cp");
            command.add(module
                    + System.getProperty("path.separator")
                    + Files.readString(classPath).strip());
            command.addAll(call);
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that the server writes; fails with its log when it ended instead. */
    String readLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException(name + " ended:\n" + Files.readString(log));
        }
        return line;
    }

    /** What the server reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
