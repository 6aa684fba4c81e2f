package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.runtime.engine.SqlLiterals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as literals of Trino's SQL, each of the type that its value has (trino.io, "Data types"). */
final class SqlValues {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private SqlValues() {}

    /** Any value that a cursor gives. */
    static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String text) {
            return SqlLiterals.literal(text);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean || value instanceof List) {
            return value instanceof List<?> list
                    ? list.stream().map(SqlValues::literal).collect(Collectors.joining(", ", "ARRAY[", "]"))
                    : value.toString();
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return time(value);
    }

    private static String number(Number number) {
        if (number instanceof Long) {
            return "BIGINT '" + number + "'";
        }
        if (number instanceof BigDecimal decimal) {
            return "DECIMAL '" + decimal.toPlainString() + "'";
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            String type = number instanceof Double ? "DOUBLE" : "REAL";
            if (Double.isNaN(value)) {
                return "CAST(nan() AS " + type + ")";
            }
            if (Double.isInfinite(value)) {
                return "CAST(" + (value < 0 ? "-" : "") + "infinity() AS " + type + ")";
            }
            return type + " '" + number + "'";
        }
        return number.toString();
    }

    private static String time(Object value) {
        if (value instanceof LocalDate) {
            return "DATE '" + value + "'";
        }
        if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + TIMESTAMP.format(time) + "'";
        }
        if (value instanceof OffsetDateTime time) {
            return "TIMESTAMP '" + TIMESTAMP.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + " UTC'";
        }
        if (value instanceof LocalTime time) {
            return "TIME '" + TIME.format(time) + "'";
        }
        throw new GraphcBugException(
                "no literal for a value of " + value.getClass().getName());
    }
}
