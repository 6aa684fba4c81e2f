package io.graphc.cli;

import io.graphc.testkit.neptune.FakeNeptune;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * The elements that a database holds, by graphc's ids, each with all its labels or its type and ends, and all its
 * properties. What Neo4j and Neptune hold differently (the tables of types in {@code docs/reference/graph-mapping.md}) is made
 * one here and nowhere else: arrays are sets; whole numbers have 64 bits and others are doubles; days and times are instants, to
 * the second, those without a zone taken as UTC.
 */
final class HeldGraph {
    private HeldGraph() {}

    static Map<String, Map<String, Object>> of(FakeNeptune neptune) {
        Map<String, Map<String, Object>> elements = new TreeMap<>();
        neptune.vertices().forEach((id, vertex) -> {
            elements.put(id, element(vertex.properties()));
            elements.get(id).put("~labels", Set.copyOf(vertex.labels()));
        });
        neptune.edges()
                .forEach((id, edge) ->
                        elements.put(id, relationship(edge.label(), edge.from(), edge.to(), edge.properties())));
        return elements;
    }

    static Map<String, Map<String, Object>> of(Neo4jDatabase database) {
        Map<String, Map<String, Object>> elements = new TreeMap<>();
        for (Record node : database.query("MATCH (n) RETURN n._id AS id, labels(n) AS labels, properties(n) AS held")) {
            Map<String, Object> element = element(held(node));
            element.put("~labels", Set.copyOf(node.get("labels").asList(Value::asString)));
            elements.put(node.get("id").asString(), element);
        }
        for (Record found : database.query("MATCH (a)-[r]->(b) RETURN r._id AS id, type(r) AS type, a._id AS from,"
                + " b._id AS to, properties(r) AS held")) {
            elements.put(
                    found.get("id").asString(),
                    relationship(
                            found.get("type").asString(),
                            found.get("from").asString(),
                            found.get("to").asString(),
                            held(found)));
        }
        return elements;
    }

    private static Map<String, Object> held(Record row) {
        Map<String, Object> properties = new TreeMap<>(row.get("held").asMap());
        properties.remove("_id");
        return properties;
    }

    private static Map<String, Object> relationship(
            String type, String from, String to, Map<String, Object> properties) {
        Map<String, Object> element = element(properties);
        element.put("~type", type);
        element.put("~from", from);
        element.put("~to", to);
        return element;
    }

    private static Map<String, Object> element(Map<String, ?> properties) {
        Map<String, Object> element = new TreeMap<>();
        properties.forEach((name, value) -> element.put(name, values(value)));
        return element;
    }

    private static Set<Object> values(Object value) {
        Collection<?> all = value instanceof Collection<?> several ? several : List.of(value);
        return all.stream().map(HeldGraph::normal).collect(Collectors.toSet());
    }

    private static Object normal(Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        Object instant = value;
        if (value instanceof LocalDate day) {
            instant = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        } else if (value instanceof LocalDateTime time) {
            instant = time.toInstant(ZoneOffset.UTC);
        } else if (value instanceof OffsetDateTime time) {
            instant = time.toInstant();
        } else if (value instanceof ZonedDateTime time) {
            instant = time.toInstant();
        }
        return instant instanceof Instant time ? time.truncatedTo(ChronoUnit.SECONDS) : value;
    }
}
