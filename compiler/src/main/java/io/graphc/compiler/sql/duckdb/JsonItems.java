package io.graphc.compiler.sql.duckdb;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a path of SQL's JSON functions, as an expression for the list of the items that it finds. */
final class JsonItems {
    private static final Pattern PATH = Pattern.compile("\\s*(lax|strict)\\s+\\$(.*)", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile(
            "\\s*(?:\\.\\s*([A-Za-z_][A-Za-z0-9_]*)|\\.\\s*\"([^\"\\\\]*)\"|\\[\\s*(\\d{1,9})\\s*]|(\\[\\s*\\*\\s*]))");
    private static final String NONE = "CAST([] AS JSON[])";

    private JsonItems() {}

    /** The list, or null for a strict path that breaks off. */
    static String of(String path, String input) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw refused();
        }
        boolean lax = parts.group(1).toLowerCase(Locale.ROOT).equals("lax");
        String rest = parts.group(2);
        Matcher step = STEP.matcher(rest);
        StringBuilder whole = new StringBuilder("$");
        String items = "[CAST(" + input + " AS JSON)]";
        int at = 0;
        while (at < rest.length() && !rest.substring(at).isBlank()) {
            if (!step.find(at) || step.start() != at) {
                throw refused();
            }
            if (!lax && step.group(4) != null) {
                throw refused();
            }
            items = next(items, step);
            whole.append(key(step));
            at = step.end();
        }
        if (lax) {
            return items;
        }
        String found = "json_extract(CAST(" + input + " AS JSON), " + DuckDbText.literal(whole.toString()) + ")";
        return "CASE WHEN " + found + " IS NOT NULL THEN [" + found + "] END";
    }

    private static NotOnDuckDbException refused() {
        return new NotOnDuckDbException("of JSON paths, members and positions are translated only");
    }

    private static String key(Matcher step) {
        if (step.group(3) != null) {
            return "[" + step.group(3) + "]";
        }
        if (step.group(4) != null) {
            return "[*]";
        }
        String name = step.group(1) != null ? step.group(1) : step.group(2);
        return ".\"" + name + "\"";
    }

    /** A member of an array is that of its elements; an element of anything else but an array is the thing itself. */
    private static String next(String items, Matcher step) {
        String item = "\"$i\"";
        String cases;
        if (step.group(4) != null) {
            cases = "WHEN 'ARRAY' THEN json_extract(" + item + ", '$[*]') ELSE [" + item + "]";
        } else if (step.group(3) != null) {
            boolean first = Integer.parseInt(step.group(3)) == 0;
            cases = "WHEN 'ARRAY' THEN [json_extract(" + item + ", " + DuckDbText.literal("$" + key(step)) + ")] ELSE "
                    + (first ? "[" + item + "]" : NONE);
        } else {
            cases = "WHEN 'OBJECT' THEN [json_extract(" + item + ", " + DuckDbText.literal("$" + key(step)) + ")]"
                    + " WHEN 'ARRAY' THEN json_extract(" + item + ", " + DuckDbText.literal("$[*]" + key(step))
                    + ") ELSE "
                    + NONE;
        }
        return "list_filter(flatten(list_transform(" + items + ", lambda " + item + ": CASE json_type(" + item + ") "
                + cases + " END)), lambda \"$j\": \"$j\" IS NOT NULL)";
    }
}
