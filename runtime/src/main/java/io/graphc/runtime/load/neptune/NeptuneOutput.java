package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.DeleteAge;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.TargetSettings;
import io.graphc.runtime.store.S3Location;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a graph target of type {@code neptune} that are about the cluster and its loader.
 *
 * @param endpoint with scheme, host and port
 * @param location where files go, {@code s3://bucket/prefix} without a slash at its end
 * @param role what the loader reads the files as
 * @param parallelism as the loader writes it
 * @param failOnError whether a load ends with its first bad entry
 * @param queueRequest whether jobs wait behind others in Neptune's own queue
 * @param gremlin whether elements are counted, read and deleted in Gremlin rather than in openCypher
 * @param iamAuth whether requests are signed
 * @param tlsCertificate a file of certificates to trust in place of the JDK's
 * @param waitTimeout how long a job is waited for
 * @param webhook what is told of every end of a job, empty for nobody
 * @param command what is started at every end of a job, empty for nothing
 */
public record NeptuneOutput(
        String name,
        URI endpoint,
        String location,
        String role,
        String parallelism,
        boolean failOnError,
        boolean queueRequest,
        boolean gremlin,
        boolean iamAuth,
        Optional<String> tlsCertificate,
        Duration waitTimeout,
        Optional<URI> webhook,
        List<String> command) {
    /** The keys that are read here, beside those of the access to AWS. */
    public static final List<String> KEYS = List.of(
            "endpoint",
            "location",
            "loader_role_arn",
            "parallelism",
            "fail_on_error",
            "queue_request",
            "query_language",
            "iam_auth",
            "tls_certificate",
            "wait_timeout",
            "notify");

    private static final int PORT = 8182;
    private static final List<String> PARALLELISM = List.of("low", "medium", "high", "oversubscribe");
    private static final List<String> LANGUAGES = List.of("opencypher", "gremlin");
    private static final Duration WAIT = Duration.ofHours(12);

    public NeptuneOutput {
        command = List.copyOf(command);
    }

    /** Reads the settings; throws a diagnostic where one is missing or wrong. */
    public static NeptuneOutput of(GraphTarget target) {
        return new Reader(new TargetSettings(target)).read();
    }

    /** Where the cluster is, for people. */
    public String host() {
        return endpoint.getHost() + ":" + endpoint.getPort();
    }

    /** Reads one output. */
    private record Reader(TargetSettings settings) {
        NeptuneOutput read() {
            String language = settings.text("query_language").orElse("opencypher");
            if (!LANGUAGES.contains(language)) {
                throw settings.notAllowed("query_language", language, "`opencypher` or `gremlin`");
            }
            Map<?, ?> hook = hook();
            return new NeptuneOutput(
                    settings.target().name(),
                    endpoint(),
                    location(),
                    settings.required(
                            "loader_role_arn",
                            "name the role that is attached to the cluster and may read the files:"
                                    + " `loader_role_arn: arn:aws:iam::123456789012:role/neptune-load`"),
                    parallelism(),
                    settings.flag("fail_on_error", true),
                    settings.flag("queue_request", true),
                    language.equals("gremlin"),
                    settings.flag("iam_auth", true),
                    settings.text("tls_certificate"),
                    timeout(),
                    webhook(hook),
                    command(hook));
        }

        private URI endpoint() {
            String text = settings.required(
                    "endpoint",
                    "name the cluster's writer endpoint: `endpoint: my-cluster.cluster-abc.eu-central-1.neptune.amazonaws.com`");
            String expected = "a host, `host:port` or `https://host:port`";
            try {
                URI uri = new URI(text.contains("://") ? text : "https://" + text);
                boolean plain = "http".equals(uri.getScheme()) && isThisMachine(uri.getHost());
                boolean bare = uri.getRawUserInfo() == null
                        && uri.getRawQuery() == null
                        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
                if (uri.getHost() == null || !bare || !("https".equals(uri.getScheme()) || plain)) {
                    throw settings.notAllowed("endpoint", text, expected + "; Neptune has no plain HTTP");
                }
                int port = uri.getPort() < 0 ? PORT : uri.getPort();
                return new URI(uri.getScheme(), null, uri.getHost(), port, null, null, null);
            } catch (URISyntaxException e) {
                throw new GraphcException(
                        settings.notAllowed("endpoint", text, expected).diagnostic(), e);
            }
        }

        /** A stand-in on this machine may do without TLS: nobody else reads along. */
        private static boolean isThisMachine(@Nullable String host) {
            try {
                return host != null && InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }

        private String location() {
            String text = settings.required(
                    "location", "name a place in S3 for the files: `location: s3://my-bucket/graphs`");
            String plain = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            if (S3Location.of(plain).isEmpty()) {
                throw settings.notAllowed("location", text, "a place such as `s3://my-bucket/graphs`");
            }
            return plain;
        }

        private String parallelism() {
            String text = settings.text("parallelism").orElse("high").toLowerCase(Locale.ROOT);
            return settings.oneOf(PARALLELISM, "parallelism", text).toUpperCase(Locale.ROOT);
        }

        private Duration timeout() {
            Object value = settings.target().settings().get("wait_timeout");
            if (value == null) {
                return WAIT;
            }
            return DeleteAge.read(value.toString())
                    .filter(time -> !time.isZero())
                    .orElseThrow(() ->
                            settings.notAllowed("wait_timeout", value, "a time such as `6 hours` or `30 minutes`"));
        }

        private Map<?, ?> hook() {
            Object value = settings.target().settings().getOrDefault("notify", Map.of());
            if (value instanceof Map<?, ?> map) {
                for (Object key : map.keySet()) {
                    if (!List.of("webhook", "command").contains(key)) {
                        throw new GraphcException(Diagnostic.of(
                                        DiagnosticCode.UNKNOWN_KEY,
                                        "graph output `" + settings.target().name() + "`: `notify` has no key `" + key
                                                + "`")
                                .hint(String.valueOf(key), List.of("webhook", "command"), "keys of `notify`")
                                .build());
                    }
                }
                return map;
            }
            throw settings.notAllowed("notify", "..", "a mapping with `webhook` or `command`");
        }

        /** The address may hold a token, so no message shows it. */
        private Optional<URI> webhook(Map<?, ?> hook) {
            Object value = hook.get("webhook");
            if (value == null) {
                return Optional.empty();
            }
            String expected = "an address such as `https://hooks.example.com/graph`";
            try {
                URI uri = new URI(value.toString());
                boolean plain = "http".equals(uri.getScheme()) && isThisMachine(uri.getHost());
                if (uri.getHost() != null && ("https".equals(uri.getScheme()) || plain)) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException e) {
                throw settings.notAllowed("notify", "..", "`webhook` as " + expected);
            }
            throw settings.notAllowed("notify", "..", "`webhook` as " + expected);
        }

        private List<String> command(Map<?, ?> hook) {
            Object value = hook.get("command");
            if (value == null) {
                return List.of();
            }
            if (value instanceof List<?> words && !words.isEmpty()) {
                List<String> command = new ArrayList<>();
                words.forEach(word -> command.add(String.valueOf(word)));
                return command;
            }
            throw settings.notAllowed("notify", "..", "`command` as a list of a program and its arguments");
        }
    }
}
