package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a graph target of type {@code neo4j}.
 *
 * @param user empty where the server asks for none
 * @param token what is sent in place of user and password, for servers that take tokens of an identity provider
 * @param database empty for the server's default
 * @param batchSize rows of one transaction
 * @param parallelism how many transactions run at once
 * @param idProperty the property that holds the element's id
 * @param onlyUnique whether no constraints are made but those that keep ids unique, also where the edition has more
 */
record Neo4jSettings(
        URI uri,
        Optional<String> user,
        String password,
        Optional<String> token,
        Optional<String> database,
        int batchSize,
        int parallelism,
        String idProperty,
        boolean onlyUnique) {
    private static final List<String> KEYS = List.of(
            "uri",
            "decimal",
            "user",
            "password",
            "token",
            "database",
            "batch_size",
            "parallelism",
            "id_property",
            "constraints",
            "max_delete",
            "min_age",
            "read_back");
    private static final List<String> SCHEMES = List.of("bolt", "bolt+s", "neo4j", "neo4j+s");
    /** Measured on Neo4j 5.26: 100 rows cost four times as much each, 50,000 twice. */
    private static final int BATCH_SIZE = 5_000;

    private static final int MAX_BATCH_SIZE = 100_000;
    private static final String ALL_CONSTRAINTS = "all";
    private static final String UNIQUE = "unique";

    private static final int PARALLELISM = 4;
    private static final int MAX_PARALLELISM = 64;

    static Neo4jSettings of(GraphTarget target) {
        for (String key : target.settings().keySet()) {
            if (!KEYS.contains(key)) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.UNKNOWN_KEY,
                                "graph output `" + target.name() + "` has no key `" + key + "`")
                        .hint(key, KEYS, "keys of type neo4j")
                        .build());
            }
        }
        Map<String, Object> settings = target.settings();
        return new Neo4jSettings(
                uri(target),
                text(settings.get("user")),
                text(settings.get("password")).orElse(""),
                text(settings.get("token")),
                text(settings.get("database")),
                number(target, "batch_size", BATCH_SIZE, MAX_BATCH_SIZE),
                number(target, "parallelism", PARALLELISM, MAX_PARALLELISM),
                text(settings.get("id_property")).orElse("_id"),
                onlyUnique(target));
    }

    private static boolean onlyUnique(GraphTarget target) {
        String written = text(target.settings().get("constraints")).orElse(ALL_CONSTRAINTS);
        if (written.equals(ALL_CONSTRAINTS) || written.equals(UNIQUE)) {
            return written.equals(UNIQUE);
        }
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "graph output `" + target.name() + "`: `constraints` is `" + written + "`")
                .hint(written, List.of(ALL_CONSTRAINTS, UNIQUE), "values")
                .build());
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isEmpty());
    }

    private static URI uri(GraphTarget target) {
        String text = text(target.settings().get("uri"))
                .orElseThrow(() -> new GraphcException(Diagnostic.of(
                                DiagnosticCode.MISSING_KEY, "graph output `" + target.name() + "` lacks the key `uri`")
                        .help("say where Neo4j is: `uri: bolt://localhost:7687`")
                        .build()));
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && uri.getUserInfo() == null && SCHEMES.contains(scheme(uri))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw badUri(target, e);
        }
        throw badUri(target, null);
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Shows no part of the text, which may hold a password. */
    private static GraphcException badUri(GraphTarget target, @Nullable URISyntaxException cause) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.VALUE_NOT_ALLOWED,
                                "graph output `" + target.name() + "`: `uri` is not the address of a Neo4j server")
                        .note("expected bolt://host:port or neo4j://host:port; bolt+s and neo4j+s with TLS, whose"
                                + " certificate is always verified; user and password are keys of their own")
                        .build(),
                cause);
    }

    private static int number(GraphTarget target, String key, int usual, int max) {
        Object value = target.settings().getOrDefault(key, usual);
        if (value instanceof Number number && number.longValue() >= 1 && number.longValue() <= max) {
            return number.intValue();
        }
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "graph output `" + target.name() + "`: `" + key + "` is `" + value
                                + "`, expected a number from 1 to " + max)
                .build());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return database.map(name -> uri + "/" + name).orElse(uri.toString());
    }
}
