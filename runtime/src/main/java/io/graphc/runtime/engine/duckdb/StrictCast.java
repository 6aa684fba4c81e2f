package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.ValueForm;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.Optional;

/**
 * SQL expressions that turn a text of a file into a declared type, or into null where that would change the value. DuckDB's
 * own cast is too willing for data that must not change in silence: it rounds {@code 1.5} to an integer, drops the time of a
 * date, reads {@code 1_000} and {@code 0x10} as numbers. Blanks around a value that is not text are allowed.
 */
final class StrictCast {
    private StrictCast() {}

    /** The expression; null for a text that does not parse, and for null. */
    static String valueOrNull(String text, SqlType type) {
        Optional<Integer> length = ValueForm.length(type);
        if (length.isPresent()) {
            return shortEnough(text, length.get());
        }
        if (type instanceof SqlType.Varchar) {
            return text;
        }
        if (type == SqlTypes.VARBINARY) {
            return "encode(" + text + ")";
        }
        String name = DuckDbTypes.nameOf(type);
        Optional<String> pattern = ValueForm.pattern(type);
        if (pattern.isEmpty()) {
            return name.equals("VARCHAR") ? text : "TRY_CAST(" + text + " AS " + name + ")";
        }
        return "CASE WHEN regexp_full_match(trim(" + text + "), " + SqlLiterals.literal(pattern.get())
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
}
