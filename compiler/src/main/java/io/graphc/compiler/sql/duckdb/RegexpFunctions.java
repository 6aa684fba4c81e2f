package io.graphc.compiler.sql.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites of the regular expression functions; the pattern must be a literal, so that it can be checked. */
final class RegexpFunctions {
    private static final Pattern GROUP_REFERENCE = Pattern.compile("\\\\(.)|\\$(\\d)|\\$\\{?.?|[^\\\\$]+");

    private static final String LINE_END = "`$` does not match before a line break that ends the text";

    private RegexpFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("regexp_like", call -> "regexp_matches(" + call.text(0) + ", " + pattern(call) + ")")
                .tolerant("regexp_extract", LINE_END, RegexpFunctions::extract)
                .tolerant("regexp_extract_all", LINE_END, RegexpFunctions::extractAll)
                .tolerant("regexp_replace", LINE_END, RegexpFunctions::replace)
                .tolerant("regexp_split", LINE_END, RegexpFunctions::split)
                .tolerant(
                        "regexp_count",
                        LINE_END,
                        call -> "len(regexp_extract_all(" + call.text(0) + ", " + pattern(call) + "))")
                .tolerant("regexp_position", LINE_END, RegexpFunctions::position);
    }

    private static RegexpPattern checked(PrintedCall call) {
        return RegexpPattern.of(call.literal(1, "pattern"), call.name().equals("regexp_like"));
    }

    private static String pattern(PrintedCall call) {
        return DuckDbText.literal(checked(call).text());
    }

    private static int group(PrintedCall call) {
        int group = call.size() > 2 ? call.integer(2, "group") : 0;
        if (group < 0 || group > checked(call).groups()) {
            throw call.refuse("the pattern has no group " + group);
        }
        return group;
    }

    /** The first of all matches: DuckDB's own extraction cannot tell an empty match from none. */
    private static String extract(PrintedCall call) {
        return extractAll(call) + "[1]";
    }

    private static String extractAll(PrintedCall call) {
        return "regexp_extract_all(" + call.text(0) + ", " + pattern(call) + ", " + group(call) + ")";
    }

    private static String replace(PrintedCall call) {
        if (call.size() > 2 && call.argument(2).lambda().isPresent()) {
            throw call.refuse("DuckDB cannot replace by a lambda");
        }
        String replacement = call.size() > 2 ? replacement(call) : "";
        return "regexp_replace(" + call.text(0) + ", " + pattern(call) + ", " + DuckDbText.literal(replacement)
                + ", 'g')";
    }

    /** {@code $1} becomes {@code \1}, a backslash is doubled. */
    private static String replacement(PrintedCall call) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = GROUP_REFERENCE.matcher(call.literal(2, "replacement"));
        while (matcher.find()) {
            String escaped = matcher.group(1);
            String group = matcher.group(2);
            if (escaped != null) {
                text.append(escaped.equals("\\") ? "\\\\" : escaped);
            } else if (group != null) {
                text.append('\\').append(group);
            } else if (matcher.group().startsWith("$")) {
                throw call.refuse("named groups in a replacement are not translated");
            } else {
                text.append(matcher.group());
            }
        }
        return text.toString();
    }

    private static String split(PrintedCall call) {
        if (checked(call).matchesEmpty()) {
            throw call.refuse("DuckDB splits otherwise where the pattern matches nothing");
        }
        return "regexp_split_to_array(" + call.text(0) + ", " + pattern(call) + ")";
    }

    /** Counted from the text before the first match. */
    private static String position(PrintedCall call) {
        if (call.size() > 2 || checked(call).matchesEmpty()) {
            throw call.refuse(
                    "`regexp_position` is translated for the first match of a pattern that is not empty only");
        }
        return call.once(
                "regexp_split_to_array(" + call.text(0) + ", " + pattern(call) + ")",
                parts -> "CASE WHEN len(" + parts + ") > 1 THEN CAST(length(" + parts + "[1]) + 1 AS INTEGER) WHEN len("
                        + parts + ") = 1 THEN -1 END");
    }
}
