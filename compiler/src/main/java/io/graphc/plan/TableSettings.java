package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the table of a model is stored, where the engine leaves a choice.
 *
 * @param tableType {@code hive} or {@code iceberg}; the engine's own choice where it is absent
 * @param format the format of its files in lower case, for example {@code parquet}; the engine's own choice where it is
 *     absent
 * @param partitionedBy the columns, or for Iceberg the transforms of columns, that part the table, in order
 * @param properties further properties of the table by name, as SQL expressions
 */
public record TableSettings(
        Optional<String> tableType,
        Optional<String> format,
        List<String> partitionedBy,
        Map<String, String> properties) {
    /** Everything as the engine chooses. */
    public static final TableSettings NONE = new TableSettings(Optional.empty(), Optional.empty(), List.of(), Map.of());

    public TableSettings {
        partitionedBy = List.copyOf(partitionedBy);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
