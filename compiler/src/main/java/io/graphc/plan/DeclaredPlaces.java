package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a source or seed and its columns are declared.
 *
 * @param relation the name under which it is declared
 * @param columns by the column's name as it is written: its type, or its name where it has no type
 */
public record DeclaredPlaces(Optional<WrittenPlace> relation, Map<String, WrittenPlace> columns) {
    public static final DeclaredPlaces NONE = new DeclaredPlaces(Optional.empty(), Map.of());

    public DeclaredPlaces {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** The place of a column, letter case ignored. */
    public Optional<WrittenPlace> column(String name) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
