package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Descriptions that are kept on the engine.
 *
 * @param relation of the relation; empty where it is not kept
 * @param columns by the names of their columns, in order; none where they are not kept
 */
public record PersistedDocs(Optional<String> relation, Map<String, String> columns) {
    public static final PersistedDocs NONE = new PersistedDocs(Optional.empty(), Map.of());

    public PersistedDocs {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    public boolean isEmpty() {
        return relation.isEmpty() && columns.isEmpty();
    }
}
