package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the type names that DuckDB gives to columns into Trino's types. Unsigned integers become the next wider
 * signed type, {@code HUGEINT} becomes {@code decimal(38,0)}, enumerations become text.
 */
final class DuckDbTypeText {
    private static final Map<String, SqlType> SIMPLE = Map.ofEntries(
            Map.entry("BOOLEAN", SqlTypes.BOOLEAN),
            Map.entry("TINYINT", SqlTypes.TINYINT),
            Map.entry("UTINYINT", SqlTypes.SMALLINT),
            Map.entry("SMALLINT", SqlTypes.SMALLINT),
            Map.entry("USMALLINT", SqlTypes.INTEGER),
            Map.entry("INTEGER", SqlTypes.INTEGER),
            Map.entry("UINTEGER", SqlTypes.BIGINT),
            Map.entry("BIGINT", SqlTypes.BIGINT),
            Map.entry("UBIGINT", new SqlType.Decimal(20, 0)),
            Map.entry("HUGEINT", new SqlType.Decimal(38, 0)),
            Map.entry("UHUGEINT", new SqlType.Decimal(38, 0)),
            Map.entry("FLOAT", SqlTypes.REAL),
            Map.entry("DOUBLE", SqlTypes.DOUBLE),
            Map.entry("VARCHAR", SqlTypes.VARCHAR),
            Map.entry("BIT", SqlTypes.VARCHAR),
            // A prepared statement leaves out the values, which DESCRIBE lists.
            Map.entry("ENUM", SqlTypes.VARCHAR),
            Map.entry("BLOB", SqlTypes.VARBINARY),
            Map.entry("DATE", SqlTypes.DATE),
            Map.entry("TIME", new SqlType.Time(6, false)),
            Map.entry("TIME_NS", new SqlType.Time(9, false)),
            Map.entry("TIME WITH TIME ZONE", new SqlType.Time(6, true)),
            Map.entry("TIMESTAMP", SqlTypes.timestamp(6)),
            Map.entry("TIMESTAMP_S", SqlTypes.timestamp(0)),
            Map.entry("TIMESTAMP_MS", SqlTypes.timestamp(3)),
            Map.entry("TIMESTAMP_NS", SqlTypes.timestamp(9)),
            Map.entry("TIMESTAMP WITH TIME ZONE", new SqlType.Timestamp(6, true)),
            Map.entry("INTERVAL", SqlType.Simple.INTERVAL_DAY_TO_SECOND),
            Map.entry("UUID", SqlTypes.UUID),
            Map.entry("JSON", SqlTypes.JSON),
            Map.entry("\"NULL\"", SqlTypes.UNKNOWN),
            Map.entry("NULL", SqlTypes.UNKNOWN));

    private DuckDbTypeText() {}

    static SqlType parse(String written) {
        String text = written.strip();
        if (text.endsWith("]")) {
            return new SqlType.Array(parse(text.substring(0, text.lastIndexOf('['))));
        }
        int open = text.indexOf('(');
        if (open < 0) {
            return SIMPLE.getOrDefault(text.toUpperCase(Locale.ROOT), new SqlType.Named(text));
        }
        List<String> parts = split(text.substring(open + 1, text.lastIndexOf(')')));
        return switch (text.substring(0, open).strip().toUpperCase(Locale.ROOT)) {
            case "DECIMAL" -> new SqlType.Decimal(number(parts.get(0)), number(parts.get(1)));
            case "MAP" -> new SqlType.Map(parse(parts.get(0)), parse(parts.get(1)));
            case "STRUCT" ->
                new SqlType.Row(parts.stream().map(DuckDbTypeText::field).toList());
            case "ENUM" -> SqlTypes.VARCHAR;
            default -> new SqlType.Named(text);
        };
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip());
    }

    private static SqlType.Field field(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("\"")) {
            int end = 1;
            while (stripped.charAt(end) != '"' || stripped.startsWith("\"\"", end)) {
                end += stripped.startsWith("\"\"", end) ? 2 : 1;
            }
            return new SqlType.Field(
                    stripped.substring(1, end).replace("\"\"", "\""), parse(stripped.substring(end + 1)));
        }
        int blank = stripped.indexOf(' ');
        return new SqlType.Field(stripped.substring(0, blank), parse(stripped.substring(blank + 1)));
    }

    /** Splits at commas that stand outside of brackets and quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == '(') {
                depth++;
            } else if (character == ')') {
                depth--;
            } else if (character == ',' && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
