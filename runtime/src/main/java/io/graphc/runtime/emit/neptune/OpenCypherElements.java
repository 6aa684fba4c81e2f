package io.graphc.runtime.emit.neptune;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.ElementQueries;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.load.neptune.NeptuneQueries;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Single elements in openCypher (Amazon Neptune user guide, "openCypher specification compliance": the id of an element is its
 * property {@code ~id}). It shows one value of a property that has several.
 */
final class OpenCypherElements implements ElementQueries {
    private static final String NODES = "UNWIND $ids AS id MATCH (n {`~id`: id}) ";
    private static final String RELATIONSHIPS = "UNWIND $ids AS id MATCH ()-[r {`~id`: id}]->() ";

    private final NeptuneQueries queries;
    private final Map<String, Integer> types = new LinkedHashMap<>();

    OpenCypherElements(NeptuneQueries queries) {
        this.queries = queries;
    }

    @Override
    public void of(List<NodePlan> nodes, List<RelationshipPlan> relationships) {
        relationships.forEach(type -> types.merge(type.name(), 1, Integer::sum));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public long count(ElementPlan element) {
        String work = "counting `" + element.name() + "`";
        String name = quoted(element.name());
        if (element instanceof NodePlan) {
            return queries.count(
                    work,
                    "MATCH (n:" + name + ") WHERE id(n) STARTS WITH $prefix RETURN count(n) AS total",
                    element.idPrefix());
        }
        RelationshipPlan type = (RelationshipPlan) element;
        // Looking at both ends of every relationship costs; it is only needed to tell pairs of one type apart.
        boolean alone = types.getOrDefault(type.name(), 0) <= 1;
        String start = alone ? "" : ":" + quoted(type.startLabel());
        String end = alone ? "" : ":" + quoted(type.endLabel());
        return queries.count(
                work,
                "MATCH (" + start + ")-[r:" + name + "]->(" + end
                        + ") WHERE id(r) STARTS WITH $prefix RETURN count(r) AS total",
                element.idPrefix());
    }

    @Override
    public boolean shows(PropertyPlan property) {
        return property.cardinality() == Cardinality.SINGLE;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        String statement = element instanceof NodePlan ? NODES + "RETURN n" : RELATIONSHIPS + "RETURN r";
        return queries.about("reading a sample of `" + element.name() + "`", statement, ids).stream()
                .map(row -> held(element, (Map<?, ?>) row.values().iterator().next()))
                .toList();
    }

    private static HeldElement held(ElementPlan element, Map<?, ?> row) {
        Map<?, ?> there = row.get("~properties") instanceof Map<?, ?> map ? map : Map.of();
        Map<String, Object> properties = new LinkedHashMap<>();
        for (PropertyPlan property : element.properties()) {
            Object value = there.get(property.name());
            if (value != null) {
                properties.put(property.name(), typed(property.type(), value));
            }
        }
        Set<String> labels = new LinkedHashSet<>();
        if (element instanceof NodePlan) {
            if (row.get("~labels") instanceof List<?> all) {
                all.forEach(label -> labels.add(String.valueOf(label)));
            }
        } else {
            labels.add(text(row, "~type"));
        }
        return new HeldElement(text(row, "~id"), labels, text(row, "~start"), text(row, "~end"), properties);
    }

    private static String text(Map<?, ?> row, String key) {
        return row.get(key) instanceof String text ? text : "";
    }

    /** JSON has one kind of number and none for times. */
    private static Object typed(PropertyType type, Object value) {
        return switch (type) {
            case FLOAT -> floating(value) instanceof Double number ? (Object) number.floatValue() : value;
            case DOUBLE -> floating(value);
            case BYTE, SHORT, INTEGER, LONG ->
                value instanceof BigDecimal number && number.precision() <= 19
                        ? (Object) number.longValueExact()
                        : value;
            case DATE, LOCALDATETIME, DATETIME -> instant(value);
            case STRING, BOOLEAN, TIME -> value;
        };
    }

    private static Object floating(Object value) {
        if (value instanceof BigDecimal number) {
            return number.doubleValue();
        }
        if (value instanceof Double) {
            return value;
        }
        return switch (value.toString()) {
            case "NaN", "Infinity", "-Infinity" -> Double.valueOf(value.toString());
            default -> value;
        };
    }

    private static Object instant(Object value) {
        String text = value.toString();
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    @Override
    public DeleteResult delete(ElementPlan element, List<String> ids) {
        String work = "deleting a batch of `" + element.name() + "`";
        return element instanceof NodePlan ? deleteNodes(work, ids) : deleteThere(work, ids);
    }

    private DeleteResult deleteThere(String work, List<String> ids) {
        List<String> there = ids(queries.about(work, RELATIONSHIPS + "RETURN id(r) AS id", ids));
        if (!there.isEmpty()) {
            deleteRelationships(work, there);
        }
        return new DeleteResult(ids.size(), there.size(), ids.size() - there.size(), List.of());
    }

    private DeleteResult deleteNodes(String work, List<String> ids) {
        List<Map<String, Object>> there =
                queries.about(work, NODES + "OPTIONAL MATCH (n)-[r]-() RETURN id(n) AS id, count(r) AS links", ids);
        List<String> free = new ArrayList<>();
        TreeSet<String> kept = new TreeSet<>();
        for (Map<String, Object> row : there) {
            boolean linked = row.get("links") instanceof Number links && links.longValue() > 0;
            (linked ? kept : free).add(String.valueOf(row.get("id")));
        }
        if (!free.isEmpty()) {
            // Without DETACH: a relationship that came meanwhile is nobody's to delete.
            queries.about(work, NODES + "DELETE n", free);
        }
        return new DeleteResult(ids.size(), free.size(), ids.size() - there.size(), List.copyOf(kept));
    }

    private static List<String> ids(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> String.valueOf(row.get("id"))).toList();
    }

    @Override
    public void deleteRelationships(String work, List<String> ids) {
        queries.about(work, RELATIONSHIPS + "DELETE r", ids);
    }

    @Override
    public void dropProperty(String work, boolean nodes, String name, List<String> ids) {
        queries.about(work, (nodes ? NODES + "REMOVE n." : RELATIONSHIPS + "REMOVE r.") + quoted(name), ids);
    }

    /** Takes a label away from a batch of nodes, which are left with another one. */
    void dropLabel(String work, String label, List<String> ids) {
        queries.about(work, NODES + "REMOVE n:" + quoted(label), ids);
    }
}
