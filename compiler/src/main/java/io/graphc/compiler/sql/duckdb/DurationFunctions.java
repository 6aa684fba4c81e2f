package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** Rewrites of the functions that tell spans of time in words. */
final class DurationFunctions {
    private DurationFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("human_readable_seconds", DurationFunctions::humanReadable);
    }

    /** Whole seconds, rounded, without a sign; parts that are zero are left out. */
    private static String humanReadable(PrintedCall call) {
        String value = call.type(0) == SqlTypes.DOUBLE ? call.text(0) : "CAST(" + call.text(0) + " AS DOUBLE)";
        return call.once("CAST(round(abs(" + value + ")) AS BIGINT)", seconds -> {
            List<String> parts = new ArrayList<>();
            parts.add(part(seconds + " // 604800", "week"));
            parts.add(part(seconds + " % 604800 // 86400", "day"));
            parts.add(part(seconds + " % 86400 // 3600", "hour"));
            parts.add(part(seconds + " % 3600 // 60", "minute"));
            parts.add(part(seconds + " % 60", "second"));
            return "CASE WHEN " + seconds + " = 0 THEN '0 seconds' WHEN " + seconds
                    + " IS NOT NULL THEN array_to_string([" + String.join(", ", parts) + "], ', ') END";
        });
    }

    private static String part(String count, String unit) {
        return "CASE WHEN " + count + " = 1 THEN '1 " + unit + "' WHEN " + count + " > 1 THEN CAST(" + count
                + " AS VARCHAR) || ' " + unit + "s' END";
    }
}
