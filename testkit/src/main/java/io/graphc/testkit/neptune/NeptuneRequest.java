package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to Neptune, as its path, its parameters and its headers say. */
record NeptuneRequest(HttpExchange exchange) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code start}, {@code status}, {@code list} or {@code cancel} of loads, {@code query}, {@code gremlin}, {@code instance}, {@code unknown}. */
    String kind() {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (path.equals("/status")) {
            return "instance";
        }
        if (path.equalsIgnoreCase("/opencypher")) {
            return "query";
        }
        if (path.equals("/gremlin")) {
            return "gremlin";
        }
        boolean one = path.startsWith("/loader/") || query.contains("loadId=");
        if (!path.equals("/loader") && !one) {
            return "unknown";
        }
        return switch (exchange.getRequestMethod()) {
            case "POST" -> "start";
            case "DELETE" -> "cancel";
            default -> one ? "status" : "list";
        };
    }

    /** Checks that it is signed for Neptune in a region; what the signature is made of is left to the SDK. */
    void checkSignature(String region) throws Refusal {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!header.startsWith("AWS4-HMAC-SHA256 ")
                || exchange.getRequestHeaders().getFirst("X-Amz-Date") == null) {
            throw new Refusal(403, "AccessDeniedException", "Missing Authentication Token");
        }
        if (!header.contains("/neptune-db/aws4_request")) {
            throw new Refusal(
                    403, "AccessDeniedException", "Credential should be scoped to correct service: 'neptune-db'");
        }
        if (!header.contains("/" + region + "/")) {
            throw new Refusal(
                    403, "AccessDeniedException", "Credential should be scoped to a valid Region, not another one");
        }
    }

    /**
     * A statement in openCypher.
     *
     * @param parameters a JSON object, or nothing
     */
    record Query(String text, String parameters) {}

    /** What it asks in openCypher. */
    Query query(byte[] body) throws IOException {
        String text = new String(body, StandardCharsets.UTF_8);
        if (String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                .startsWith("application/json")) {
            JsonNode json = JSON.readTree(text);
            return new Query(
                    json.path("query").asText(), json.path("parameters").asText(""));
        }
        Map<String, String> form = decoded(text);
        return new Query(form.getOrDefault("query", ""), form.getOrDefault("parameters", ""));
    }

    /** The load that it is about. */
    String loadId() {
        String path = exchange.getRequestURI().getPath();
        return path.startsWith("/loader/")
                ? path.substring("/loader/".length())
                : parameters().getOrDefault("loadId", "");
    }

    /** Those of its address. */
    Map<String, String> parameters() {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of() : decoded(query);
    }

    static Map<String, String> decoded(String form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
