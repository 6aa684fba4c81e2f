package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlTypes;
import java.util.function.UnaryOperator;

/** Rewrites of the JSON functions; the path must be a literal. */
final class JsonFunctions {
    private static final String SPELLING = "a number with an exponent or with zeros at its end is spelt without them";
    private static final String KEY_ORDER = "the keys of an object keep their written order";
    private static final String SCALARS = "('VARCHAR', 'BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE', 'BOOLEAN')";

    private JsonFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.tolerant("json_extract_scalar", SPELLING, JsonFunctions::extractScalar)
                .tolerant("json_extract", SPELLING, JsonFunctions::extract)
                .tolerant("json_parse", KEY_ORDER, call -> "json(" + call.text(0) + ")")
                .tolerant("json_format", KEY_ORDER, call -> "CAST(" + call.text(0) + " AS VARCHAR)")
                .exact("json_array_length", JsonFunctions::arrayLength)
                .exact("json_size", JsonFunctions::size)
                .exact("is_json_scalar", JsonFunctions::isScalar);
    }

    private static String path(PrintedCall call) {
        return DuckDbText.literal(JsonPath.toDuckDb(call.literal(1, "JSON path")));
    }

    /** Text that is no JSON gives null in Trino. */
    private static String valid(PrintedCall call, UnaryOperator<String> body) {
        if (call.type(0) == SqlTypes.JSON) {
            return call.once(call.text(0), body);
        }
        return call.once(call.text(0), json -> "CASE WHEN json_valid(" + json + ") THEN " + body.apply(json) + " END");
    }

    private static String extractScalar(PrintedCall call) {
        String path = path(call);
        return valid(
                call,
                json -> "CASE WHEN json_type(" + json + ", " + path + ") IN " + SCALARS + " THEN json_extract_string("
                        + json + ", " + path + ") END");
    }

    private static String extract(PrintedCall call) {
        String path = path(call);
        return valid(call, json -> "json_extract(" + json + ", " + path + ")");
    }

    private static String arrayLength(PrintedCall call) {
        return valid(
                call,
                json -> "CASE WHEN json_type(" + json + ") = 'ARRAY' THEN CAST(json_array_length(" + json
                        + ") AS BIGINT) END");
    }

    private static String size(PrintedCall call) {
        String path = path(call);
        return valid(
                call,
                json -> "CASE json_type(" + json + ", " + path + ") WHEN 'OBJECT' THEN len(json_keys(" + json + ", "
                        + path
                        + ")) WHEN 'ARRAY' THEN CAST(json_array_length(" + json + ", " + path
                        + ") AS BIGINT) ELSE CASE WHEN json_type(" + json + ", " + path
                        + ") IS NOT NULL THEN 0 END END");
    }

    private static String isScalar(PrintedCall call) {
        return call.once(call.text(0), json -> "(json_type(" + json + ") NOT IN ('OBJECT', 'ARRAY'))");
    }
}
