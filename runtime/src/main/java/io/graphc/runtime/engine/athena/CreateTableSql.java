package io.graphc.runtime.engine.athena;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code CREATE TABLE AS} in Athena's words (Athena user guide, "CREATE TABLE AS"). */
final class CreateTableSql {
    private static final int HIVE_DIGITS = 3;
    private static final int ICEBERG_DIGITS = 6;

    private CreateTableSql() {}

    /**
     * The statement; its first line is all that stands before the query.
     *
     * @param folder where the files go; empty where Athena decides
     */
    static String of(RelationName table, TableSettings settings, Optional<String> folder, String query) {
        List<String> properties = new ArrayList<>();
        if (settings.isIceberg()) {
            properties.add("table_type='ICEBERG'");
            properties.add("is_external=false");
        }
        properties.add("format='" + settings.format().orElse("parquet").toUpperCase(Locale.ROOT) + "'");
        folder.ifPresent(
                place -> properties.add((settings.isIceberg() ? "location=" : "external_location=") + text(place)));
        list(settings.isIceberg() ? "partitioning" : "partitioned_by", settings.partitionedBy(), properties);
        list("bucketed_by", settings.files().bucketedBy(), properties);
        if (settings.files().bucketCount() > 0) {
            properties.add("bucket_count=" + settings.files().bucketCount());
        }
        settings.files().compression().ifPresent(word -> properties.add("write_compression=" + text(word)));
        settings.files().fieldDelimiter().ifPresent(word -> properties.add("field_delimiter=" + text(word)));
        settings.properties().forEach((name, value) -> properties.add(name + "=" + value));
        return "CREATE TABLE " + table.quoted() + " WITH (" + String.join(", ", properties) + ") AS\n" + query;
    }

    private static void list(String name, List<String> values, List<String> properties) {
        if (!values.isEmpty()) {
            properties.add(name + "="
                    + values.stream()
                            .map(value -> text(value.contains("(") ? value : value.toLowerCase(Locale.ROOT)))
                            .collect(Collectors.joining(", ", "ARRAY[", "]")));
        }
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /**
     * The query with its timestamps at the precision that the table takes: milliseconds in Hive, microseconds in Iceberg
     * (Athena user guide, "Supported data types for Iceberg tables in Athena"). A query without timestamps stays as it is.
     */
    static String stored(String query, List<Column> columns, boolean iceberg) {
        if (columns.stream().noneMatch(column -> isCast(column.type(), iceberg))) {
            return query;
        }
        return columns.stream()
                        .map(column -> {
                            String name = RelationName.quote(column.name());
                            return isCast(column.type(), iceberg)
                                    ? "CAST(" + name + " AS " + type(column.type(), iceberg) + ") AS " + name
                                    : name;
                        })
                        .collect(Collectors.joining(", ", "SELECT ", " FROM (\n"))
                + query
                + "\n)";
    }

    /** Hive has no timestamps with a zone at all, which Athena says itself. */
    private static boolean isCast(SqlType type, boolean iceberg) {
        return type instanceof SqlType.Timestamp timestamp && (iceberg || !timestamp.withZone());
    }

    private static SqlType type(SqlType type, boolean iceberg) {
        boolean zone = type instanceof SqlType.Timestamp timestamp && timestamp.withZone();
        return new SqlType.Timestamp(iceberg ? ICEBERG_DIGITS : HIVE_DIGITS, zone);
    }
}
