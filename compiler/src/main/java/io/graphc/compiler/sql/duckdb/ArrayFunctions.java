package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** Rewrites of the array functions without lambdas. */
final class ArrayFunctions {
    private static final String NAN_LAST = "NaN is the largest value";

    /** The most elements that Trino makes at once. */
    private static final int MOST = 10_000;

    private ArrayFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("cardinality", ArrayFunctions::cardinality)
                .exact("array_distinct", call -> distinct(call, call.text(0)))
                .exact("array_union", call -> distinct(call, "(" + call.text(0) + " || " + call.text(1) + ")"))
                .exact("array_intersect", call -> kept(call, "IS NOT NULL"))
                .exact("array_except", call -> kept(call, "IS NULL"))
                .tolerant("array_max", NAN_LAST, call -> extreme(call, "list_max"))
                .tolerant("array_min", NAN_LAST, call -> extreme(call, "list_min"))
                .exact("array_join", ArrayFunctions::join)
                .exact("array_position", ArrayFunctions::position)
                .exact("array_remove", ArrayFunctions::remove)
                .exact("arrays_overlap", ArrayFunctions::overlap)
                .exact("contains", ArrayFunctions::contains)
                .exact("element_at", ArrayFunctions::elementAt)
                .exact("flatten", call -> "flatten(" + call.text(0) + ")")
                .exact("slice", ArrayFunctions::slice)
                .exact("repeat", ArrayFunctions::repeat)
                .exact("sequence", ArrayFunctions::sequence)
                .exact("zip", ArrayFunctions::zip)
                .exact("trim_array", ArrayFunctions::trimmed);
    }

    private static String cardinality(PrintedCall call) {
        if (call.type(0) instanceof SqlType.Array) {
            return "len(" + call.text(0) + ")";
        }
        if (call.type(0) instanceof SqlType.Map) {
            return "CAST(cardinality(" + call.text(0) + ") AS BIGINT)";
        }
        throw call.refuse("DuckDB has no `cardinality` of `" + call.type(0) + "`");
    }

    /** Arrays put together; a null among them makes the whole null, as in Trino. */
    static String concat(PrintedCall call) {
        SqlType.Array result = (SqlType.Array) call.type();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            boolean element = call.size() == 2
                    && !call.type(i).equals(call.type())
                    && (!(call.type(i) instanceof SqlType.Array) || call.type(i).equals(result.element()));
            String text = element ? "[" + call.text(i) + "]" : call.text(i);
            parts.add(
                    call.constant(i).isPresent() || element
                            ? text
                            : "CAST(" + text + " AS " + call.typeName(result) + ")");
        }
        String joined = "(" + String.join(" || ", parts) + ")";
        List<String> present = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            if (parts.get(i).startsWith("[" + call.text(i)) && call.constant(i).isEmpty()) {
                present.add(call.text(i) + " IS NOT NULL");
            }
        }
        return present.isEmpty() ? joined : "CASE WHEN " + String.join(" AND ", present) + " THEN " + joined + " END";
    }

    /** The first of equal elements, in order. */
    private static String distinct(PrintedCall call, String array) {
        return call.once(array, list -> {
            String element = call.names().next();
            String index = call.names().next();
            return "list_filter(" + list + ", lambda " + element + ", " + index + ": list_position(" + list + ", "
                    + element + ") = " + index + ")";
        });
    }

    /** The distinct elements of the first array that are (not) in the second. */
    private static String kept(PrintedCall call, String condition) {
        return call.once(call.text(0), call.text(1), (list, other) -> {
            String element = call.names().next();
            String index = call.names().next();
            return "CASE WHEN " + other + " IS NOT NULL THEN list_filter(" + list + ", lambda " + element + ", " + index
                    + ": list_position(" + list + ", " + element + ") = " + index + " AND list_position(" + other + ", "
                    + element + ") " + condition + ") END";
        });
    }

    private static String extreme(PrintedCall call, String function) {
        return call.once(
                call.text(0),
                list -> "CASE WHEN list_position(" + list + ", NULL) IS NULL THEN " + function + "(" + list + ") END");
    }

    private static String join(PrintedCall call) {
        SqlType element = ((SqlType.Array) call.type(0)).element();
        if (call.constant(1).isEmpty()) {
            throw call.refuse("the separator of `array_join` must be a literal");
        }
        String list = call.text(0);
        if (call.size() > 2 || !SqlTypes.isText(element)) {
            String name = call.names().next();
            String text = DuckDbCasts.cast(Printed.of(name, element), SqlTypes.VARCHAR, false);
            String shown = call.size() > 2 ? "coalesce(" + text + ", " + call.text(2) + ")" : text;
            list = "list_transform(" + list + ", lambda " + name + ": " + shown + ")";
        }
        String joined = "coalesce(array_to_string(" + list + ", " + call.text(1) + "), left(CAST(len(" + call.text(0)
                + ") AS VARCHAR), 0))";
        return call.size() > 2 && call.constant(2).isEmpty()
                ? "CASE WHEN " + call.text(2) + " IS NOT NULL THEN " + joined + " END"
                : joined;
    }

    private static String position(PrintedCall call) {
        return call.once(
                call.text(0),
                call.text(1),
                (list, element) -> "CASE WHEN " + list + " IS NOT NULL AND " + element
                        + " IS NOT NULL THEN coalesce(list_position(" + list + ", " + element + "), 0) END");
    }

    private static String remove(PrintedCall call) {
        String name = call.names().next();
        return call.once(
                call.text(1),
                element -> "CASE WHEN " + element + " IS NOT NULL THEN list_filter(" + call.text(0) + ", lambda " + name
                        + ": " + name + " IS DISTINCT FROM " + element + ") END");
    }

    private static String hasNull(String list) {
        return "list_position(" + list + ", NULL) IS NOT NULL";
    }

    /** Not found in an array with nulls is unknown. */
    private static String contains(PrintedCall call) {
        if (!(call.type(0) instanceof SqlType.Array)) {
            throw call.refuse("DuckDB has no IP addresses");
        }
        return call.once(
                call.text(0),
                call.text(1),
                (list, element) -> "CASE WHEN " + hasNull(list) + " AND NOT list_contains(" + list + ", " + element
                        + ") THEN NULL ELSE list_contains(" + list + ", " + element + ") END");
    }

    private static String overlap(PrintedCall call) {
        return call.once(
                call.text(0),
                call.text(1),
                (one, two) ->
                        "CASE WHEN NOT list_has_any(" + one + ", " + two + ") AND len(" + one + ") > 0 AND len(" + two
                                + ") > 0 AND (" + hasNull(one) + " OR " + hasNull(two)
                                + ") THEN NULL ELSE list_has_any(" + one + ", "
                                + two + ") END");
    }

    private static String elementAt(PrintedCall call) {
        if (call.type(0) instanceof SqlType.Map) {
            return "map_extract_value(" + call.text(0) + ", " + call.text(1) + ")";
        }
        if (call.constant(1).isPresent()) {
            if (call.integer(1, "index") == 0) {
                throw call.refuse("the index of `element_at` must not be zero");
            }
            return "list_extract(" + call.text(0) + ", " + call.text(1) + ")";
        }
        return "list_extract(" + call.text(0) + ", "
                + call.once(
                        call.text(1),
                        index -> "CASE WHEN " + index + " = 0 THEN " + DuckDbText.failure("array indices start at 1")
                                + " ELSE " + index + " END")
                + ")";
    }

    /** An element that must be there: Trino stops where it is not. */
    static String subscript(PrintedCall call) {
        return call.once(
                call.text(0),
                call.text(1),
                (list, index) -> "list_extract(" + list + ", CASE WHEN " + index + " < 1 OR " + index + " > len(" + list
                        + ") THEN " + DuckDbText.failure("array subscript out of bounds") + " ELSE " + index + " END)");
    }

    private static String trimmed(PrintedCall call) {
        return call.once(
                call.text(0),
                call.text(1),
                (list, size) -> "list_slice(" + list + ", 1, CASE WHEN " + size + " < 0 OR " + size + " > len(" + list
                        + ") THEN " + DuckDbText.failure("more elements than there are") + " ELSE len(" + list + ") - "
                        + size + " END)");
    }

    private static String slice(PrintedCall call) {
        int start = call.integer(1, "start");
        int length = call.integer(2, "length");
        if (start == 0 || length < 0) {
            throw call.refuse("the start of `slice` must not be zero and its length not negative");
        }
        if (start > 0) {
            return "list_slice(" + call.text(0) + ", " + start + ", " + (start + length - 1) + ")";
        }
        return call.once(
                call.text(0),
                list -> "CASE WHEN len(" + list + ") < " + -start + " THEN list_slice(" + list
                        + ", 2, 1) ELSE list_slice(" + list + ", len(" + list + ") + " + (start + 1) + ", len(" + list
                        + ") + " + (start + length) + ") END");
    }

    private static String repeat(PrintedCall call) {
        String count = call.constant(1).isPresent() && call.integer(1, "count") <= MOST && call.integer(1, "count") >= 0
                ? call.text(1)
                : call.once(
                        call.text(1),
                        text -> "CASE WHEN " + text + " NOT BETWEEN 0 AND " + MOST + " THEN "
                                + DuckDbText.failure("more than " + MOST + " elements") + " ELSE " + text + " END");
        return call.castToResult(
                "list_transform(range(" + count + "), lambda " + call.names().next() + ": " + call.text(0) + ")");
    }

    private static String sequence(PrintedCall call) {
        SqlType element = ((SqlType.Array) call.type()).element();
        if (SqlTypes.isInteger(call.type(0))) {
            return series(call, call.size() > 2 ? call.text(2) : defaultStep(call), "", "");
        }
        if (call.size() > 2 && call.type(2) == SqlType.Simple.INTERVAL_YEAR_TO_MONTH) {
            return months(call);
        }
        if (call.size() == 2 && element != SqlTypes.DATE) {
            throw call.refuse("`sequence` of timestamps needs a step");
        }
        String forward = "INTERVAL 1 DAY";
        String step = call.size() > 2
                ? call.text(2)
                : call.once(
                        call.text(0),
                        call.text(1),
                        (one, two) ->
                                "CASE WHEN " + one + " <= " + two + " THEN " + forward + " ELSE -" + forward + " END");
        return series(call, step, "epoch_ms(", ")");
    }

    /** DuckDB's series of as many elements as Trino allows and with a step that leads to the end; else an error. */
    private static String series(PrintedCall call, String stepText, String open, String close) {
        return call.once(
                call.text(0),
                call.text(1),
                (start, stop) -> call.once(stepText, step -> {
                    String way = "CAST(" + open + stop + close + " AS HUGEINT) - " + open + start + close;
                    String size = open + step + close;
                    String type = call.typeName(call.type(0));
                    return call.castToResult("generate_series(" + start + ", CASE WHEN " + size + " = 0 OR sign(" + way
                            + ") * sign(" + size + ") < 0 OR (" + way + ") // nullif(" + size + ", 0) >= " + MOST
                            + " THEN CAST("
                            + DuckDbText.failureAsText("no sequence of at most " + MOST + " elements") + " AS " + type
                            + ") ELSE " + stop + " END, " + step + ")");
                }));
    }

    /** Counted from the first value each time, so that the 31st comes back after a shorter month. */
    private static String months(PrintedCall call) {
        String count = call.names().next();
        return call.once(
                call.text(0),
                call.text(1),
                (start, stop) -> call.once(call.text(2), step -> {
                    String width = "(12 * year(" + step + ") + month(" + step + "))";
                    String steps = "date_sub('month', " + start + ", " + stop + ")";
                    return call.castToResult("list_transform(range(0, CASE WHEN " + width + " > 0 AND " + start + " <= "
                            + stop
                            + " OR " + width + " < 0 AND " + start + " >= " + stop + " THEN " + steps + " // " + width
                            + " + 1 WHEN " + width + " IS NOT NULL AND " + start + " IS NOT NULL AND " + stop
                            + " IS NOT NULL THEN " + DuckDbText.failure("a step in the other direction")
                            + " END), lambda "
                            + count + ": " + start + " + " + count + " * " + step + ")");
                }));
    }

    private static String defaultStep(PrintedCall call) {
        if (call.constant(0).isPresent() && call.constant(1).isPresent()) {
            return call.integer(0, "start") <= call.integer(1, "stop") ? "1" : "-1";
        }
        return call.once(
                call.text(0), call.text(1), (one, two) -> "CASE WHEN " + one + " <= " + two + " THEN 1 ELSE -1 END");
    }

    private static String zip(PrintedCall call) {
        List<String> present = call.arguments().stream()
                .map(argument -> argument.text() + " IS NOT NULL")
                .toList();
        return call.castToResult(
                "CASE WHEN " + String.join(" AND ", present) + " THEN list_zip(" + call.texts() + ") END");
    }
}
