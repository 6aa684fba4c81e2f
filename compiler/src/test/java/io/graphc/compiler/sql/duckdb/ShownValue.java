package io.graphc.compiler.sql.duckdb;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Values of DuckDB's driver spelt as the recorded ones: text in quotes, maps sorted, instants in UTC. */
final class ShownValue {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F]");

    private ShownValue() {}

    static String of(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String || value instanceof JsonNode) {
            return quoted(value.toString());
        }
        if (value instanceof Array array) {
            StringJoiner items = new StringJoiner(", ", "[", "]");
            for (Object item : (Object[]) array.getArray()) {
                items.add(of(item));
            }
            return items.toString();
        }
        if (value instanceof Struct struct) {
            StringJoiner fields = new StringJoiner(", ", "(", ")");
            for (Object field : struct.getAttributes()) {
                fields.add(of(field));
            }
            return fields.toString();
        }
        if (value instanceof Map<?, ?> map) {
            TreeSet<String> entries = new TreeSet<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.add(of(entry.getKey()) + ": " + of(entry.getValue()));
            }
            return "{" + String.join(", ", entries) + "}";
        }
        return scalar(value);
    }

    private static String scalar(Object value) throws SQLException {
        if (value instanceof Blob blob) {
            byte[] bytes = blob.getBytes(1, (int) blob.length());
            return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Timestamp timestamp) {
            return clock(timestamp.toLocalDateTime());
        }
        if (value instanceof LocalDateTime timestamp) {
            return clock(timestamp);
        }
        if (value instanceof OffsetDateTime timestamp) {
            return clock(timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
        }
        if (value instanceof LocalTime time) {
            return clock(time);
        }
        return String.valueOf(value);
    }

    private static String clock(LocalDateTime value) {
        return value.toLocalDate() + " " + clock(value.toLocalTime());
    }

    private static String clock(LocalTime value) {
        String fraction = String.format(Locale.ROOT, ".%09d", value.getNano());
        String seconds =
                String.format(Locale.ROOT, "%02d:%02d:%02d", value.getHour(), value.getMinute(), value.getSecond());
        return normalized(seconds + fraction);
    }

    /** Fractions of a second without the zeros at their end; minus zero is zero. */
    static String normalized(String shown) {
        return shown.replaceAll("(\\d\\d:\\d\\d:\\d\\d)\\.0+(?=[^0-9]|$)", "$1")
                .replaceAll("(\\d\\d:\\d\\d:\\d\\d\\.\\d*?[1-9])0+(?=[^0-9]|$)", "$1")
                .replaceAll("(?<![0-9])-0\\.0(?=[^0-9]|$)", "0.0");
    }

    private static String quoted(String text) {
        return "'" + escaped(text).replace("'", "''") + "'";
    }

    /** With pictures of what is not printed. */
    static String escaped(String text) {
        String known = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        return CONTROL.matcher(known)
                .replaceAll(match -> String.format(
                        Locale.ROOT, "\\\\x%02X", (int) match.group().charAt(0)));
    }
}
