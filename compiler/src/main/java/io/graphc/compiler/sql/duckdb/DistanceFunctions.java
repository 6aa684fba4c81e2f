package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;

/** Rewrites of the functions that compare texts letter by letter, and of check digits. */
final class DistanceFunctions {
    private static final String CODES = "01230120022455012623010202";

    private DistanceFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("levenshtein_distance", DistanceFunctions::levenshtein)
                .exact("hamming_distance", DistanceFunctions::hamming)
                .exact("luhn_check", DistanceFunctions::luhn)
                .exact("soundex", DistanceFunctions::soundex);
    }

    /** DuckDB's own counts bytes, which are letters in plain English only; the others are counted row by row of the table. */
    private static String levenshtein(PrintedCall call) {
        String row = call.names().next();
        String letter = call.names().next();
        String made = call.names().next();
        String index = call.names().next();
        return call.once(call.text(0), call.text(1), (one, two) -> {
            String cost = "CASE WHEN " + letter + " = substring(" + two + ", " + index + ", 1) THEN 0 ELSE 1 END";
            String cell = "least(" + made + "[" + index + "] + 1, " + row + "[" + index + " + 1] + 1, " + row + "["
                    + index + "] + " + cost + ")";
            String table = "list_reduce(" + DuckDbText.letters(one) + ", lambda " + row + ", " + letter
                    + ": list_reduce(range(1, length(" + two + ") + 1), lambda " + made + ", " + index
                    + ": list_append(" + made + ", " + cell + "), [" + row + "[1] + 1]), range(0, length(" + two
                    + ") + 1))[-1]";
            return "CASE WHEN strlen(" + one + ") = length(" + one + ") AND strlen(" + two + ") = length(" + two
                    + ") THEN levenshtein(" + one + ", " + two + ") WHEN " + one + " IS NOT NULL AND " + two
                    + " IS NOT NULL THEN " + table + " END";
        });
    }

    private static String hamming(PrintedCall call) {
        String pair = call.names().next();
        return call.once(
                call.text(0),
                call.text(1),
                (one, two) -> "CASE WHEN length(" + one + ") = length(" + two + ") THEN len(list_filter(list_zip("
                        + DuckDbText.letters(one) + ", " + DuckDbText.letters(two) + "), lambda " + pair + ": " + pair
                        + "[1] <> " + pair + "[2])) WHEN length(" + one + ") <> length(" + two + ") THEN "
                        + DuckDbText.failure("texts of different length") + " END");
    }

    private static String luhn(PrintedCall call) {
        String digit = call.names().next();
        String index = call.names().next();
        String twice = "2 * CAST(" + digit + " AS INTEGER)";
        return call.once(
                call.text(0),
                text -> "CASE WHEN " + text + " = '' THEN false WHEN regexp_full_match(" + text
                        + ", '[0-9]+') THEN list_sum(list_transform(" + DuckDbText.letters("reverse(" + text + ")")
                        + ", lambda " + digit + ", " + index + ": CASE WHEN " + index + " % 2 = 1 THEN CAST(" + digit
                        + " AS INTEGER) ELSE " + twice + " // 10 + " + twice + " % 10 END)) % 10 = 0 WHEN " + text
                        + " IS NOT NULL THEN " + DuckDbText.failure("not a digit") + " = 0 END");
    }

    /** H and W stand between equal codes unseen, vowels part them; the first letter's code counts as said. */
    private static String soundex(PrintedCall call) {
        if (call.type(0) instanceof SqlType.Char) {
            throw call.refuse("DuckDB has no text that is padded with blanks; cast to `varchar` first");
        }
        String letter = call.names().next();
        String index = call.names().next();
        String clean = "upper(replace(regexp_replace(" + call.text(0) + ", '\\PL', '', 'g'), 'ß', 'ss'))";
        return call.once(clean, text -> {
            String codes = "translate(left(" + text + ", 1) || regexp_replace(substring(" + text
                    + ", 2), '[HW]', '', 'g'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '" + CODES + "')";
            return "CASE WHEN " + text + " = '' THEN '' WHEN regexp_full_match(" + text + ", '[A-Z]+') THEN left("
                    + text
                    + ", 1) || "
                    + call.once(
                            codes,
                            code -> "rpad(left(replace(array_to_string(list_filter(" + DuckDbText.letters(code)
                                    + ", lambda " + letter + ", " + index + ": " + index + " > 1 AND " + letter + " <> "
                                    + code + "[" + index + " - 1]), ''), '0', ''), 3), 3, '0')")
                    + " WHEN " + text + " IS NOT NULL THEN " + DuckDbText.failureAsText("a letter beyond A to Z")
                    + " END";
        });
    }
}
