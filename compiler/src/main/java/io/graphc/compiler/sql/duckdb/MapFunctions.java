package io.graphc.compiler.sql.duckdb;

import java.util.List;

/** Rewrites of the map functions. */
final class MapFunctions {
    private static final String DUPLICATES = "a key that occurs twice is reported in other words";

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
                .tolerant("split_to_map", DUPLICATES, MapFunctions::splitToMap);
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

    private static String splitToMap(PrintedCall call) {
        String entry = call.names().next();
        String text = call.names().next();
        String separator = call.text(2);
        return "map_from_entries(list_transform(list_filter(string_split(" + call.text(0) + ", " + call.text(1)
                + "), lambda "
                + text + ": " + text + " <> ''), lambda " + entry + ": row(string_split(" + entry + ", " + separator
                + ")[1], "
                + "array_to_string(list_slice(string_split(" + entry + ", " + separator + "), 2, len(string_split("
                + entry
                + ", " + separator + "))), " + separator + "))))";
    }
}
