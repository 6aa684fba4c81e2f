package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/**
 * SQL expressions that turn a text of a file into a declared type, or into null where that would change the value. DuckDB's
 * own cast is too willing for data that must not change in silence: it rounds {@code 1.5} to an integer, drops the time of a
 * date, reads {@code 1_000} and {@code 0x10} as numbers. Blanks around a value that is not text are allowed.
 */
final class StrictCast {
    private static final String INTEGER = "[+-]?[0-9]+";
    private static final String FLOATING =
            "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf(inity)?)";
    private static final String BOOLEAN = "(?i:true|false|t|f|1|0)";
    private static final String DATE = "[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}";
    // Behind the sixth digit DuckDB keeps nothing, so only noughts may stand there.
    private static final String CLOCK = "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6}0*)?)?";
    private static final String ZONE = "( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?";

    private StrictCast() {}

    /** The expression; null for a text that does not parse, and for null. */
    static String valueOrNull(String text, SqlType type) {
        if (type instanceof SqlType.Varchar varchar) {
            return varchar.length().isPresent()
                    ? shortEnough(text, varchar.length().getAsInt())
                    : text;
        }
        if (type instanceof SqlType.Char character) {
            return shortEnough(text, character.length());
        }
        if (type == SqlTypes.VARBINARY) {
            return "encode(" + text + ")";
        }
        String name = DuckDbTypes.nameOf(type);
        String pattern = pattern(type);
        if (pattern.isEmpty()) {
            return name.equals("VARCHAR") ? text : "TRY_CAST(" + text + " AS " + name + ")";
        }
        return "CASE WHEN regexp_full_match(trim(" + text + "), " + DuckDbDatabase.literal(pattern)
                + ") THEN TRY_CAST(trim(" + text + ") AS " + name + ") END";
    }

    /** The value, or an error that ends the query. */
    static String valueOrError(String text, SqlType type) {
        String value = valueOrNull(text, type);
        if (value.equals(text)) {
            return text;
        }
        return "COALESCE(" + value + ", CASE WHEN " + text
                + " IS NOT NULL THEN CAST(error('a value does not parse') AS " + DuckDbTypes.nameOf(type) + ") END)";
    }

    /** True for a text that is there and does not parse. */
    static String isBad(String text, SqlType type) {
        String value = valueOrNull(text, type);
        return value.equals(text) ? "false" : "(" + text + " IS NOT NULL AND (" + value + ") IS NULL)";
    }

    private static String shortEnough(String text, int length) {
        return "CASE WHEN length(" + text + ") <= " + length + " THEN " + text + " END";
    }

    private static String pattern(SqlType type) {
        if (SqlTypes.isInteger(type)) {
            return INTEGER;
        }
        if (type == SqlTypes.REAL || type == SqlTypes.DOUBLE) {
            return FLOATING;
        }
        if (type == SqlTypes.BOOLEAN) {
            return BOOLEAN;
        }
        if (type == SqlTypes.DATE) {
            return DATE;
        }
        if (type instanceof SqlType.Decimal decimal) {
            // A lone point is kept out by the cast.
            return "[+-]?[0-9]*([.][0-9]{0," + decimal.scale() + "}0*)?";
        }
        if (type instanceof SqlType.Time time) {
            return CLOCK + (time.withZone() ? ZONE : "");
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return DATE + "([ T]" + CLOCK + ")?" + (timestamp.withZone() ? ZONE : "");
        }
        return "";
    }
}
