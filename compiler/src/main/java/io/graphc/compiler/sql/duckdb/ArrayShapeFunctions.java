package io.graphc.compiler.sql.duckdb;

import java.util.ArrayList;
import java.util.List;

/** Rewrites of the functions that make arrays of arrays, look for arrays in arrays, and sort by a lambda. */
final class ArrayShapeFunctions {
    private static final int LARGEST_COMBINATION = 5;

    private ArrayShapeFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("ngrams", ArrayShapeFunctions::ngrams)
                .exact("combinations", ArrayShapeFunctions::combinations)
                .exact("contains_sequence", ArrayShapeFunctions::containsSequence)
                .exact("array_histogram", ArrayShapeFunctions::histogram);
    }

    private static String ngrams(PrintedCall call) {
        int size = call.integer(1, "size");
        if (size < 1) {
            throw call.refuse("the size of `ngrams` must be positive");
        }
        String start = call.names().next();
        return call.once(
                call.text(0),
                list -> "CASE WHEN len(" + list + ") <= " + size + " THEN [" + list + "] WHEN " + list
                        + " IS NOT NULL THEN list_transform(range(1, len(" + list + ") - " + (size - 2) + "), lambda "
                        + start + ": list_slice(" + list + ", " + start + ", " + start + " + " + (size - 1) + ")) END");
    }

    /** Each combination of rising places, one place after the other. */
    private static String combinations(PrintedCall call) {
        int size = call.integer(1, "size");
        if (size < 0 || size > LARGEST_COMBINATION) {
            throw call.refuse("`combinations` has 0 to " + LARGEST_COMBINATION + " elements");
        }
        return call.once(call.text(0), list -> {
            if (size == 0) {
                return "CASE WHEN " + list + " IS NOT NULL THEN [list_slice(" + list + ", 2, 1)] END";
            }
            List<String> places = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                places.add(call.names().next());
            }
            return "CASE WHEN " + list + " IS NOT NULL THEN " + nested(list, places, size - 1) + " END";
        });
    }

    /** The last place runs slowest. */
    private static String nested(String list, List<String> places, int index) {
        String place = places.get(index);
        String end = index == places.size() - 1 ? "len(" + list + ") + 1" : places.get(index + 1);
        String range = "range(1, " + end + ")";
        if (index > 0) {
            return "flatten(list_transform(" + range + ", lambda " + place + ": " + nested(list, places, index - 1)
                    + "))";
        }
        List<String> items = places.stream()
                .map(one -> "list_extract(" + list + ", " + one + ")")
                .toList();
        return "list_transform(" + range + ", lambda " + place + ": [" + String.join(", ", items) + "])";
    }

    /** Nulls are equal here. */
    private static String containsSequence(PrintedCall call) {
        String start = call.names().next();
        return call.once(
                call.text(0),
                call.text(1),
                (list, part) -> "CASE WHEN " + list + " IS NOT NULL AND " + part + " IS NOT NULL THEN len(" + part
                        + ") = 0 OR len(list_filter(range(1, len(" + list + ") - len(" + part + ") + 2), lambda "
                        + start
                        + ": list_slice(" + list + ", " + start + ", " + start + " + len(" + part
                        + ") - 1) IS NOT DISTINCT FROM " + part + ")) > 0 END");
    }

    private static String histogram(PrintedCall call) {
        String key = call.names().next();
        String item = call.names().next();
        return call.once(
                call.text(0),
                list -> "CASE WHEN " + list + " IS NOT NULL THEN "
                        + call.castToResult("map_from_entries(list_transform(list_distinct(" + list + "), lambda " + key
                                + ": row(" + key + ", len(list_filter(" + list + ", lambda " + item + ": " + item
                                + " = "
                                + key + ")))))")
                        + " END");
    }

    /** Sorted by inserting one element after the other before the first that is greater, which keeps equal ones in order. */
    static String sortedBy(PrintedCall call) {
        String sorted = call.names().next();
        String element = call.names().next();
        String other = call.names().next();
        String comparison = call.lambda(1).body(List.of(element, other)).text();
        String place = call.names().next();
        String failing = "CASE WHEN " + comparison + " IS NULL THEN " + DuckDbText.failure("a comparison that is null")
                + " ELSE " + comparison + " END < 0";
        String at = "coalesce(list_position(list_transform(" + sorted + ", lambda " + other + ": " + failing
                + "), true), len(" + sorted + ") + 1)";
        String type = call.typeName(call.type());
        String inserted = "list_transform([" + at + "], lambda " + place + ": list_slice(" + sorted + ", 1, " + place
                + " - 1) || [" + element + "] || list_slice(" + sorted + ", " + place + ", len(" + sorted + ")))[1]";
        return "list_reduce(" + call.text(0) + ", lambda " + sorted + ", " + element + ": " + inserted + ", CAST([] AS "
                + type + "))";
    }
}
