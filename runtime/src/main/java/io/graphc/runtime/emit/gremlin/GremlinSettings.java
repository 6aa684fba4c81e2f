package io.graphc.runtime.emit.gremlin;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.TargetSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a graph target of type {@code gremlin}.
 *
 * @param uri with scheme {@code ws} or {@code wss}, host, port and path
 * @param user empty where the server asks for none
 * @param region the AWS region whose signature the server asks for; empty where it asks for none
 * @param awsProfile the profile of the AWS configuration that credentials come from; empty for AWS's own chain
 * @param traversalSource the server's name for the graph
 * @param batchSize labels and property values of one request
 */
record GremlinSettings(
        URI uri,
        Optional<String> user,
        String password,
        Optional<String> region,
        Optional<String> awsProfile,
        String traversalSource,
        int batchSize) {
    private static final List<String> KEYS = List.of(
            "uri",
            "user",
            "password",
            "iam",
            "region",
            "aws_profile_name",
            "traversal_source",
            "batch_size",
            "max_delete",
            "min_age",
            "decimal",
            "read_back");
    private static final int DEFAULT_PORT = 8182;
    /** What the Amazon Neptune user guide advises, "Making efficient upserts with Gremlin". */
    private static final int BATCH_SIZE = 200;
    /** Each label or value is a step at most; the same page warns of more than 1,500 in one request. */
    private static final int MAX_BATCH_SIZE = 1_000;

    static GremlinSettings of(GraphTarget target) {
        TargetSettings settings = new TargetSettings(target);
        settings.refuseUnknown(KEYS);
        URI uri = uri(settings);
        return new GremlinSettings(
                uri,
                settings.text("user"),
                Objects.toString(target.settings().get("password"), ""),
                region(settings, uri),
                settings.text("aws_profile_name"),
                settings.text("traversal_source").orElse("g"),
                settings.number("batch_size", BATCH_SIZE, MAX_BATCH_SIZE));
    }

    private static URI uri(TargetSettings settings) {
        String text =
                settings.required("uri", "say where the server is: `uri: wss://my-cluster.example.com:8182/gremlin`");
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("ws", "wss").contains(scheme)) {
                String path = uri.getPath().isEmpty() ? "/gremlin" : uri.getPath();
                int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
                return new URI(scheme, null, uri.getHost(), port, path, null, null);
            }
        } catch (URISyntaxException e) {
            throw badUri(settings.target(), e);
        }
        throw badUri(settings.target(), null);
    }

    /** Shows no part of the text, which may hold a password. */
    private static GraphcException badUri(GraphTarget target, @Nullable URISyntaxException cause) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.VALUE_NOT_ALLOWED,
                                "graph output `" + target.name() + "`: `uri` is not the address of a Gremlin server")
                        .note("expected wss://host:port/gremlin, whose certificate is always verified, or ws:// without"
                                + " TLS; user and password are keys of their own")
                        .build(),
                cause);
    }

    private static Optional<String> region(TargetSettings settings, URI uri) {
        if (!settings.flag("iam", false)) {
            return Optional.empty();
        }
        if (!"wss".equals(uri.getScheme())) {
            throw settings.notAllowed("uri", uri, "an address with `wss://`, because `iam` is on");
        }
        return Optional.of(
                settings.required("region", "requests are signed for one AWS region: `region: eu-central-1`"));
    }

    boolean tls() {
        return "wss".equals(uri.getScheme());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
