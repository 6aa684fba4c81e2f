package io.graphc.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A door before a server of the S3 protocol: it passes requests on, gives each answer the id that S3 gives (Amazon S3 API
 * reference, "Common response headers"), and refuses what a test has scripted, or loses the answer to it. Safe to use from several threads.
 */
public final class S3Gate implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What the client writes itself. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private static final Set<String> NOT_PASSED_BACK = Set.of("connection", "content-length", "transfer-encoding");

    static {
        // Head and body of an answer are sent apart; without this the body waits for a receipt of the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final URI behind;
    private final ExecutorService threads = Executors.newCachedThreadPool(S3Gate::thread);
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> troubles = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    /**
     * An answer in place of the one that there would be.
     *
     * @param method of the requests that it waits for
     * @param address what their path or query has in it
     * @param status 0 for no answer to what was done
     * @param region of the bucket, told in a header; empty for none
     */
    private record Fault(String method, String address, int status, String code, String message, String region) {
        /** Whether the request is passed on, and its answer is not passed back. */
        boolean isLost() {
            return status == 0;
        }

        boolean hits(HttpExchange exchange) {
            return exchange.getRequestMethod().equals(method)
                    && exchange.getRequestURI().toString().contains(address);
        }
    }

    private S3Gate(HttpServer server, URI behind) {
        this.server = server;
        this.behind = behind;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "s3-gate");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens one on a free port. */
    public static S3Gate before(URI server) {
        try {
            return new S3Gate(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Has the next requests refused, each once.
     *
     * @param method such as {@code PUT}
     * @param address what their path or query has in it
     */
    public synchronized void refuse(String method, String address, int times, int status, String code, String message) {
        for (int time = 0; time < times; time++) {
            faults.add(new Fault(method, address, status, code, message, ""));
        }
    }

    /** Sends the next request away as S3 does whose bucket is in another region. */
    public synchronized void redirect(String method, String address, String region) {
        faults.add(new Fault(
                method,
                address,
                301,
                "PermanentRedirect",
                "The bucket you are attempting to access must be addressed using the specified endpoint.",
                region));
    }

    /** Has the next requests carried out, each once, whose answers never arrive. */
    public synchronized void loseAnswers(String method, String address, int times) {
        for (int time = 0; time < times; time++) {
            faults.add(new Fault(method, address, 0, "", "", ""));
        }
    }

    /** How many of the scripted refusals and lost answers nobody has met yet. */
    public synchronized int faultsLeft() {
        return faults.size();
    }

    /** The ids of the answers that were lost or refusals, scripted or those of the server behind, in that order. */
    public synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    private synchronized @Nullable Fault next(HttpExchange exchange) {
        Fault found = faults.stream()
                .filter(fault -> fault.hits(exchange))
                .findFirst()
                .orElse(null);
        faults.remove(found);
        return found;
    }

    private synchronized void troubled(String id) {
        troubles.add(id);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = String.format(Locale.ROOT, "S3GATE%010d", requests.incrementAndGet());
            exchange.getResponseHeaders().set("x-amz-request-id", id);
            Fault fault = next(exchange);
            if (fault == null) {
                pass(exchange, answerTo(exchange, body), id);
                return;
            }
            troubled(id);
            if (fault.isLost()) {
                answerTo(exchange, body);
            } else {
                refuse(exchange, fault, id);
            }
        }
    }

    private static void refuse(HttpExchange exchange, Fault fault, String id) throws IOException {
        if (!fault.region().isEmpty()) {
            exchange.getResponseHeaders().set("x-amz-bucket-region", fault.region());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        String error = "<Error><Code>" + fault.code() + "</Code><Message>" + fault.message() + "</Message><RequestId>"
                + id + "</RequestId></Error>";
        send(exchange, fault.status(), error.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> answerTo(HttpExchange exchange, byte[] body) throws IOException {
        try {
            return CLIENT.send(request(exchange, body), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void pass(HttpExchange exchange, HttpResponse<byte[]> answer, String id) throws IOException {
        if (answer.statusCode() >= 300) {
            troubled(id);
        }
        for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean length =
                    name.equals("content-length") && exchange.getRequestMethod().equals("HEAD");
            if (length || !(NOT_PASSED_BACK.contains(name) || name.equals("x-amz-request-id"))) {
                exchange.getResponseHeaders().put(header.getKey(), header.getValue());
            }
        }
        send(exchange, answer.statusCode(), answer.body());
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(behind + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
