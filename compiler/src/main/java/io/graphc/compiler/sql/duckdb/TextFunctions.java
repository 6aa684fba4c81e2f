package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/** Rewrites of the string functions. */
final class TextFunctions {
    /**
     * What Trino trims: Java's whitespace, which leaves the no-break spaces alone. DuckDB trims the blank only unless told.
     */
    private static final String WHITESPACE =
            "e' \\t\\n\\x0B\\f\\r\\x1C\\x1D\\x1E\\x1F\\xE1\\x9A\\x80\\xE2\\x80\\x80\\xE2\\x80\\x81"
                    + "\\xE2\\x80\\x82\\xE2\\x80\\x83\\xE2\\x80\\x84\\xE2\\x80\\x85\\xE2\\x80\\x86\\xE2\\x80\\x88\\xE2\\x80\\x89\\xE2\\x80\\x8A"
                    + "\\xE2\\x80\\xA8\\xE2\\x80\\xA9\\xE2\\x81\\x9F\\xE3\\x80\\x80'";

    private TextFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.same("starts_with", "translate", "concat_ws", "chr")
                .tolerant("lower", "letters that Unicode knows since version 14 change", TextFunctions::sameName)
                .tolerant(
                        "upper",
                        "the capital `ẞ` becomes `ß`; letters that Unicode knows since version 14 change",
                        TextFunctions::upper)
                .exact("length", TextFunctions::length)
                .renamed("codepoint", "unicode")
                .exact("concat", TextFunctions::concat)
                .tolerant("reverse", "combining marks stay behind their letter", TextFunctions::reverse)
                .exact("trim", TextFunctions::trim)
                .exact("ltrim", TextFunctions::trim)
                .exact("rtrim", TextFunctions::trim)
                .exact("lpad", TextFunctions::pad)
                .exact("rpad", TextFunctions::pad)
                .exact("strpos", TextFunctions::position)
                .exact("replace", TextFunctions::replace)
                .exact("split", TextFunctions::split)
                .exact("split_part", TextFunctions::splitPart)
                .exact("substr", TextFunctions::substring)
                .exact("substring", TextFunctions::substring)
                .exact("normalize", TextFunctions::normalize);
    }

    private static String sameName(PrintedCall call) {
        requireText(call, 0);
        return call.name() + "(" + call.texts() + ")";
    }

    /** DuckDB's capital of {@code ß} is one that Java does not use. */
    private static String upper(PrintedCall call) {
        return "replace(" + sameName(call) + ", 'ẞ', 'ß')";
    }

    private static void requireText(PrintedCall call, int index) {
        if (call.type(index) instanceof SqlType.Char) {
            throw call.refuse("DuckDB has no text that is padded with blanks; cast to `varchar` first");
        }
        if (call.type(index) == SqlTypes.VARBINARY) {
            throw call.refuse("DuckDB has no `" + call.name() + "` of binary values");
        }
    }

    private static String length(PrintedCall call) {
        return (call.type(0) == SqlTypes.VARBINARY ? "octet_length(" : "length(") + call.text(0) + ")";
    }

    private static String concat(PrintedCall call) {
        if (call.type() instanceof SqlType.Array) {
            return ArrayFunctions.concat(call);
        }
        return "("
                + String.join(
                        " || ", call.arguments().stream().map(Printed::instant).toList())
                + ")";
    }

    private static String reverse(PrintedCall call) {
        if (call.type(0) instanceof SqlType.Array) {
            return "list_reverse(" + call.text(0) + ")";
        }
        return sameName(call);
    }

    private static String trim(PrintedCall call) {
        requireText(call, 0);
        String letters = call.size() > 1 ? call.text(1) : WHITESPACE;
        return call.name() + "(" + call.text(0) + ", " + letters + ")";
    }

    private static String pad(PrintedCall call) {
        requireText(call, 0);
        String size = call.constant(1).isPresent() && call.integer(1, "length") >= 0
                ? call.text(1)
                : call.once(
                        call.text(1),
                        text -> "CASE WHEN " + text + " < 0 THEN " + DuckDbText.failure("a negative length") + " ELSE "
                                + text + " END");
        return call.name() + "(" + call.text(0) + ", CAST(" + size + " AS INTEGER), " + call.text(2) + ")";
    }

    private static String position(PrintedCall call) {
        if (call.size() > 2 && !call.constant(2).filter("1"::equals).isPresent()) {
            throw call.refuse("DuckDB finds the first occurrence only");
        }
        return "instr(" + call.text(0) + ", " + call.text(1) + ")";
    }

    private static String replace(PrintedCall call) {
        if (call.literal(1, "search text").isEmpty()) {
            throw call.refuse("DuckDB's `replace` does nothing for an empty search text");
        }
        return "replace(" + call.text(0) + ", " + call.text(1) + ", " + (call.size() > 2 ? call.text(2) : "''") + ")";
    }

    private static String split(PrintedCall call) {
        String parts = "string_split(" + call.text(0) + ", " + call.text(1) + ")";
        if (call.size() == 2) {
            return parts;
        }
        int limit = call.integer(2, "limit");
        if (limit < 1) {
            throw call.refuse("the limit of `split` must be greater than zero");
        }
        return call.once(
                parts,
                list -> "CASE WHEN len(" + list + ") > " + limit + " THEN list_append(list_slice(" + list + ", 1, "
                        + (limit - 1) + "), array_to_string(list_slice(" + list + ", " + limit + ", len(" + list
                        + ")), " + call.text(1) + ")) ELSE " + list + " END");
    }

    private static String splitPart(PrintedCall call) {
        String index = call.text(2);
        if (call.constant(2).isPresent()) {
            if (call.integer(2, "index") < 1) {
                throw call.refuse("the index of `split_part` must be greater than zero");
            }
        } else {
            index = call.once(
                    index,
                    text -> "CASE WHEN " + text + " <= 0 THEN CAST('an index below 1' AS INTEGER) ELSE " + text
                            + " END");
        }
        return "string_split(" + call.text(0) + ", " + call.text(1) + ")[" + index + "]";
    }

    /** Trino gives an empty text for a start outside of the text; DuckDB counts on from there. */
    private static String substring(PrintedCall call) {
        requireText(call, 0);
        String length = call.size() > 2 ? ", " + atLeastZero(call, call.text(2)) : "";
        if (call.constant(1).isPresent() && call.integer(1, "start") > 0) {
            return "substring(" + call.text(0) + ", " + call.text(1) + length + ")";
        }
        if (call.constant(1).isPresent() && call.integer(1, "start") == 0) {
            return "left(" + call.text(0) + ", 0)";
        }
        return call.once(
                call.text(0),
                call.text(1),
                (text, start) -> "substring(" + text + ", CASE WHEN " + start + " = 0 OR " + start + " < -length("
                        + text + ") THEN length(" + text + ") + 1 ELSE " + start + " END" + length + ")");
    }

    private static String atLeastZero(PrintedCall call, String length) {
        if (call.constant(2).isPresent()) {
            return String.valueOf(Math.max(0, call.integer(2, "length")));
        }
        return call.once(length, text -> "CASE WHEN " + text + " < 0 THEN 0 ELSE " + text + " END");
    }

    private static String normalize(PrintedCall call) {
        if (call.size() > 1 && !call.literal(1, "form").equals("NFC")) {
            throw call.refuse("DuckDB normalizes to NFC only");
        }
        return "nfc_normalize(" + call.text(0) + ")";
    }
}
