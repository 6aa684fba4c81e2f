package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import java.util.List;

/** Rewrites of the map functions. */
final class MapFunctions {
    private MapFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("map", MapFunctions::map)
                .same("map_keys", "map_values")
                .exact("map_entries", call -> call.castToResult("map_entries(" + call.text(0) + ")"))
                .exact("map_from_entries", call -> "map_from_entries(" + call.text(0) + ")")
                .exact("map_concat", MapFunctions::concat)
                .exact("map_filter", MapFunctions::filter)
                .exact("transform_values", call -> transformed(call, false))
                .exact("transform_keys", call -> transformed(call, true))
                .exact("split_to_map", MapFunctions::splitToMap)
                .exact("split_to_multimap", MapFunctions::splitToMultimap)
                .exact("multimap_from_entries", MapFunctions::fromEntries)
                .exact("map_zip_with", MapFunctions::zipWith);
    }

    private static String map(PrintedCall call) {
        return call.size() == 0 ? "map()" : "map(" + call.texts() + ")";
    }

    private static String concat(PrintedCall call) {
        List<String> present = call.arguments().stream()
                .map(argument -> argument.text() + " IS NOT NULL")
                .toList();
        return "CASE WHEN " + String.join(" AND ", present) + " THEN map_concat(" + call.texts() + ") END";
    }

    private static String filter(PrintedCall call) {
        String entry = call.names().next();
        String body = call.lambda(1)
                .body(List.of(entry + ".\"key\"", entry + ".\"value\""))
                .instant();
        return "map_from_entries(list_filter(map_entries(" + call.text(0) + "), lambda " + entry + ": " + body + "))";
    }

    private static String transformed(PrintedCall call, boolean keys) {
        String entry = call.names().next();
        String key = entry + ".\"key\"";
        String value = entry + ".\"value\"";
        String body = call.lambda(1).body(List.of(key, value)).instant();
        String pair = keys ? body + ", " + value : key + ", " + body;
        return call.castToResult("map_from_entries(list_transform(map_entries(" + call.text(0) + "), lambda " + entry
                + ": row(" + pair + ")))");
    }

    /** A value whose key must be there: Trino stops where it is not. */
    static String subscript(PrintedCall call) {
        return call.once(
                call.text(0),
                call.text(1),
                (map, key) -> "list_extract(map_values(" + map + "), CASE WHEN map_contains(" + map + ", " + key
                        + ") THEN list_position(map_keys(" + map + "), " + key + ") WHEN " + map + " IS NOT NULL AND "
                        + key + " IS NOT NULL THEN " + DuckDbText.failure("key not present in map") + " END)");
    }

    /** The first entry of each key, of rows of key and value. */
    static String firstOfEachKey(PrintedCall call, String entries) {
        String entry = call.names().next();
        String index = call.names().next();
        String other = call.names().next();
        return call.once(
                entries,
                list -> "map_from_entries(list_filter(" + list + ", lambda " + entry + ", " + index
                        + ": list_position(list_transform(" + list + ", lambda " + other + ": " + other + "[1]), "
                        + entry + "[1]) = " + index + "))");
    }

    /** All values of each key, of rows of key and value. */
    static String grouped(PrintedCall call, String entries) {
        String key = call.names().next();
        String entry = call.names().next();
        return call.once(
                entries,
                list -> "map_from_entries(list_transform(list_distinct(list_transform(" + list + ", lambda " + entry
                        + ": " + entry + "[1])), lambda " + key + ": row(" + key + ", list_transform(list_filter("
                        + list + ", lambda " + entry + ": " + entry + "[1] = " + key + "), lambda " + entry + ": "
                        + entry + "[2]))))");
    }

    private static String fromEntries(PrintedCall call) {
        SqlType.Row row = (SqlType.Row) ((SqlType.Array) call.type(0)).element();
        String entry = call.names().next();
        String pairs = "list_transform(" + call.text(0) + ", lambda " + entry + ": CASE WHEN " + entry
                + " IS NULL THEN row(CAST(" + DuckDbText.failureAsText("an entry that is null") + " AS "
                + call.typeName(row.fields().get(0).type()) + "), NULL) ELSE row(" + NestedCasts.field(entry, row, 0)
                + ", "
                + NestedCasts.field(entry, row, 1) + ") END)";
        return grouped(call, pairs);
    }

    private static String zipWith(PrintedCall call) {
        String key = call.names().next();
        return call.once(call.text(0), call.text(1), (one, two) -> {
            String body = call.lambda(2)
                    .body(List.of(
                            key,
                            "map_extract_value(" + one + ", " + key + ")",
                            "map_extract_value(" + two + ", " + key + ")"))
                    .instant();
            return "CASE WHEN " + one + " IS NOT NULL AND " + two + " IS NOT NULL THEN "
                    + call.castToResult("map_from_entries(list_transform(list_distinct(map_keys(" + one
                            + ") || map_keys(" + two + ")), lambda " + key + ": row(" + key + ", " + body + ")))")
                    + " END";
        });
    }

    /** Rows of the two sides of each part; each part has the separator once. */
    private static String splitPairs(PrintedCall call) {
        String part = call.names().next();
        String sides = call.names().next();
        String separator = call.text(2);
        String checked =
                "CASE WHEN len(" + sides + ") <> 2 THEN row(" + DuckDbText.failureAsText("a part without one separator")
                        + ", '') ELSE row(" + sides + "[1], " + sides + "[2]) END";
        return call.once(
                call.text(0),
                text -> "list_transform(list_transform(string_split(CASE WHEN right(" + text + ", length("
                        + call.text(1)
                        + ")) = " + call.text(1) + " THEN left(" + text + ", length(" + text + ") - length("
                        + call.text(1) + ")) ELSE " + text + " END, " + call.text(1) + "), lambda " + part
                        + ": string_split(" + part + ", " + separator + ")), lambda " + sides + ": " + checked + ")");
    }

    private static String splitToMap(PrintedCall call) {
        return "CASE WHEN " + call.text(0) + " = '' THEN " + call.castToResult("map()") + " ELSE map_from_entries("
                + splitPairs(call) + ") END";
    }

    private static String splitToMultimap(PrintedCall call) {
        return "CASE WHEN " + call.text(0) + " = '' THEN " + call.castToResult("map()") + " ELSE "
                + grouped(call, splitPairs(call)) + " END";
    }
}
