package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A stand-in for the HTTP interface of an Amazon Neptune cluster: the bulk loader, which reads files by Neptune's rules into
 * one graph in memory, the status, and those openCypher statements that graphc sends. From the Amazon Neptune user guide,
 * "Neptune loader reference", "Neptune loader error and feed messages", "Accessing the openCypher endpoint" and "Checking
 * the status of a Neptune instance". It speaks no Gremlin. Faults are scripted; safe to use from several threads.
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
    private final OpenCypherShapes statements = new OpenCypherShapes(store);
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Deque<Fault>> faults = new LinkedHashMap<>();
    private String role = "writer";
    private String signedFor = "";

    /**
     * A request that goes wrong.
     *
     * @param status 0 for a connection that ends without an answer, -1 for a request that is served as any other
     * @param done whether what was asked for is done still
     */
    private record Fault(int status, String code, String message, boolean done) {}

    private FakeNeptune(HttpServer server, String scheme, LoadedFiles files) {
        this.server = server;
        this.scheme = scheme;
        this.queue = new LoaderQueue(files, store);
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

    /** What was asked for so far: {@code POST /loader NEW s3://..}, {@code openCypher <statement>}; questions for a status are left out. */
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

    /** Asks for signatures of this region. */
    public void askForSignatures(String region) {
        synchronized (store) {
            signedFor = region;
        }
    }

    /** Starts a job as another client would; gives its id. */
    public String startElsewhere(String source) {
        synchronized (store) {
            try {
                ObjectNode request = JSON.createObjectNode();
                request.put("source", source).put("format", "csv").put("iamRoleArn", "arn:aws:iam::1:role/other");
                request.put("region", "eu-central-1")
                        .put("queueRequest", "TRUE")
                        .put("mode", "NEW");
                return queue.start(request).id();
            } catch (Refusal e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Refuses the next requests of a kind.
     *
     * @param kind {@code start}, {@code status}, {@code list}, {@code cancel}, {@code query}, {@code instance}
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

    private void plan(String kind, Fault fault) {
        synchronized (store) {
            faults.computeIfAbsent(kind, key -> new ArrayDeque<>()).add(fault);
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
            Deque<Fault> planned = faults.getOrDefault(kind, new ArrayDeque<>());
            Fault fault = planned.poll();
            try {
                if (!signedFor.isEmpty()) {
                    request.checkSignature(signedFor);
                }
                if (fault != null && fault.status() > 0) {
                    throw new Refusal(fault.status(), fault.code(), fault.message());
                }
                answer = fault == null || fault.done() ? answer(request, body) : "";
            } catch (Refusal e) {
                status = e.status();
                answer = JSON.createObjectNode()
                        .put("requestId", UUID.randomUUID().toString())
                        .put("code", e.code())
                        .put("detailedMessage", e.getMessage())
                        .toString();
            }
            if (fault != null && fault.status() == 0) {
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
            case "query" -> query(request.exchange(), body).toString();
            case "start" -> start(body);
            case "list" -> list(request.parameters()).toString();
            case "status" -> status(request);
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
        return answered(
                JSON.createObjectNode().put("loadId", queue.start(request).id()));
    }

    private static String answered(ObjectNode payload) {
        ObjectNode answer = JSON.createObjectNode().put("status", "200 OK");
        answer.set("payload", payload);
        return answer.toString();
    }

    private ObjectNode list(Map<String, String> parameters) {
        int limit = Integer.parseInt(parameters.getOrDefault("limit", "100"));
        boolean queued = Boolean.parseBoolean(parameters.getOrDefault("includeQueuedLoads", "true"));
        List<LoaderJob> jobs = new ArrayList<>(queue.jobs());
        Collections.reverse(jobs);
        ObjectNode answer = JSON.createObjectNode().put("status", "200 OK");
        ArrayNode ids = answer.putObject("payload").putArray("loadIds");
        jobs.stream()
                .filter(job -> queued || !job.status().equals("LOAD_IN_QUEUE"))
                .limit(limit)
                .forEach(job -> ids.add(job.id()));
        return answer;
    }

    private String status(NeptuneRequest request) throws Refusal {
        Map<String, String> parameters = request.parameters();
        LoaderJob job = queue.job(request.loadId());
        queue.advance();
        return answered(job.payload(
                Boolean.parseBoolean(parameters.getOrDefault("details", "false")),
                Boolean.parseBoolean(parameters.getOrDefault("errors", "false")),
                Integer.parseInt(parameters.getOrDefault("page", "1")),
                Integer.parseInt(parameters.getOrDefault("errorsPerPage", "10"))));
    }

    private String cancel(NeptuneRequest request) throws Refusal {
        String id = request.loadId();
        calls.add("DELETE /loader " + id);
        queue.cancel(id);
        return "";
    }

    private JsonNode query(HttpExchange exchange, byte[] body) throws IOException, Refusal {
        String text = new String(body, StandardCharsets.UTF_8);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        String query;
        String parameters;
        if (type.startsWith("application/json")) {
            JsonNode json = JSON.readTree(text);
            query = json.path("query").asText();
            parameters = json.path("parameters").asText("");
        } else {
            Map<String, String> form = NeptuneRequest.decoded(text);
            query = form.getOrDefault("query", "");
            parameters = form.getOrDefault("parameters", "");
        }
        calls.add("openCypher " + query);
        if (OpenCypherShapes.writes(query) && !role.equals("writer")) {
            throw new Refusal(400, "ReadOnlyViolationException", "Writes are not permitted on a read replica");
        }
        return statements.answer(query, OpenCypherShapes.parameters(parameters));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
