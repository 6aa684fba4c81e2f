package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trino's types as DuckDB's. Text lengths are not kept, because DuckDB ignores them; timestamps of up to six digits of a
 * second are DuckDB's microseconds, finer ones its nanoseconds.
 */
final class DuckDbTypes {
    private static final Map<SqlType, String> SIMPLE = Map.ofEntries(
            Map.entry(SqlTypes.BOOLEAN, "BOOLEAN"),
            Map.entry(SqlTypes.TINYINT, "TINYINT"),
            Map.entry(SqlTypes.SMALLINT, "SMALLINT"),
            Map.entry(SqlTypes.INTEGER, "INTEGER"),
            Map.entry(SqlTypes.BIGINT, "BIGINT"),
            Map.entry(SqlTypes.REAL, "FLOAT"),
            Map.entry(SqlTypes.DOUBLE, "DOUBLE"),
            Map.entry(SqlTypes.DATE, "DATE"),
            Map.entry(SqlTypes.VARBINARY, "BLOB"),
            Map.entry(SqlTypes.JSON, "JSON"),
            Map.entry(SqlTypes.UUID, "UUID"),
            Map.entry(SqlType.Simple.INTERVAL_DAY_TO_SECOND, "INTERVAL"),
            Map.entry(SqlType.Simple.INTERVAL_YEAR_TO_MONTH, "INTERVAL"));

    private DuckDbTypes() {}

    /** DuckDB's name for a type; text for a type that it does not have. */
    static String nameOf(SqlType type) {
        if (type instanceof SqlType.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof SqlType.Time time) {
            return time.withZone() ? "TIME WITH TIME ZONE" : "TIME";
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            if (timestamp.withZone()) {
                return "TIMESTAMP WITH TIME ZONE";
            }
            return timestamp.precision() > 6 ? "TIMESTAMP_NS" : "TIMESTAMP";
        }
        if (type instanceof SqlType.Array array) {
            return nameOf(array.element()) + "[]";
        }
        if (type instanceof SqlType.Map map) {
            return "MAP(" + nameOf(map.key()) + ", " + nameOf(map.value()) + ")";
        }
        if (type instanceof SqlType.Row row) {
            return row.fields().stream()
                    .map(field -> RelationName.quote(field.name()) + " " + nameOf(field.type()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        return SIMPLE.getOrDefault(type, "VARCHAR");
    }
}
