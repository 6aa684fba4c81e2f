package io.graphc.compiler.sql.duckdb;

/** Rewrites of the ranking and value functions of windows. */
final class WindowFunctions {
    private WindowFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        for (String name : new String[] {
            "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "first_value", "last_value", "nth_value"
        }) {
            table.exact(name, call -> call.aggregate(name, call.texts()));
        }
        table.exact("ntile", call -> call.aggregate("ntile", call.texts()))
                .exact("lag", WindowFunctions::shifted)
                .exact("lead", WindowFunctions::shifted);
    }

    /** DuckDB takes a negative offset for the other direction; Trino refuses it. */
    private static String shifted(PrintedCall call) {
        if (call.size() > 1 && call.integer(1, "offset") < 0) {
            throw call.refuse("the offset of `" + call.name() + "` must not be negative");
        }
        return call.aggregate(call.name(), call.texts());
    }
}
