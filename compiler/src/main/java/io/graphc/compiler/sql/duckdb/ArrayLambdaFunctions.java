package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import java.util.List;

/** Rewrites of the array functions that take lambdas, and sorting. */
final class ArrayLambdaFunctions {
    private ArrayLambdaFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("transform", call -> "list_transform(" + call.text(0) + ", " + call.lambdaOfOne(1) + ")")
                .exact("filter", call -> "list_filter(" + call.text(0) + ", " + call.lambdaOfOne(1) + ")")
                .exact("reduce", ArrayLambdaFunctions::reduce)
                .exact("any_match", call -> quantified(call, "true", "true", "false"))
                .exact("none_match", call -> quantified(call, "true", "false", "true"))
                .exact("all_match", call -> quantified(call, "false", "false", "true"))
                .exact("zip_with", ArrayLambdaFunctions::zipWith)
                .tolerant("array_sort", "NaN is the largest value", ArrayLambdaFunctions::sort);
    }

    private static String reduce(PrintedCall call) {
        String state = call.names().next();
        String element = call.names().next();
        SqlType stateType = call.type(1);
        if (call.type(2) instanceof SqlType.Function function) {
            stateType = function.result();
        }
        String start = "CAST(" + call.text(1) + " AS " + call.typeName(stateType) + ")";
        String step = "CAST(" + call.lambda(2).body(List.of(state, element)).instant() + " AS "
                + call.typeName(stateType) + ")";
        String reduced =
                "list_reduce(" + call.text(0) + ", lambda " + state + ", " + element + ": " + step + ", " + start + ")";
        String result = call.names().next();
        String output = call.lambda(3).body(List.of(result)).instant();
        if (output.equals(result)) {
            return reduced;
        }
        String present = "CASE WHEN " + call.text(0) + " IS NOT NULL THEN ";
        return present + "list_transform([" + reduced + "], lambda " + result + ": " + output + ")[1] END";
    }

    /**
     * Decided by the first element that settles it, else unknown when an element is.
     *
     * @param settling the outcome for an element that settles the question
     */
    private static String quantified(PrintedCall call, String settling, String settled, String otherwise) {
        return call.once(
                "list_transform(" + call.text(0) + ", " + call.lambdaOfOne(1) + ")",
                list -> "CASE WHEN " + list + " IS NULL THEN NULL WHEN list_contains(" + list + ", " + settling
                        + ") THEN "
                        + settled + " WHEN list_position(" + list + ", NULL) IS NOT NULL THEN NULL ELSE " + otherwise
                        + " END");
    }

    private static String zipWith(PrintedCall call) {
        String pair = call.names().next();
        String body = call.lambda(2).body(List.of(pair + "[1]", pair + "[2]")).instant();
        return "CASE WHEN " + call.text(0) + " IS NOT NULL AND " + call.text(1)
                + " IS NOT NULL THEN list_transform(list_zip(" + call.text(0) + ", " + call.text(1) + "), lambda "
                + pair + ": " + body + ") END";
    }

    private static String sort(PrintedCall call) {
        if (call.size() > 1) {
            return ArrayShapeFunctions.sortedBy(call);
        }
        return "list_sort(" + call.text(0) + ", 'ASC', 'NULLS LAST')";
    }
}
