package io.graphc.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Moto's server, somebody else's stand-in for services of AWS, where it is installed: what our own stand-ins claim is held
 * against it. Where it is not, {@link #missing()} says so and tests are to be skipped with its words.
 */
public final class MotoServer implements AutoCloseable {
    private static final String PROGRAM = "moto_server";

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Why none can be started here; empty where one can. */
    public static Optional<String> missing() {
        return program().isPresent() ? Optional.empty() : Optional.of(PROGRAM + " is not installed");
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one; returns when it answers. */
    public static MotoServer start() {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(
                            program().orElseThrow().toString(), "-H", "127.0.0.1", "-p", String.valueOf(port))
                    .redirectErrorStream(true)
                    .start();
            awaitStart(process);
            return new MotoServer(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Reads what it says until it runs; the rest is read in the background, so that it never waits for us. */
    private static void awaitStart(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains("Running on")) {
            said.append(line).append('\n');
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(PROGRAM + " ended:\n" + said);
        }
        Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "moto-output");
        rest.setDaemon(true);
        rest.start();
    }

    /** The address for a client's endpoint override. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
