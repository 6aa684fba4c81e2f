package io.graphc.runtime.emit.neo4j;

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
        TargetSettings settings = new TargetSettings(target);
        settings.refuseUnknown(KEYS);
        String constraints = settings.text("constraints").orElse(ALL_CONSTRAINTS);
        return new Neo4jSettings(
                uri(settings),
                settings.text("user"),
                Objects.toString(target.settings().get("password"), ""),
                settings.text("token"),
                settings.text("database"),
                settings.number("batch_size", BATCH_SIZE, MAX_BATCH_SIZE),
                settings.number("parallelism", PARALLELISM, MAX_PARALLELISM),
                settings.text("id_property").orElse("_id"),
                settings.oneOf(List.of(ALL_CONSTRAINTS, UNIQUE), "constraints", constraints)
                        .equals(UNIQUE));
    }

    private static URI uri(TargetSettings settings) {
        String text = settings.required("uri", "say where Neo4j is: `uri: bolt://localhost:7687`");
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && uri.getUserInfo() == null && SCHEMES.contains(scheme(uri))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw badUri(settings.target(), e);
        }
        throw badUri(settings.target(), null);
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

    /** Without the password. */
    @Override
    public String toString() {
        return database.map(name -> uri + "/" + name).orElse(uri.toString());
    }
}
