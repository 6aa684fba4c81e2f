package io.graphc.testkit.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for Amazon Athena: a server on this machine that speaks its protocol (Athena API reference; AWS JSON 1.1) and
 * runs statements on a {@link SqlBackend}. Faults are scripted with {@link #fail} and {@link #failStatement}. It keeps all
 * statements in the order of their starts. Safe to use from several threads.
 */
public final class FakeAthena implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-athena");
        thread.setDaemon(true);
        return thread;
    });
    private final QueryDesk desk;
    private final Map<String, Deque<AthenaFault>> faults = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private @Nullable Outage outage;

    /**
     * Every call is refused from a moment on.
     *
     * @param begin what the statement holds whose start is the first call that is refused
     */
    private record Outage(String begin, AthenaFault.Refusal refusal, boolean begun) {}

    private FakeAthena(HttpServer server, SqlBackend backend, ObjectShelf objects) {
        this.server = server;
        this.desk = new QueryDesk(new AthenaRules(backend, objects), objects, threads);
    }

    /** Starts a stand-in on a free port. */
    public static FakeAthena start(SqlBackend backend, ObjectShelf objects) {
        // Head and body of an answer are sent apart; without this the body waits for a receipt of the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeAthena athena = new FakeAthena(server, backend, objects);
            server.createContext("/", athena::answer);
            server.setExecutor(athena.threads);
            server.start();
            return athena;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a work group, or changes one. {@code primary} is there and leaves all to the requests. */
    public FakeAthena workgroup(FakeWorkgroup workgroup) {
        desk.workgroup(workgroup);
        return this;
    }

    /** The states that each query shows before it ends, one at each look. */
    public FakeAthena states(String... states) {
        desk.states(List.of(states));
        return this;
    }

    /** How many rows a page of results has. */
    public FakeAthena pageSize(int rows) {
        desk.pageSize(rows);
        return this;
    }

    /** How many bytes each query reads. */
    public FakeAthena bytesPerQuery(long bytes) {
        desk.bytesPerQuery(bytes);
        return this;
    }

    /** Lets the next call of an operation fail; several wait for their turn. */
    public synchronized FakeAthena fail(String operation, AthenaFault... next) {
        faults.computeIfAbsent(operation, name -> new ArrayDeque<>()).addAll(List.of(next));
        return this;
    }

    /**
     * Lets the next query fail whose text holds this, or refuses its start; several faults for one text wait for their turn.
     */
    public FakeAthena failStatement(String text, AthenaFault... next) {
        desk.failStatement(text, next);
        return this;
    }

    /** The texts of all statements that were started, in that order. */
    public List<String> statements() {
        return desk.statements();
    }

    /** The names of the operations that were called, in that order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Refuses every call from the start of the next query on whose text holds this. */
    public synchronized FakeAthena refuseAllFrom(String text, AthenaFault.Refusal refusal) {
        outage = new Outage(text, refusal, false);
        return this;
    }

    /** How many of the scripted faults nobody has met yet. */
    public synchronized int faultsLeft() {
        long left = faults.values().stream()
                .flatMap(Deque::stream)
                .filter(fault -> !(fault instanceof AthenaFault.Served))
                .count();
        boolean waits = outage != null && !outage.begun();
        return (int) left + desk.faultsLeft() + (waits ? 1 : 0);
    }

    /**
     * What Amazon would be asked about: the ids of the calls that were refused or whose answers were lost, then those of the
     * queries of which somebody was told that they ended badly.
     */
    public synchronized List<String> troubles() {
        List<String> ids = new ArrayList<>(refused);
        ids.addAll(desk.badEnds());
        return ids;
    }

    private synchronized void troubled(String requestId) {
        refused.add(requestId);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = UUID.randomUUID().toString();
            exchange.getResponseHeaders().set("x-amzn-RequestId", id);
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String operation = target.substring(target.indexOf('.') + 1);
            try {
                AthenaFault fault = next(operation, request);
                if (fault instanceof AthenaFault.Refusal refusal) {
                    throw new ServiceException(refusal);
                }
                ObjectNode body = desk.answer(operation, request);
                if (fault instanceof AthenaFault.LostAnswer) {
                    troubled(id);
                    return;
                }
                reply(exchange, 200, body);
            } catch (ServiceException e) {
                troubled(id);
                ObjectNode body = JSON.createObjectNode();
                body.put("__type", e.refusal().type());
                body.put("message", e.refusal().message());
                e.code().ifPresent(code -> body.put("AthenaErrorCode", code));
                reply(exchange, e.refusal().status(), body);
            }
        }
    }

    private synchronized @Nullable AthenaFault next(String operation, JsonNode request) {
        calls.add(operation);
        if (outage != null
                && (outage.begun() || request.path("QueryString").asText().contains(outage.begin()))) {
            outage = new Outage(outage.begin(), outage.refusal(), true);
            return outage.refusal();
        }
        Deque<AthenaFault> waiting = faults.get(operation);
        return waiting == null ? null : waiting.poll();
    }

    private static void reply(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
