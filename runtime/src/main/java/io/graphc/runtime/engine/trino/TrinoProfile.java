package io.graphc.runtime.engine.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The keys of a profile's output of type {@code trino}, as dbt-trino names them (docs.getdbt.com, "Starburst/Trino setup"),
 * as the JDBC driver takes them (trino.io, "JDBC driver").
 *
 * @param catalog the catalog of relations that name none
 * @param properties of the connection; hold secrets
 * @param sessionProperties by name
 */
record TrinoProfile(
        String target,
        String host,
        int port,
        String catalog,
        String schema,
        Map<String, String> properties,
        Map<String, String> sessionProperties,
        Optional<ClientKey> clientKey) {
    private static final int HTTP_PORT = 8080;
    private static final int HTTPS_PORT = 443;

    /** A certificate and its key in two files, which the driver wants in one. */
    record ClientKey(Path certificate, Path privateKey) {}

    static TrinoProfile of(EngineTarget target, Path projectFolder) {
        Reader reader = new Reader(target);
        String method = reader.text("method").orElse("none");
        boolean secure = reader.text("http_scheme").map("https"::equals).orElse(!method.equals("none"));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("source", "graphc");
        properties.put("timezone", reader.text("timezone").orElse("UTC"));
        if (secure) {
            properties.put("SSL", "true");
            trust(reader, projectFolder).ifPresent(file -> properties.put("SSLTrustStorePath", file));
        }
        reader.text("user").ifPresent(user -> properties.put("user", user));
        reader.text("impersonation_user").ifPresent(user -> properties.put("sessionUser", user));
        Optional<ClientKey> clientKey = login(method, reader, projectFolder, properties);
        joined(reader.map("roles"), properties, "roles");
        joined(reader.map("http_headers"), properties, "extraHeaders");
        List<String> tags = reader.texts("client_tags");
        if (!tags.isEmpty()) {
            properties.put("clientTags", String.join(",", tags));
        }
        return new TrinoProfile(
                target.name(),
                reader.text("host").orElseThrow(() -> reader.missing("host", "every method")),
                reader.text("port").map(reader::port).orElse(secure ? HTTPS_PORT : HTTP_PORT),
                reader.text("database")
                        .or(() -> reader.text("catalog"))
                        .orElseThrow(() -> reader.missing("database", "every method")),
                target.schema(),
                properties,
                reader.map("session_properties"),
                clientKey);
    }

    /** Who logs in, and how. */
    private static Optional<ClientKey> login(
            String method, Reader reader, Path projectFolder, Map<String, String> properties) {
        switch (method) {
            case "ldap" -> {
                reader.need("user", method);
                properties.put("password", reader.need("password", method));
            }
            case "jwt" -> properties.put("accessToken", reader.need("jwt_token", method));
            case "certificate" -> {
                Path certificate = projectFolder.resolve(reader.need("client_certificate", method));
                Optional<Path> key = reader.text("client_private_key").map(projectFolder::resolve);
                if (key.filter(path -> !path.equals(certificate)).isPresent()) {
                    return key.map(path -> new ClientKey(certificate, path));
                }
                properties.put("SSLKeyStorePath", certificate.toString());
            }
            case "kerberos", "gssapi" -> {
                properties.put(
                        "KerberosRemoteServiceName", reader.text("service_name").orElse("trino"));
                reader.text("principal").ifPresent(name -> properties.put("KerberosPrincipal", name));
                file(reader, "keytab", projectFolder).ifPresent(path -> properties.put("KerberosKeytabPath", path));
                file(reader, "krb5_config", projectFolder)
                        .ifPresent(path -> properties.put("KerberosConfigPath", path));
            }
            case "oauth", "oauth_console" -> {
                properties.put("externalAuthentication", "true");
                properties.put(
                        "externalAuthenticationRedirectHandlers", method.equals("oauth") ? "OPEN,PRINT" : "PRINT");
                properties.put("externalAuthenticationTokenCache", "MEMORY");
            }
            default -> reader.need("user", method);
        }
        return Optional.empty();
    }

    private static Optional<String> file(Reader reader, String key, Path projectFolder) {
        return reader.text(key).map(path -> projectFolder.resolve(path).toString());
    }

    /** The file of the certificates to trust; the server's certificate is looked at in every case. */
    private static Optional<String> trust(Reader reader, Path projectFolder) {
        Optional<String> cert = reader.text("cert");
        if (cert.filter("false"::equalsIgnoreCase).isPresent()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "`cert: false` of target `" + reader.target.name()
                                    + "` would trust any server that answers")
                    .help("give `cert` the file of the certificate that signed the server's, in PEM form")
                    .build());
        }
        return cert.filter(text -> !text.equalsIgnoreCase("true"))
                .map(path -> projectFolder.resolve(path).toString());
    }

    private static void joined(Map<String, String> pairs, Map<String, String> properties, String name) {
        if (!pairs.isEmpty()) {
            properties.put(
                    name,
                    pairs.entrySet().stream()
                            .map(pair -> pair.getKey() + ":" + pair.getValue())
                            .collect(Collectors.joining(";")));
        }
    }

    String url() {
        return "jdbc:trino://" + host + ":" + port + "/" + catalog.toLowerCase(Locale.ROOT);
    }

    Properties connectionProperties() {
        Properties all = new Properties();
        properties.forEach(all::setProperty);
        return all;
    }

    /** Where the cluster is, for messages. */
    String place() {
        return host + ":" + port;
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return target + " (" + place() + ")";
    }

    /** Reads values of a target's settings. */
    private record Reader(EngineTarget target) {
        private Optional<String> text(String key) {
            Object value = target.settings().get(key);
            if (value == null) {
                return Optional.empty();
            }
            if (value instanceof Map || value instanceof List) {
                throw wrong(key, "one value");
            }
            return Optional.of(value.toString());
        }

        private String need(String key, String method) {
            return text(key)
                    .filter(value -> !value.isBlank())
                    .orElseThrow(() -> missing(key, "`method: " + method + "`"));
        }

        private int port(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw wrong("port", "a number");
            }
        }

        private List<String> texts(String key) {
            Object value = target.settings().get(key);
            if (value instanceof List<?> list) {
                return list.stream().map(String::valueOf).toList();
            }
            return text(key).map(List::of).orElse(List.of());
        }

        private Map<String, String> map(String key) {
            Map<String, String> pairs = new LinkedHashMap<>();
            Object value = target.settings().get(key);
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, text) -> pairs.put(String.valueOf(name), String.valueOf(text)));
            } else if (value != null) {
                throw wrong(key, "a mapping");
            }
            return pairs;
        }

        private GraphcException wrong(String key, String wanted) {
            return new GraphcException(Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "key `" + key + "` of target `" + target.name() + "` is not " + wanted)
                    .build());
        }

        private GraphcException missing(String key, String who) {
            return new GraphcException(Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "target `" + target.name() + "` has no `" + key + "`, which " + who + " needs")
                    .build());
        }
    }
}
