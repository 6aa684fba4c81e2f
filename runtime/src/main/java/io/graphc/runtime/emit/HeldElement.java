package io.graphc.runtime.emit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An element as a graph target holds it.
 *
 * @param labels a node's labels, or a relationship's type
 * @param from the id of the start node, empty for a node
 * @param to the id of the end node, empty for a node
 * @param properties values by name: {@code String}, {@code Boolean}, numbers, {@code LocalDate}, {@code LocalTime}, {@code
 *     LocalDateTime}, {@code OffsetDateTime}, {@code Instant} where the target tells days and times not apart, and lists of
 *     these
 */
public record HeldElement(String id, Set<String> labels, String from, String to, Map<String, Object> properties) {
    public HeldElement {
        labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
