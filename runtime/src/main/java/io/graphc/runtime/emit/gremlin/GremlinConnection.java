package io.graphc.runtime.emit.gremlin;

import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.emit.RefusedStatementException;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.tinkerpop.gremlin.driver.Client;
import org.apache.tinkerpop.gremlin.driver.Cluster;
import org.apache.tinkerpop.gremlin.driver.Result;
import org.apache.tinkerpop.gremlin.driver.ResultSet;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.Traverser;
import org.apache.tinkerpop.gremlin.util.ser.GraphBinaryMessageSerializerV1;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Gremlin server on which one request runs at a time. Every request that it is given may be repeated
 * without harm, and is, where the server or the network says that it may pass later.
 */
final class GremlinConnection implements RequestSender, AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    /** What Neptune takes and gives in one message (user guide, "Limits"). */
    private static final int MAX_MESSAGE = 157_286_400;
    /** Longer than any server's limit on a request. */
    private static final long ANSWER_SECONDS = 900;
    /** Below the 20 minutes after which Neptune closes a connection that is idle. */
    private static final long KEEP_ALIVE_MILLIS = 60_000;

    /** Compares a certificate with the host's name as for HTTPS. */
    private static final String HOST_NAME_CHECK = "HTTPS";

    private final GremlinSettings settings;
    private final Pauses pauses;
    private @Nullable Cluster cluster;
    private @Nullable Client client;
    private long repeated;

    GremlinConnection(GremlinSettings settings, Pauses pauses) {
        this.settings = settings;
        this.pauses = pauses;
    }

    /** Connects and sees whether the server takes changes. */
    void open() {
        try {
            connect();
            once(() -> all(Requests.writable()));
        } catch (RequestFailedException e) {
            throw GremlinErrors.cannotConnect(settings, explained(e.failure()));
        }
    }

    /** The driver keeps to itself what is wrong with a certificate, so this asks once more without it. */
    private Failure explained(Failure failure) {
        if (failure.kind() != Failure.Kind.LOST || !settings.tls()) {
            return failure;
        }
        try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(HOST_NAME_CHECK);
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.connect(
                    new InetSocketAddress(
                            settings.uri().getHost(), settings.uri().getPort()),
                    CONNECT_MILLIS);
            socket.startHandshake();
            return failure;
        } catch (IOException e) {
            return Failure.of(e);
        }
    }

    private void connect() throws RequestFailedException {
        try {
            Cluster.Builder builder = Cluster.build(settings.uri().getHost())
                    .port(settings.uri().getPort())
                    .path(settings.uri().getPath())
                    .enableSsl(settings.tls())
                    .serializer(new GraphBinaryMessageSerializerV1())
                    .nioPoolSize(1)
                    .workerPoolSize(1)
                    .minConnectionPoolSize(1)
                    .maxConnectionPoolSize(1)
                    .maxInProcessPerConnection(1)
                    .minInProcessPerConnection(1)
                    .maxSimultaneousUsagePerConnection(1)
                    .minSimultaneousUsagePerConnection(1)
                    .maxContentLength(MAX_MESSAGE)
                    .maxWaitForConnection(CONNECT_MILLIS)
                    .connectionSetupTimeoutMillis(CONNECT_MILLIS)
                    .keepAliveInterval(KEEP_ALIVE_MILLIS);
            if (settings.tls()) {
                // The driver's own context would not compare the certificate with the host's name.
                builder.sslContext(SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm(HOST_NAME_CHECK)
                        .build());
            }
            settings.user().ifPresent(user -> builder.credentials(user, settings.password()));
            settings.region()
                    .ifPresent(region -> builder.requestInterceptor(
                            NeptuneSigner.of(settings.uri(), region, settings.awsProfile())));
            Cluster opened = builder.create();
            cluster = opened;
            client = opened.connect().alias(settings.traversalSource()).init();
        } catch (SSLException | RuntimeException e) {
            throw new RequestFailedException(Failure.of(e));
        }
    }

    /** A request that failed, and will again. */
    static final class RequestFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        RequestFailedException(Failure failure) {
            super(failure.words(), failure.cause());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    /**
     * Sends a request and reads all of its answer.
     *
     * @param work what it does, for a message
     */
    List<Object> submit(String work, Traversal<?, ?> request) {
        try {
            return submit(request);
        } catch (RequestFailedException e) {
            throw GremlinErrors.refused(settings, work, e.failure());
        }
    }

    /** Sends a request until it passes or cannot. */
    List<Object> submit(Traversal<?, ?> request) throws RequestFailedException {
        return repeat(() -> all(request));
    }

    @Override
    public List<Object> about(String work, List<String> ids, Function<List<String>, Traversal<?, ?>> request) {
        try {
            return submit(request.apply(ids));
        } catch (RequestFailedException e) {
            if (e.failure().kind() == Failure.Kind.TOO_BIG && ids.size() > 1) {
                List<Object> results = new ArrayList<>(about(work, ids.subList(0, ids.size() / 2), request));
                results.addAll(about(work, ids.subList(ids.size() / 2, ids.size()), request));
                return results;
            }
            throw GremlinErrors.refused(settings, work, e.failure());
        }
    }

    @Override
    public List<Object> run(String what, Traversal<?, ?> written) throws RefusedStatementException {
        try {
            return submit(written);
        } catch (RequestFailedException e) {
            GraphcException refused = GremlinErrors.refused(settings, what, e.failure());
            if (e.failure().kind() == Failure.Kind.REFUSED || e.failure().kind() == Failure.Kind.TOO_BIG) {
                throw new RefusedStatementException(e.failure().words(), 0, 0, List.of(), refused);
            }
            throw refused;
        }
    }

    /** A request and the reading of its answer. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws RequestFailedException, InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T repeat(Attempt<T> attempt) throws RequestFailedException {
        for (int failed = 1; ; failed++) {
            try {
                return once(attempt);
            } catch (RequestFailedException e) {
                if (!e.failure().kind().mayPass() || !pauses.again(failed)) {
                    throw e;
                }
                repeated++;
                if (e.failure().kind() != Failure.Kind.BUSY) {
                    // Behind the name may be another server by now: after a failover, Neptune's old writer is a reader.
                    reconnect();
                }
            }
        }
    }

    /** How many requests were sent again so far. */
    long repeated() {
        return repeated;
    }

    private void reconnect() {
        close();
        try {
            connect();
        } catch (RequestFailedException e) {
            // The next attempt says so again, and counts.
            close();
        }
    }

    private List<Object> all(Traversal<?, ?> request)
            throws RequestFailedException, InterruptedException, ExecutionException, TimeoutException {
        return sent(request).all().get(ANSWER_SECONDS, TimeUnit.SECONDS).stream()
                .flatMap(GremlinConnection::values)
                .toList();
    }

    private ResultSet sent(Traversal<?, ?> request) throws RequestFailedException {
        if (client == null) {
            connect();
        }
        return Objects.requireNonNull(client).submit(request);
    }

    private static <T> T once(Attempt<T> attempt) throws RequestFailedException {
        try {
            return attempt.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailedException(Failure.of(e));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw new RequestFailedException(Failure.of(e));
        }
    }

    /** Equal values may come as one with a number. */
    private static Stream<Object> values(Result result) {
        return result.getObject() instanceof Traverser<?> traverser
                ? Collections.<Object>nCopies((int) traverser.bulk(), traverser.get()).stream()
                : Stream.of(result.getObject());
    }

    @Override
    public void close() {
        Client open = client;
        client = null;
        if (open != null) {
            open.close();
        }
        Cluster reached = cluster;
        cluster = null;
        if (reached != null) {
            reached.close();
        }
    }
}
