package io.graphc.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

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

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess process;
    private final BufferedWriter requests;

    private TrinoServer(ServerProcess process) {
        this.process = process;
        this.requests = new BufferedWriter(new OutputStreamWriter(process.input(), StandardCharsets.UTF_8));
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
        return new TrinoServer(ServerProcess.start(
                "trino", List.of("-Xmx768m", "-Xss8m"), List.of("io.graphc.testkit.trino.TrinoMain", NOW.toString())));
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
        return JSON.readTree(process.readLine());
    }

    static ObjectNode request(String action, String schema) {
        return JSON.createObjectNode().put("do", action).put("schema", schema);
    }

    @Override
    public void close() {
        process.close();
    }
}
