package io.graphc.compiler.sql.duckdb;

import java.util.ArrayList;
import java.util.List;

/** Rewrites of the functions that choose among values. */
final class ConditionFunctions {
    private ConditionFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        String note = "NaN is the largest value";
        table.tolerant("greatest", note, ConditionFunctions::extreme)
                .tolerant("least", note, ConditionFunctions::extreme)
                .exact("typeof", call -> DuckDbText.literal(call.type(0).toString()))
                .exact("current_timezone", call -> "'UTC'");
    }

    /** Trino's result is null as soon as one value is; DuckDB leaves nulls out. */
    private static String extreme(PrintedCall call) {
        if (call.size() == 1) {
            return call.text(0);
        }
        return chosen(call, 0, new ArrayList<>());
    }

    private static String chosen(PrintedCall call, int index, List<String> named) {
        if (index < call.size()) {
            return call.once(call.text(index), text -> {
                List<String> more = new ArrayList<>(named);
                more.add(text);
                return chosen(call, index + 1, more);
            });
        }
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (call.constant(i).isEmpty()) {
                absent.add(named.get(i) + " IS NULL");
            }
        }
        String choice = call.castToResult(call.name() + "(" + String.join(", ", named) + ")");
        return absent.isEmpty()
                ? choice
                : "CASE WHEN " + String.join(" OR ", absent) + " THEN NULL ELSE " + choice + " END";
    }
}
