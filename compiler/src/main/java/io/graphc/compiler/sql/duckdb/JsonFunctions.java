package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlTypes;

/** Rewrites of the JSON functions; the path must be a literal. Text that is no JSON gives null in Trino, so it is tried. */
final class JsonFunctions {
    private static final String SPELLING = "a number with an exponent or with zeros at its end is spelt without them";
    private static final String KEY_ORDER = "the keys of an object keep their written order";
    private static final String SCALARS = "('VARCHAR', 'BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE', 'BOOLEAN')";

    private JsonFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.tolerant("json_extract_scalar", SPELLING, JsonFunctions::extractScalar)
                .tolerant(
                        "json_extract",
                        SPELLING,
                        call -> tried(call, "json_extract(" + call.text(0) + ", " + path(call) + ")"))
                .tolerant("json_parse", KEY_ORDER, call -> "json(" + call.text(0) + ")")
                .tolerant("json_format", KEY_ORDER, call -> "CAST(" + call.text(0) + " AS VARCHAR)")
                .exact("json_array_length", JsonFunctions::arrayLength)
                .exact("json_array_contains", JsonFunctions::arrayContains)
                .exact("json_size", JsonFunctions::size)
                .exact("is_json_scalar", JsonFunctions::isScalar);
    }

    private static String path(PrintedCall call) {
        return DuckDbText.literal(JsonPath.toDuckDb(call.literal(1, "JSON path")));
    }

    private static String tried(PrintedCall call, String text) {
        return call.type(0) == SqlTypes.JSON ? text : "TRY(" + text + ")";
    }

    private static String extractScalar(PrintedCall call) {
        String path = path(call);
        return call.once(
                call.text(0),
                json -> "CASE WHEN " + tried(call, "json_type(" + json + ", " + path + ")") + " IN " + SCALARS
                        + " THEN json_extract_string(" + json + ", " + path + ") END");
    }

    private static String arrayLength(PrintedCall call) {
        return call.once(
                call.text(0),
                json -> "CASE WHEN " + tried(call, "json_type(" + json + ")") + " = 'ARRAY' THEN CAST("
                        + tried(call, "json_array_length(" + json + ")") + " AS BIGINT) END");
    }

    /** An item must have the type of the value: a whole number is no double. */
    private static String arrayContains(PrintedCall call) {
        String item = call.names().next();
        return call.once(call.text(0), call.text(1), (json, value) -> {
            String equal = "json_type(" + item + ") " + itemTest(call, item, value);
            return "CASE WHEN " + value + " IS NOT NULL AND " + tried(call, "json_type(" + json + ")")
                    + " = 'ARRAY' THEN len(list_filter(json_extract(" + json + ", '$[*]'), lambda " + item + ": "
                    + equal + ")) > 0 END";
        });
    }

    private static String itemTest(PrintedCall call, String item, String value) {
        if (call.type(1) == SqlTypes.BOOLEAN) {
            return "= 'BOOLEAN' AND TRY_CAST(" + item + " AS BOOLEAN) = " + value;
        }
        if (call.type(1) == SqlTypes.BIGINT) {
            return "IN ('BIGINT', 'UBIGINT') AND TRY_CAST(" + item + " AS BIGINT) = " + value;
        }
        return call.type(1) == SqlTypes.DOUBLE
                ? "= 'DOUBLE' AND TRY_CAST(" + item + " AS DOUBLE) = " + value
                : "= 'VARCHAR' AND json_extract_string(" + item + ", '$') = " + value;
    }

    private static String size(PrintedCall call) {
        String path = path(call);
        return call.once(call.text(0), json -> {
            String type = tried(call, "json_type(" + json + ", " + path + ")");
            return "CASE " + type + " WHEN 'OBJECT' THEN len(" + tried(call, "json_keys(" + json + ", " + path + ")")
                    + ") WHEN 'ARRAY' THEN CAST(" + tried(call, "json_array_length(" + json + ", " + path + ")")
                    + " AS BIGINT) ELSE CASE WHEN " + type + " IS NOT NULL THEN 0 END END";
        });
    }

    private static String isScalar(PrintedCall call) {
        return "(json_type(" + call.text(0) + ") NOT IN ('OBJECT', 'ARRAY'))";
    }
}
