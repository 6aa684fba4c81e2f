package io.graphc.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Trino 435 in a process of its own, with tables in memory, for tests that ask it what a statement means. Its class
 * path was written by the build of module {@code testkit-trino}; the two processes speak lines of JSON over the child's
 * standard input and output. Sessions are in UTC and English, and the current instant of every query is {@link #NOW}.
 *
 * <p>One server per test run is enough: {@link #shared()}. Safe to use from several threads, which take turns.
 */
public final class TrinoServer implements AutoCloseable {
    /** The instant of {@code now()} and the like in every query. */
    public static final Instant NOW = Instant.parse("2026-11-01T12:34:56.789Z");

    private static final long STOP_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final BufferedWriter requests;

    private TrinoServer(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The server of this test run; the first call starts it, and it ends with this process. */
    public static TrinoServer shared() {
        return Shared.SERVER;
    }

    /** Starts at first use and ends with this process. */
    private static final class Shared {
        private static final TrinoServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /** A server of one's own. Returns at once; the first request waits until it is up. */
    public static TrinoServer start() {
        try {
            Path module = Path.of(System.getProperty("graphc.root"), "testkit-trino", "target");
            Path classPath = module.resolve("trino.classpath");
            if (!Files.exists(classPath)) {
                throw new IllegalStateException(classPath + " is missing: build module testkit-trino first");
            }
            Path log = Files.createTempFile("graphc-trino", ".log");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx768m",
                            "-Xss8m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            module.resolve("classes")
                                    + System.getProperty("path.separator")
                                    + Files.readString(classPath).strip(),
                            "io.graphc.testkit.trino.TrinoMain",
                            NOW.toString()))
                    .redirectError(log.toFile())
                    .start();
            return new TrinoServer(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The tables of one set of tests, apart from those of others.
     *
     * @param name of lower-case letters, digits and underscores
     */
    public TrinoSchema schema(String name) {
        return new TrinoSchema(this, name);
    }

    /** Asks and waits for the answer. */
    JsonNode ask(ObjectNode request) {
        try {
            synchronized (requests) {
                requests.write(JSON.writeValueAsString(request));
                requests.newLine();
                requests.flush();
                JsonNode answer = read();
                return answer.has("ready") ? read() : answer;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("Trino ended:\n" + Files.readString(log));
        }
        return JSON.readTree(line);
    }

    static ObjectNode request(String action, String schema) {
        return JSON.createObjectNode().put("do", action).put("schema", schema);
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
