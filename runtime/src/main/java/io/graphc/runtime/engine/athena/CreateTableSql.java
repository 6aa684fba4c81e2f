package io.graphc.runtime.engine.athena;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.SqlLiterals;
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
        folder.ifPresent(place -> properties.add(
                (settings.isIceberg() ? "location=" : "external_location=") + SqlLiterals.literal(place)));
        list(settings.isIceberg() ? "partitioning" : "partitioned_by", settings.partitionedBy(), properties);
        list("bucketed_by", settings.files().bucketedBy(), properties);
        if (settings.files().bucketCount() > 0) {
            properties.add("bucket_count=" + settings.files().bucketCount());
        }
        settings.files()
                .compression()
                .ifPresent(word -> properties.add("write_compression=" + SqlLiterals.literal(word)));
        settings.files()
                .fieldDelimiter()
                .ifPresent(word -> properties.add("field_delimiter=" + SqlLiterals.literal(word)));
        settings.properties().forEach((name, value) -> properties.add(name + "=" + value));
        return "CREATE TABLE " + table.quoted() + " WITH (" + String.join(", ", properties) + ") AS\n" + query;
    }

    private static void list(String name, List<String> values, List<String> properties) {
        if (!values.isEmpty()) {
            properties.add(name + "="
                    + values.stream()
                            .map(value ->
                                    SqlLiterals.literal(value.contains("(") ? value : value.toLowerCase(Locale.ROOT)))
                            .collect(Collectors.joining(", ", "ARRAY[", "]")));
        }
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
                                    ? cast(name, column.type(), iceberg) + " AS " + name
                                    : name;
                        })
                        .collect(Collectors.joining(", ", "SELECT ", " FROM (\n"))
                + query
                + "\n)";
    }

    /**
     * A cast rounds, and the last moment of a day would come to be in the next one; so what Hive does not hold is cut off
     * first, also where the column was declared with fewer digits than it has.
     */
    private static String cast(String name, SqlType type, boolean iceberg) {
        String value = iceberg ? name : "date_trunc('millisecond', " + name + ")";
        return "CAST(" + value + " AS " + type(type, iceberg) + ")";
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
