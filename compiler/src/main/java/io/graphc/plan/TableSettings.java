package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the table of a model is stored, where the engine leaves a choice.
 *
 * @param tableType {@code hive} or {@code iceberg}; the engine's own choice where it is absent
 * @param format the format of its files in lower case, for example {@code parquet}; the engine's own choice where it is
 *     absent
 * @param partitionedBy the columns, or for Iceberg the transforms of columns, that part the table, in order
 * @param properties further properties of the table by name, as SQL expressions
 * @param files how its files are written, and where
 * @param batched whether the rows are always written in batches of partitions
 * @param maxBytesScanned how many bytes the statements of one run may read for it, for engines that are paid by them
 */
public record TableSettings(
        Optional<String> tableType,
        Optional<String> format,
        List<String> partitionedBy,
        Map<String, String> properties,
        TableFiles files,
        boolean batched,
        OptionalLong maxBytesScanned) {
    /** Everything as the engine chooses. */
    public static final TableSettings NONE = new TableSettings(Optional.empty(), Optional.empty(), List.of(), Map.of());

    public TableSettings {
        partitionedBy = List.copyOf(partitionedBy);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Made without a word on files and limits. */
    public TableSettings(
            Optional<String> tableType,
            Optional<String> format,
            List<String> partitionedBy,
            Map<String, String> properties) {
        this(tableType, format, partitionedBy, properties, TableFiles.NONE, false, OptionalLong.empty());
    }

    /** The same with another table type. */
    public TableSettings ofType(String type) {
        return new TableSettings(Optional.of(type), format, partitionedBy, properties, files, batched, maxBytesScanned);
    }

    /**
     * The same for a table of intermediate rows: of the same type and in the same place, so that it holds every value that the
     * table does, but in one piece.
     */
    public TableSettings undivided() {
        TableFiles plain = new TableFiles(
                Optional.empty(), Optional.empty(), List.of(), 0, files.location(), files.folder(), files.naming());
        return new TableSettings(tableType, Optional.empty(), List.of(), Map.of(), plain, false, OptionalLong.empty());
    }

    public boolean isIceberg() {
        return tableType.filter("iceberg"::equals).isPresent();
    }
}
