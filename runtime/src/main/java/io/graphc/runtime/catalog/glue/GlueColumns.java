package io.graphc.runtime.catalog.glue;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.runtime.catalog.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * The columns of a table of Glue as queries see them: partition keys come last, columns that an Iceberg table had once do
 * not come, and of a view those of its definition (AWS Glue, Web API reference, "Table"; Apache Iceberg, "AWS Integrations").
 */
final class GlueColumns {
    /** Trino's own word for a type that Hive's spelling cannot tell. */
    private static final String TRINO_TYPE = "trino_type_id";

    private static final String CURRENT = "iceberg.field.current";

    private GlueColumns() {}

    static boolean isIceberg(Table table) {
        return table.hasParameters()
                && table.parameters().getOrDefault("table_type", "").equalsIgnoreCase("ICEBERG");
    }

    static boolean isView(Table table) {
        return "VIRTUAL_VIEW".equals(table.tableType());
    }

    static List<CatalogColumn> of(Table table) {
        if (isView(table) && table.viewOriginalText() != null) {
            Optional<List<CatalogColumn>> defined = ViewColumns.of(table.viewOriginalText());
            if (defined.isPresent()) {
                return defined.get();
            }
        }
        int digits = isIceberg(table) ? HiveType.MICROSECONDS : HiveType.MILLISECONDS;
        StorageDescriptor storage = table.storageDescriptor();
        List<Column> written = new ArrayList<>(storage == null ? List.of() : storage.columns());
        if (table.hasPartitionKeys()) {
            written.addAll(table.partitionKeys());
        }
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<CatalogColumn> columns = new ArrayList<>();
        for (Column column : written) {
            if (isCurrent(column) && seen.add(column.name())) {
                columns.add(column(column, digits));
            }
        }
        return columns;
    }

    private static boolean isCurrent(Column column) {
        return !parameters(column).getOrDefault(CURRENT, "true").equalsIgnoreCase("false");
    }

    private static Map<String, String> parameters(Column column) {
        return column.hasParameters() ? column.parameters() : Map.of();
    }

    private static CatalogColumn column(Column column, int digits) {
        Optional<String> comment = Optional.ofNullable(column.comment()).filter(text -> !text.isBlank());
        Optional<SqlType> exact =
                Optional.ofNullable(parameters(column).get(TRINO_TYPE)).flatMap(SqlTypeParser::parse);
        if (exact.isPresent()) {
            return new CatalogColumn(column.name(), exact.get(), comment, Optional.empty());
        }
        HiveType read = HiveType.read(Optional.ofNullable(column.type()).orElse(""), digits);
        return new CatalogColumn(column.name(), read.type(), comment, read.problem());
    }
}
