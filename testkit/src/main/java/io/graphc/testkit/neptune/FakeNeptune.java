package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.graphc.testkit.neptune.PlannedFaults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the HTTP interface of an Amazon Neptune cluster: the bulk loader, which reads files by Neptune's rules into
 * one graph in memory, the status, and those openCypher statements that graphc sends. From the Amazon Neptune user guide,
 * "Neptune loader reference", "Neptune loader error and feed messages", "Accessing the openCypher endpoint" and "Checking
 * the status of a Neptune instance". Gremlin is run by a real Gremlin Server on a copy of the graph. Faults are scripted; safe to use from several threads.
 */
public final class FakeNeptune implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;

    static {
        // Answers that wait for each other's acknowledgements take 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String scheme;
    private final ElementStore store = new ElementStore();
    private final LoaderQueue queue;
    private final LoaderAnswers loads;
    private final OpenCypherShapes statements = new OpenCypherShapes(store);
    private final List<String> calls = new ArrayList<>();
    private final PlannedFaults faults = new PlannedFaults();
    private @Nullable GremlinMirror mirror;
    private String role = "writer";
    private String signedFor = "";

    private FakeNeptune(HttpServer server, String scheme, LoadedFiles files) {
        this.server = server;
        this.scheme = scheme;
        this.queue = new LoaderQueue(files, store);
        this.loads = new LoaderAnswers(queue);
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "fake-neptune");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts one without TLS, which no Neptune does; its address is a loopback one. */
    public static FakeNeptune start(LoadedFiles files) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new FakeNeptune(HttpServer.create(address, 0), "http", files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one with TLS. */
    public static FakeNeptune start(LoadedFiles files, SSLContext context) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new FakeNeptune(server, "https", files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    /** The vertices that it holds, as a copy. */
    public Map<String, NeptuneVertex> vertices() {
        synchronized (store) {
            Map<String, NeptuneVertex> copy = new TreeMap<>();
            store.vertices().forEach((id, vertex) -> {
                Map<String, List<Object>> properties = new LinkedHashMap<>();
                vertex.properties().forEach((name, values) -> properties.put(name, List.copyOf(values)));
                copy.put(id, new NeptuneVertex(id, new LinkedHashSet<>(vertex.labels()), properties));
            });
            return copy;
        }
    }

    /** The edges that it holds, as a copy. */
    public Map<String, NeptuneEdge> edges() {
        synchronized (store) {
            Map<String, NeptuneEdge> copy = new TreeMap<>();
            store.edges()
                    .forEach((id, edge) -> copy.put(
                            id,
                            new NeptuneEdge(
                                    id, edge.from(), edge.to(), edge.label(), new LinkedHashMap<>(edge.properties()))));
            return copy;
        }
    }

    /** Takes an element away behind everyone's back. */
    public void remove(String id) {
        synchronized (store) {
            store.vertices().remove(id);
            store.edges().remove(id);
        }
    }

    /** What was asked for so far: {@code POST /loader NEW s3://..}, {@code openCypher <statement>}, {@code Gremlin <text>}; questions for a status are left out. */
    public List<String> calls() {
        synchronized (store) {
            return List.copyOf(calls);
        }
    }

    /** The jobs that were started: {@code <status> <source>}. */
    public List<String> jobs() {
        synchronized (store) {
            return queue.jobs().stream()
                    .map(job -> job.status() + " " + job.source())
                    .toList();
        }
    }

    /** The ids of the jobs that were started. */
    public List<String> jobIds() {
        synchronized (store) {
            return queue.jobs().stream().map(LoaderJob::id).toList();
        }
    }

    /** Makes the next jobs end in these states, whatever they load; an empty text for what the files deserve. */
    public void endNext(String... states) {
        synchronized (store) {
            queue.end(List.of(states));
        }
    }

    /** Keeps jobs from going on until it is taken back. */
    public void hold(boolean on) {
        synchronized (store) {
            queue.hold(on);
        }
    }

    /** How often a status is asked for while a job runs; once unless set. */
    public void steps(int number) {
        synchronized (store) {
            queue.steps(number);
        }
    }

    /** The region that loads must name. */
    public void region(String region) {
        synchronized (store) {
            queue.region(region);
        }
    }

    /** {@code writer} or {@code reader}. */
    public void role(String name) {
        synchronized (store) {
            role = name;
        }
    }

    /** Has Gremlin run by this Gremlin Server, whose graph is taken for it. */
    public void gremlinServer(URI server) {
        synchronized (store) {
            mirror = new GremlinMirror(server, store);
        }
    }

    /** Answers an openCypher statement that graphc does not send of itself with these rows, a JSON array. */
    public void answer(String statement, String rows) {
        synchronized (store) {
            statements.answer(statement, rows);
        }
    }

    /** Asks for signatures of this region. */
    public void askForSignatures(String region) {
        synchronized (store) {
            signedFor = region;
        }
    }

    /** Starts a job as another client would; gives its id. */
    public String startElsewhere(String source) {
        synchronized (store) {
            return queue.startElsewhere(source).id();
        }
    }

    /**
     * Refuses the next requests of a kind.
     *
     * @param kind {@code start}, {@code status}, {@code list}, {@code cancel}, {@code query}, {@code gremlin}, {@code instance}
     */
    public void refuse(String kind, int times, int status, String code, String message) {
        for (int i = 0; i < times; i++) {
            plan(kind, new Fault(status, code, message, false));
        }
    }

    /**
     * Ends the connection of the next request of a kind without an answer.
     *
     * @param done whether what it asks for is done still
     */
    public void dropAnswer(String kind, boolean done) {
        plan(kind, new Fault(0, "", "", done));
    }

    /** Serves the next requests of a kind before faults that are planned from now on. */
    public void serve(String kind, int times) {
        for (int i = 0; i < times; i++) {
            plan(kind, new Fault(-1, "", "", true));
        }
    }

    /** Forgets all jobs, as after a reset; what they have loaded stays. */
    public void forgetJobs() {
        synchronized (store) {
            queue.forget();
        }
    }

    /** How many of the scripted faults and ends nobody has met yet. */
    public int faultsLeft() {
        synchronized (store) {
            return faults.left() + queue.endsLeft();
        }
    }

    /** Serves from now on what was to be refused. */
    public void forgetFaults() {
        synchronized (store) {
            faults.forget();
        }
    }

    /**
     * What Amazon would be asked about: the ids of the requests that were refused or not answered, then those of the jobs of
     * which somebody was told that they ended badly, or as scripted.
     */
    public List<String> troubles() {
        synchronized (store) {
            List<String> ids = new ArrayList<>(faults.troubles());
            ids.addAll(queue.troubles());
            return ids;
        }
    }

    private void plan(String kind, Fault fault) {
        synchronized (store) {
            faults.plan(kind, fault);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            handleOpen(exchange);
        }
    }

    private void handleOpen(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 200;
        String answer;
        synchronized (store) {
            NeptuneRequest request = new NeptuneRequest(exchange);
            String kind = request.kind();
            String id = UUID.randomUUID().toString();
            Fault fault = faults.next(kind);
            try {
                if (!signedFor.isEmpty()) {
                    request.checkSignature(signedFor);
                }
                if (fault != null && fault.status() > 0) {
                    throw new Refusal(fault.status(), fault.code(), fault.message());
                }
                answer = fault == null || fault.done() ? answer(request, body) : "";
            } catch (Refusal e) {
                faults.troubled(id);
                status = e.status();
                answer = JSON.createObjectNode()
                        .put("requestId", id)
                        .put("code", e.code())
                        .put("detailedMessage", e.getMessage())
                        .toString();
            }
            if (fault != null && fault.status() == 0) {
                faults.troubled(id);
                return;
            }
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String answer(NeptuneRequest request, byte[] body) throws IOException, Refusal {
        return switch (request.kind()) {
            case "instance" -> instance().toString();
            case "query" -> query(request.query(body)).toString();
            case "gremlin" -> gremlin(body).toString();
            case "start" -> start(body);
            case "list" -> loads.list(request.parameters()).toString();
            case "status" -> loads.status(request).toString();
            case "cancel" -> cancel(request);
            default -> throw new Refusal(404, "NotFound", "No such path");
        };
    }

    private ObjectNode instance() {
        ObjectNode status = JSON.createObjectNode();
        status.put("status", "healthy").put("dbEngineVersion", "1.4.5.0.R1").put("role", role);
        status.putObject("gremlin").put("version", "tinkerpop-3.7.1");
        status.putObject("opencypher").put("version", "Neptune-9.0.20190305-1.0");
        status.putObject("features").put("IAMAuthentication", signedFor.isEmpty() ? "disabled" : "enabled");
        return status;
    }

    private String start(byte[] body) throws IOException, Refusal {
        JsonNode request = JSON.readTree(body);
        calls.add("POST /loader " + request.path("mode").asText("AUTO") + " "
                + request.path("source").asText());
        if (!role.equals("writer")) {
            throw new Refusal(
                    405,
                    "MethodNotAllowedException",
                    "Start new load operation not permitted on a read replica instance");
        }
        return loads.start(request).toString();
    }

    private String cancel(NeptuneRequest request) throws Refusal {
        String id = request.loadId();
        calls.add("DELETE /loader " + id);
        queue.cancel(id);
        return "";
    }

    private JsonNode query(NeptuneRequest.Query query) throws Refusal {
        calls.add("openCypher " + query.text());
        checkWriter(OpenCypherShapes.writes(query.text()));
        return statements.answer(query.text(), OpenCypherShapes.parameters(query.parameters()));
    }

    private JsonNode gremlin(byte[] body) throws IOException, Refusal {
        String script = JSON.readTree(body).path("gremlin").asText();
        calls.add("Gremlin " + script);
        checkWriter(GremlinMirror.writes(script));
        if (mirror == null) {
            throw new Refusal(500, "InternalFailureException", "No Gremlin server stands behind this one");
        }
        return mirror.answer(script);
    }

    private void checkWriter(boolean writes) throws Refusal {
        if (writes && !role.equals("writer")) {
            throw new Refusal(400, "ReadOnlyViolationException", "Writes are not permitted on a read replica");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
