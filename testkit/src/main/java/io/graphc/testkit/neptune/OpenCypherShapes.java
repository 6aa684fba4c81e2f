package io.graphc.testkit.neptune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers the openCypher statements that graphc sends to Neptune, each by its shape, and those of people as it was told to;
 * anything else is refused as a malformed query. Ids are the property {@code ~id}; where a property holds several values, one of
 * them is shown. Callers synchronize.
 */
final class OpenCypherShapes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NODE = "UNWIND $ids AS id MATCH (n {`~id`: id}) ";
    private static final String EDGE = "UNWIND $ids AS id MATCH ()-[r {`~id`: id}]->() ";

    /** What statements may look like; a {@code %} stands for a name in backticks. */
    private enum Shape {
        COUNT_NODES("MATCH (n:%) WHERE id(n) STARTS WITH $prefix RETURN count(n) AS total", false),
        COUNT_EDGES("MATCH ()-[r:%]->() WHERE id(r) STARTS WITH $prefix RETURN count(r) AS total", false),
        COUNT_BETWEEN("MATCH (:%)-[r:%]->(:%) WHERE id(r) STARTS WITH $prefix RETURN count(r) AS total", false),
        READ_NODES(NODE + "RETURN n", false),
        READ_EDGES(EDGE + "RETURN r", false),
        EDGE_IDS(EDGE + "RETURN id(r) AS id", false),
        LINKS(NODE + "OPTIONAL MATCH (n)-[r]-() RETURN id(n) AS id, count(r) AS links", false),
        DELETE_NODES(NODE + "DELETE n", true),
        DELETE_EDGES(EDGE + "DELETE r", true),
        DROP_VALUE(NODE + "REMOVE n.%", true),
        DROP_EDGE_VALUE(EDGE + "REMOVE r.%", true),
        DROP_LABEL(NODE + "REMOVE n:%", true);

        private final Pattern pattern;
        private final boolean writes;

        Shape(String text, boolean writes) {
            List<String> parts = new ArrayList<>();
            for (String part : text.split("%", -1)) {
                parts.add(Pattern.quote(part));
            }
            this.pattern = Pattern.compile(String.join("`((?:[^`]++|``)++)`", parts));
            this.writes = writes;
        }
    }

    private final ElementStore store;
    private final Map<String, String> told = new HashMap<>();

    OpenCypherShapes(ElementStore store) {
        this.store = store;
    }

    /** Whether a statement changes the graph. */
    static boolean writes(String query) {
        for (Shape shape : Shape.values()) {
            if (shape.pattern.matcher(query).matches()) {
                return shape.writes;
            }
        }
        return false;
    }

    /** Answers a statement with these rows from now on. */
    void answer(String statement, String rows) {
        told.put(statement.strip(), "{\"results\":" + rows + "}");
    }

    JsonNode answer(String query, JsonNode parameters) throws Refusal {
        String rows = told.get(query.strip());
        if (rows != null) {
            return parameters(rows);
        }
        for (Shape shape : Shape.values()) {
            Matcher matcher = shape.pattern.matcher(query);
            if (matcher.matches()) {
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    names.add(matcher.group(i).replace("``", "`"));
                }
                ObjectNode answer = JSON.createObjectNode();
                run(shape, names, parameters, answer.putArray("results"));
                return answer;
            }
        }
        throw new Refusal(400, "MalformedQueryException", "Not one of the statements that are known here: " + query);
    }

    private void run(Shape shape, List<String> names, JsonNode parameters, ArrayNode results) throws Refusal {
        String prefix = parameters.path("prefix").asText();
        switch (shape) {
            case COUNT_NODES -> results.addObject().put("total", countNodes(names.get(0), prefix));
            case COUNT_EDGES -> results.addObject().put("total", countEdges(names.get(0), prefix, edge -> true));
            case COUNT_BETWEEN ->
                results.addObject()
                        .put(
                                "total",
                                countEdges(
                                        names.get(1),
                                        prefix,
                                        edge -> has(edge.from(), names.get(0)) && has(edge.to(), names.get(2))));
            default -> {
                for (JsonNode id : parameters.path("ids")) {
                    one(shape, names, id.asText(), results);
                }
            }
        }
    }

    private void one(Shape shape, List<String> names, String id, ArrayNode results) throws Refusal {
        NeptuneVertex vertex = store.vertices().get(id);
        NeptuneEdge edge = store.edges().get(id);
        switch (shape) {
            case READ_NODES, LINKS, DELETE_NODES, DROP_VALUE, DROP_LABEL -> {
                if (vertex != null) {
                    vertex(shape, names, vertex, results);
                }
            }
            default -> {
                if (edge != null) {
                    edge(shape, names, edge, results);
                }
            }
        }
    }

    private void vertex(Shape shape, List<String> names, NeptuneVertex vertex, ArrayNode results) throws Refusal {
        switch (shape) {
            case READ_NODES -> {
                ObjectNode node = results.addObject().putObject("n");
                node.put("~id", vertex.id()).put("~entityType", "node");
                vertex.labels().forEach(node.withArray("~labels")::add);
                ObjectNode properties = node.putObject("~properties");
                vertex.properties().forEach((name, values) -> properties.set(name, json(values.get(0))));
            }
            case LINKS -> results.addObject().put("id", vertex.id()).put("links", links(vertex.id()));
            case DELETE_NODES -> {
                if (links(vertex.id()) > 0) {
                    throw new Refusal(
                            400,
                            "ConstraintViolationException",
                            "Cannot delete node " + vertex.id() + ", because it still has relationships");
                }
                store.vertices().remove(vertex.id());
            }
            case DROP_VALUE -> vertex.properties().remove(names.get(0));
            default -> dropLabel(vertex.labels(), names.get(0));
        }
    }

    private static void dropLabel(Set<String> labels, String label) throws Refusal {
        if (labels.size() == 1 && labels.contains(label)) {
            throw new Refusal(400, "UnsupportedOperationException", "The last label cannot be removed");
        }
        labels.remove(label);
    }

    private void edge(Shape shape, List<String> names, NeptuneEdge edge, ArrayNode results) {
        switch (shape) {
            case READ_EDGES -> {
                ObjectNode relationship = results.addObject().putObject("r");
                relationship
                        .put("~id", edge.id())
                        .put("~entityType", "relationship")
                        .put("~start", edge.from())
                        .put("~end", edge.to())
                        .put("~type", edge.label());
                ObjectNode properties = relationship.putObject("~properties");
                edge.properties().forEach((name, value) -> properties.set(name, json(value)));
            }
            case EDGE_IDS -> results.addObject().put("id", edge.id());
            case DELETE_EDGES -> store.edges().remove(edge.id());
            default -> edge.properties().remove(names.get(0));
        }
    }

    private long links(String id) {
        return store.edges().values().stream()
                .filter(edge -> edge.from().equals(id) || edge.to().equals(id))
                .count();
    }

    private boolean has(String id, String label) {
        NeptuneVertex vertex = store.vertices().get(id);
        return vertex != null && vertex.labels().contains(label);
    }

    private long countNodes(String label, String prefix) {
        return store.vertices().values().stream()
                .filter(vertex -> vertex.labels().contains(label) && vertex.id().startsWith(prefix))
                .count();
    }

    private long countEdges(String label, String prefix, Predicate<NeptuneEdge> wanted) {
        return store.edges().values().stream()
                .filter(edge -> edge.label().equals(label) && edge.id().startsWith(prefix) && wanted.test(edge))
                .count();
    }

    private static JsonNode json(Object value) {
        return JSON.valueToTree(value instanceof Instant instant ? instant.toString() : value);
    }

    /** The parameters of a statement: a JSON object as a text, or nothing. */
    static JsonNode parameters(String text) throws Refusal {
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "BadRequestException", "parameters are no JSON: " + e.getOriginalMessage());
        }
    }
}
