package io.graphc.runtime.engine.trino;

import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The properties of a table in the words of its connector (trino.io, "Hive connector", "Iceberg connector").
 *
 * @param connector its name, as {@code hive}
 */
record TableProperties(String connector) {
    /** The clause of {@code CREATE TABLE}, with a blank before it; empty for none. */
    String of(TableSettings settings) {
        List<String> properties = new ArrayList<>();
        settings.format()
                .ifPresent(
                        format -> properties.add("format = " + SqlLiterals.literal(format.toUpperCase(Locale.ROOT))));
        if (!settings.partitionedBy().isEmpty()) {
            properties.add((connector.equals("iceberg") ? "partitioning" : "partitioned_by") + " = "
                    + array(settings.partitionedBy()));
        }
        if (settings.files().bucketCount() > 0) {
            properties.add("bucketed_by = " + array(settings.files().bucketedBy()));
            properties.add("bucket_count = " + settings.files().bucketCount());
        }
        settings.properties().forEach((name, value) -> properties.add(name + " = " + value));
        return properties.isEmpty() ? "" : " WITH (" + String.join(", ", properties) + ")";
    }

    private static String array(List<String> texts) {
        return texts.stream().map(SqlLiterals::literal).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
