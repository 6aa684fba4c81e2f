package io.graphc.compiler.sql.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths into JSON: Trino's {@code $.a["b c"][0]} as DuckDB's {@code $."a"."b c"[0]}. */
final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\[\"([^\"\\\\]+)\"\\]|\\[(\\d+)\\]");

    private JsonPath() {}

    static String toDuckDb(String path) {
        if (!path.startsWith("$")) {
            throw new NotOnDuckDbException("a JSON path starts with `$`");
        }
        StringBuilder text = new StringBuilder("$");
        Matcher steps = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!steps.find(at) || steps.start() != at) {
                throw new NotOnDuckDbException("the JSON path has a step that is not translated");
            }
            String key = steps.group(1) == null ? steps.group(2) : steps.group(1);
            text.append(key == null ? "[" + steps.group(3) + "]" : ".\"" + key + "\"");
            at = steps.end();
        }
        return text.toString();
    }
}
