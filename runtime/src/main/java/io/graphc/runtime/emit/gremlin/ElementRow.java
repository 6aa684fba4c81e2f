package io.graphc.runtime.emit.gremlin;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row as the server is to hold it.
 *
 * @param start the start node's id, empty for a node
 * @param end the end node's id, empty for a node
 * @param single one value each, by property
 * @param several distinct values each, by property; never empty
 * @param absent the properties without a value
 * @param bytes about how many bytes it takes on its way
 */
record ElementRow(
        String id,
        String start,
        String end,
        Map<String, Object> single,
        Map<String, Collection<Object>> several,
        List<String> absent,
        int bytes) {
    ElementRow {
        single = Collections.unmodifiableMap(new LinkedHashMap<>(single));
        several = Collections.unmodifiableMap(new LinkedHashMap<>(several));
        absent = List.copyOf(absent);
    }

    /** What Amazon counts in a request: labels and property values. */
    int records() {
        return 1
                + single.size()
                + several.values().stream().mapToInt(Collection::size).sum();
    }
}
