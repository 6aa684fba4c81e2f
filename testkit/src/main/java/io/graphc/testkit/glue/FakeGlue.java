package io.graphc.testkit.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A stand-in for AWS Glue's Data Catalog and crawlers, in memory, on a port of this machine. It speaks AWS JSON 1.1 (each
 * operation named by the header {@code X-Amz-Target}), so that the SDK of AWS and Trino's Glue metastore work with it, and
 * keeps the rules of the service's Web API reference: names in lower case, sizes of batches and pages, updates that replace
 * a table, versions, errors inside batches, exceptions by name. Signatures are not checked. Safe to use from several
 * threads, which take turns.
 */
public final class FakeGlue implements AutoCloseable {
    /** The account that everything belongs to. */
    public static final String ACCOUNT = "123456789012";

    static final int MOST_VERSIONS = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AWSGlue.";
    private static final String CONTENT = "application/x-amz-json-1.1";

    private final GlueCatalog catalog;
    private final TableOperations tables;
    private final CrawlerOperations crawlers;
    private final Map<String, Function<Members, ObjectNode>> operations = new TreeMap<>();
    private final Map<String, Deque<Optional<GlueFailure>>> faults = new LinkedHashMap<>();
    private final Map<String, Integer> lost = new TreeMap<>();
    private final List<GlueRequest> requests = new ArrayList<>();
    private final AtomicInteger requestIds = new AtomicInteger();
    private final List<String> troubles = new ArrayList<>();
    private String hit = "";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeGlue::thread);

    private FakeGlue(HttpServer server, Clock clock) {
        this.server = server;
        this.catalog = new GlueCatalog(clock);
        this.tables = new TableOperations(catalog);
        this.crawlers = new CrawlerOperations(catalog);
        new DatabaseOperations(catalog).register(operations);
        tables.register(operations);
        new VersionOperations(catalog).register(operations);
        new PartitionOperations(catalog).register(operations);
        new StatisticsOperations(catalog).register(operations);
        crawlers.register(operations);
        operations.put("GetUserDefinedFunctions", call -> {
            ObjectNode answer = Members.object();
            answer.putArray("UserDefinedFunctions");
            return answer;
        });
        operations.put("GetUserDefinedFunction", call -> {
            throw GlueFailure.notFound("Function " + call.required("FunctionName") + " not found.");
        });
    }

    /** An empty catalog on a free port, with the clock of this machine. */
    public static FakeGlue start() {
        return start(Clock.systemUTC());
    }

    /** An empty catalog whose moments come from a clock. */
    public static FakeGlue start(Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeGlue glue = new FakeGlue(server, clock);
            server.createContext("/", glue::answer);
            server.setExecutor(glue.threads);
            server.start();
            return glue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fake-glue");
        thread.setDaemon(true);
        return thread;
    }

    /** The address for a client's endpoint override. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Makes a database. */
    public FakeGlue database(String name) {
        ObjectNode request = Members.object();
        request.putObject("DatabaseInput").put("Name", name);
        call("CreateDatabase", request);
        return this;
    }

    /** Makes a table of an input as the service takes it, written as JSON. */
    public FakeGlue table(String database, String tableInput) {
        ObjectNode request = Members.object();
        request.put("DatabaseName", database);
        request.set("TableInput", read(tableInput));
        call("CreateTable", request);
        return this;
    }

    /** Makes partitions of a table, at most 100, each by its values, with the table's own storage. */
    public FakeGlue partitions(String database, String table, List<List<String>> values) {
        ObjectNode request = Members.object();
        request.put("DatabaseName", database);
        request.put("TableName", table);
        for (List<String> each : values) {
            ObjectNode input = request.withArray("PartitionInputList").addObject();
            each.forEach(input.withArray("Values")::add);
            input.putObject("StorageDescriptor");
        }
        JsonNode errors = call("BatchCreatePartition", request).path("Errors");
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.toString());
        }
        return this;
    }

    /** Has a table read without some columns, as Lake Formation does for those who may not see them. */
    public synchronized void hideColumns(String database, String table, String... columns) {
        tables.hide(database, table, List.of(columns));
    }

    /** Makes a crawler, or gives one further runs; a run beyond these ends well and changes nothing. */
    public synchronized FakeGlue crawler(String name, String database, Crawl... runs) {
        crawlers.add(name, database, runs);
        return this;
    }

    /** Starts a crawler as somebody else would. */
    public synchronized void startCrawler(String name) {
        crawlers.startFromElsewhere(name);
    }

    /** Has scripted faults hit the requests that are signed with this key alone; an empty text for all. */
    public synchronized void faultsFor(String accessKey) {
        hit = accessKey;
    }

    /** Has the next requests of an operation refused, each once. */
    public synchronized void fail(String operation, GlueFailure failure, int times) {
        Deque<Optional<GlueFailure>> waiting = faults.computeIfAbsent(operation, name -> new ArrayDeque<>());
        for (int time = 0; time < times; time++) {
            waiting.add(Optional.of(failure));
        }
    }

    /** Has a request of an operation refused, after some that are served. */
    public synchronized void failAfter(String operation, int served, GlueFailure failure) {
        Deque<Optional<GlueFailure>> waiting = faults.computeIfAbsent(operation, name -> new ArrayDeque<>());
        for (int time = 0; time < served; time++) {
            waiting.add(Optional.empty());
        }
        waiting.add(Optional.of(failure));
    }

    /** Has the next requests of an operation carried out whose answers never arrive. */
    public synchronized void loseAnswers(String operation, int times) {
        lost.merge(operation, times, Integer::sum);
    }

    private synchronized boolean isLost(String operation, Caller caller) {
        if (!isHit(caller)) {
            return false;
        }
        int left = lost.getOrDefault(operation, 0);
        lost.put(operation, Math.max(0, left - 1));
        if (left > 0) {
            troubles.add(caller.requestId());
        }
        return left > 0;
    }

    private boolean isHit(Caller caller) {
        return hit.isEmpty() || caller.authorization().contains("Credential=" + hit + "/");
    }

    /** Who sends a request, and what it is known by. */
    private record Caller(String authorization, String requestId) {}

    /** How many of the scripted refusals and lost answers nobody has met yet. */
    public synchronized int faultsLeft() {
        long refusals = faults.values().stream()
                .flatMap(Deque::stream)
                .filter(Optional::isPresent)
                .count();
        return (int) refusals
                + lost.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The ids of the requests that met with a scripted refusal or whose answers were lost, in that order. */
    public synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** Makes every page of an answer no larger than this. */
    public synchronized void largestPage(int entries) {
        catalog.pages.largest(entries);
    }

    /** What came over HTTP so far, oldest first, refused ones as well. */
    public synchronized List<GlueRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the requests so far. */
    public synchronized void forgetRequests() {
        requests.clear();
    }

    /**
     * Does an operation without HTTP: not recorded, and no scripted fault hits it.
     *
     * @throws GlueFailure when the service would refuse it
     */
    public synchronized JsonNode call(String operation, JsonNode request) {
        Function<Members, ObjectNode> action = operations.get(operation);
        if (action == null) {
            throw GlueFailure.of("UnknownOperationException", "the stand-in does not know " + operation);
        }
        return action.apply(Members.of(request, "request"));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private synchronized JsonNode requested(String operation, byte[] body, Caller caller) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
        } catch (JsonProcessingException e) {
            throw GlueFailure.of("SerializationException", e.getOriginalMessage());
        }
        requests.add(new GlueRequest(operation, request));
        Deque<Optional<GlueFailure>> waiting = faults.getOrDefault(operation, new ArrayDeque<>());
        Optional<GlueFailure> fault = isHit(caller) ? waiting.poll() : null;
        if (fault != null && fault.isPresent()) {
            troubles.add(caller.requestId());
            throw fault.get();
        }
        return call(operation, request);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", requestIds.incrementAndGet());
            exchange.getResponseHeaders().set("x-amzn-RequestId", id);
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            try {
                if (!exchange.getRequestMethod().equals("POST") || !target.startsWith(TARGET)) {
                    throw GlueFailure.of("UnknownOperationException", "a POST with the target AWSGlue is expected");
                }
                String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                if (authorization == null) {
                    throw GlueFailure.of("MissingAuthenticationTokenException", "Missing Authentication Token");
                }
                String operation = target.substring(TARGET.length());
                Caller caller = new Caller(authorization, id);
                JsonNode done = requested(operation, body, caller);
                if (!isLost(operation, caller)) {
                    send(exchange, 200, done);
                }
            } catch (GlueFailure refused) {
                ObjectNode error = Members.object().put("__type", refused.type());
                send(exchange, refused.status(), error.put("Message", String.valueOf(refused.getMessage())));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", CONTENT);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
