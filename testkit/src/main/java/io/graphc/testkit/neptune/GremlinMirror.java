package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has Gremlin run by a real Gremlin Server over HTTP, in the language that has no Groovy: the server's graph is made anew from
 * the stand-in's before each request, and taken over after one that writes. A vertex of several labels has one there, with
 * {@code ::} between them. Callers synchronize.
 */
final class GremlinMirror {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WRITES = Pattern.compile("\\.(drop|addV|addE|property|mergeV|mergeE)\\(");
    private static final int STEPS = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final ElementStore store;

    /** @param server the address of its WebSocket */
    GremlinMirror(URI server, ElementStore store) {
        this.server = URI.create("http://" + server.getAuthority() + "/gremlin");
        this.store = store;
    }

    /** Whether a text changes the graph. */
    static boolean writes(String script) {
        return WRITES.matcher(script).find();
    }

    /** The server's answer. */
    JsonNode answer(String script) throws Refusal {
        push();
        JsonNode answer = send(script);
        if (writes(script)) {
            pull();
        }
        return answer;
    }

    private JsonNode send(String script) throws Refusal {
        ObjectNode body = JSON.createObjectNode().put("gremlin", script).put("language", "gremlin-lang");
        body.putObject("aliases").put("g", "g");
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("Accept", "application/vnd.gremlin-v3.0+json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new Refusal(
                        400, "MalformedQueryException", json.path("message").asText());
            }
            return json;
        } catch (IOException e) {
            throw new IllegalStateException("the Gremlin Server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void push() throws Refusal {
        send("g.V().drop()");
        List<String> parts = new ArrayList<>();
        for (NeptuneVertex vertex : store.vertices().values()) {
            StringBuilder part = new StringBuilder("addV(" + literal(String.join("::", vertex.labels())) + ")");
            part.append(".property(T.id,").append(literal(vertex.id())).append(")");
            vertex.properties()
                    .forEach((name, values) -> values.forEach(value -> part.append(".property(set,")
                            .append(literal(name))
                            .append(",")
                            .append(literal(value))
                            .append(")")));
            parts.add(part.toString());
        }
        sendAll(parts);
        parts.clear();
        for (NeptuneEdge edge : store.edges().values()) {
            StringBuilder part = new StringBuilder("V(" + literal(edge.from()) + ").addE(" + literal(edge.label()));
            part.append(").to(__.V(").append(literal(edge.to())).append("))");
            part.append(".property(T.id,").append(literal(edge.id())).append(")");
            edge.properties()
                    .forEach((name, value) -> part.append(".property(")
                            .append(literal(name))
                            .append(",")
                            .append(literal(value))
                            .append(")"));
            parts.add(part.toString());
        }
        sendAll(parts);
    }

    private void sendAll(List<String> parts) throws Refusal {
        for (int from = 0; from < parts.size(); from += STEPS) {
            send("g." + String.join(".", parts.subList(from, Math.min(parts.size(), from + STEPS))) + ".count()");
        }
    }

    private static String literal(Object value) {
        if (value instanceof Long) {
            return value + "L";
        }
        if (value instanceof Float) {
            return value + "F";
        }
        if (value instanceof Double) {
            return value + "D";
        }
        if (value instanceof Byte) {
            return value + "B";
        }
        if (value instanceof Short) {
            return value + "S";
        }
        if (value instanceof Integer || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Instant) {
            return "datetime(\"" + value + "\")";
        }
        StringBuilder text = new StringBuilder("\"");
        value.toString()
                .chars()
                .forEach(character -> text.append(
                        character >= ' ' && character < 127 && character != '"' && character != '\\'
                                ? String.valueOf((char) character)
                                : String.format(Locale.ROOT, "\\u%04x", character)));
        return text.append('"').toString();
    }

    private void pull() throws Refusal {
        Map<String, NeptuneVertex> vertices = new LinkedHashMap<>();
        for (Object found : list(results("g.V().valueMap().with(\"~tinkerpop.valueMap.tokens\")"))) {
            Map<?, ?> map = (Map<?, ?>) found;
            Map<String, List<Object>> properties = new LinkedHashMap<>();
            map.forEach((name, values) -> {
                if (values instanceof List<?> several) {
                    properties.put((String) name, new ArrayList<>(several));
                }
            });
            // Neptune makes ids up that are texts, too.
            String id = text(map.get("~id"));
            vertices.put(
                    id,
                    new NeptuneVertex(
                            id,
                            new LinkedHashSet<>(
                                    Arrays.asList(text(map.get("~label")).split("::"))),
                            properties));
        }
        Map<String, NeptuneEdge> edges = new LinkedHashMap<>();
        for (Object found : list(results("g.E().elementMap()"))) {
            Map<String, Object> properties = new LinkedHashMap<>();
            ((Map<?, ?>) found).forEach((name, value) -> properties.put((String) name, value));
            String id = text(properties.remove("~id"));
            String label = text(properties.remove("~label"));
            String from = end(properties.remove("~OUT"));
            String to = end(properties.remove("~IN"));
            edges.put(id, new NeptuneEdge(id, from, to, label, properties));
        }
        store.vertices().clear();
        store.vertices().putAll(vertices);
        store.edges().clear();
        store.edges().putAll(edges);
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static String end(@Nullable Object vertex) {
        return vertex instanceof Map<?, ?> map ? text(map.get("~id")) : "";
    }

    private Object results(String script) throws Refusal {
        return plain(send(script).path("result").path("data"));
    }

    private static List<?> list(Object results) {
        return (List<?>) results;
    }

    /** A value of GraphSON 3.0; {@code T.id} and its like have a tilde before them. */
    private static Object plain(JsonNode typed) {
        JsonNode value = typed.path("@value");
        return switch (typed.path("@type").asText()) {
            case "g:List", "g:Set" -> {
                List<Object> list = new ArrayList<>();
                value.forEach(one -> list.add(plain(one)));
                yield list;
            }
            case "g:Map" -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < value.size(); i += 2) {
                    map.put(plain(value.get(i)), plain(value.get(i + 1)));
                }
                yield map;
            }
            case "g:T", "g:Direction" -> "~" + value.asText();
            case "g:Int32" -> value.intValue();
            case "g:Int64" -> value.longValue();
            case "g:Float" -> (float) value.asDouble();
            case "g:Double" -> value.isTextual() ? (Object) Double.valueOf(value.asText()) : value.doubleValue();
            case "gx:Byte" -> (byte) value.intValue();
            case "gx:Int16" -> (short) value.intValue();
            case "g:Date" -> Instant.ofEpochMilli(value.longValue());
            case "" -> typed.isBoolean() ? (Object) typed.booleanValue() : typed.asText();
            default -> throw new IllegalStateException("a value of another kind: " + typed);
        };
    }
}
