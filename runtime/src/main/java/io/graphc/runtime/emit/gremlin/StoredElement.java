package io.graphc.runtime.emit.gremlin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;

/**
 * An element as the server holds it.
 *
 * @param labels for a vertex all its labels, which Neptune shows with {@code ::} between them
 * @param start the start node's id, empty for a node
 * @param end the end node's id, empty for a node
 * @param properties the values by name
 */
record StoredElement(
        String id, Set<String> labels, String start, String end, Map<String, Collection<Object>> properties) {
    /** What Neptune writes between the labels of a vertex (user guide, "Gremlin standards compliance"). */
    static final String LABEL_SEPARATOR = "::";

    StoredElement {
        labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** From the map that {@code valueMap} with tokens gives for a vertex and {@code elementMap} for an edge. */
    static StoredElement of(Map<?, ?> map) {
        Map<String, Collection<Object>> properties = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key instanceof String name) {
                properties.put(name, value instanceof Collection<?> values ? List.copyOf(values) : List.of(value));
            }
        });
        String label = String.valueOf(map.get(T.label));
        return new StoredElement(
                String.valueOf(map.get(T.id)),
                new LinkedHashSet<>(Arrays.asList(label.split(LABEL_SEPARATOR, -1))),
                end(map, Direction.OUT),
                end(map, Direction.IN),
                properties);
    }

    private static String end(Map<?, ?> map, Direction direction) {
        return map.get(direction) instanceof Map<?, ?> vertex ? String.valueOf(vertex.get(T.id)) : "";
    }

    /** Whether it has exactly this one value. */
    boolean holds(String property, Object value) {
        Collection<Object> stored = properties.get(property);
        return stored != null && stored.size() == 1 && same(stored.iterator().next(), value);
    }

    /** Whether it has exactly these values. */
    boolean holds(String property, Collection<Object> values) {
        Collection<Object> stored = properties.get(property);
        return stored != null
                && stored.size() == values.size()
                && values.stream().allMatch(value -> stored.stream().anyMatch(one -> same(one, value)));
    }

    boolean has(String property) {
        return properties.containsKey(property);
    }

    /** Servers may give whole numbers back wider than they got them. */
    private static boolean same(Object stored, Object value) {
        if (isWhole(stored) && isWhole(value)) {
            return ((Number) stored).longValue() == ((Number) value).longValue();
        }
        return Objects.equals(stored, value);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }
}
