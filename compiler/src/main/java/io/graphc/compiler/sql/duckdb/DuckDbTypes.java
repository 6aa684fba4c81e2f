package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's types for Trino's.
 *
 * <p>A type has no counterpart where DuckDB would lose part of a value: fractions of a second beyond the sixth digit, IP
 * addresses, sketches. Text of limited length becomes text, because every value was cut to its length when it was made.
 */
public final class DuckDbTypes {
    private static final int FINEST_PRECISION = 6;

    private DuckDbTypes() {}

    /** The type's name in DuckDB, or nothing where DuckDB cannot hold its values. */
    public static Optional<String> name(SqlType type) {
        if (type instanceof SqlType.Simple simple) {
            return Optional.ofNullable(simple(simple));
        }
        if (type instanceof SqlType.Decimal decimal) {
            return Optional.of("DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")");
        }
        if (type instanceof SqlType.Varchar || type instanceof SqlType.Char) {
            return Optional.of("VARCHAR");
        }
        if (type instanceof SqlType.Time time) {
            return time.withZone() || time.precision() > FINEST_PRECISION ? Optional.empty() : Optional.of("TIME");
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return timestamp(timestamp);
        }
        return nested(type);
    }

    private static Optional<String> timestamp(SqlType.Timestamp type) {
        if (type.precision() > FINEST_PRECISION) {
            return Optional.empty();
        }
        return Optional.of(type.withZone() ? "TIMESTAMPTZ" : "TIMESTAMP");
    }

    private static Optional<String> nested(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return name(array.element()).map(element -> element + "[]");
        }
        if (type instanceof SqlType.Map map) {
            return name(map.key()).flatMap(key -> name(map.value()).map(value -> "MAP(" + key + ", " + value + ")"));
        }
        if (type instanceof SqlType.Row row) {
            return struct(row);
        }
        return Optional.empty();
    }

    private static Optional<String> struct(SqlType.Row row) {
        boolean named = row.fields().stream().noneMatch(field -> field.name().isEmpty());
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            Optional<String> type = name(row.fields().get(i).type());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.add(named ? DuckDbText.identifier(row.fields().get(i).name()) + " " + type.get() : type.get());
        }
        return Optional.of((named ? "STRUCT(" : "TUPLE(") + String.join(", ", fields) + ")");
    }

    private static @Nullable String simple(SqlType.Simple type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case TINYINT -> "TINYINT";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case REAL -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case VARBINARY -> "BLOB";
            case JSON -> "JSON";
            case UUID -> "UUID";
            case INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH -> "INTERVAL";
            case UNKNOWN -> "INTEGER";
            case IPADDRESS, ANY -> null;
        };
    }
}
