package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** Casts to and from JSON. */
final class JsonCasts {
    private JsonCasts() {}

    /** A value as JSON with Trino's spelling. */
    static String toJson(Printed value) {
        SqlType type = value.type();
        return isPlain(type)
                ? "to_json(" + value.instant() + ")"
                : "CAST(" + text(value.instant(), type, 1) + " AS JSON)";
    }

    /** True where DuckDB's own conversion means the same. */
    private static boolean isPlain(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return isPlain(array.element());
        }
        return SqlTypes.isInteger(type)
                || type instanceof SqlType.Varchar
                || type == SqlTypes.BOOLEAN
                || type == SqlTypes.DATE;
    }

    /** The JSON text of a value; null for a null. */
    private static String text(String value, SqlType type, int depth) {
        String name = "\"$j" + depth + '"';
        if (isPlain(type)) {
            return "CAST(to_json(" + value + ") AS VARCHAR)";
        }
        if (type == SqlTypes.DOUBLE) {
            return DoubleText.inJson(value, name);
        }
        if (type instanceof SqlType.Decimal) {
            return DuckDbCasts.cast(Printed.of(value, type), SqlTypes.VARCHAR, false);
        }
        if (type == SqlTypes.JSON) {
            return "CAST(" + value + " AS VARCHAR)";
        }
        if (type instanceof SqlType.Timestamp timestamp && !timestamp.withZone()) {
            return "('\"' || " + DuckDbCasts.clockText(value, timestamp.precision(), " ") + " || '\"')";
        }
        if (type instanceof SqlType.Array array) {
            return "('[' || array_to_string(list_transform(" + value + ", lambda " + name + ": "
                    + item(name, array.element(), depth) + "), ',') || ']')";
        }
        if (type instanceof SqlType.Map map) {
            return ofMap(value, map, name, depth);
        }
        if (type instanceof SqlType.Row row) {
            return ofRow(value, row, depth);
        }
        throw new NotOnDuckDbException("DuckDB writes `" + type + "` as JSON differently than Trino");
    }

    private static String item(String value, SqlType type, int depth) {
        return "coalesce(" + text(value, type, depth + 1) + ", 'null')";
    }

    /** Trino sorts the keys. */
    private static String ofMap(String value, SqlType.Map map, String name, int depth) {
        boolean known =
                map.key() instanceof SqlType.Varchar || SqlTypes.isInteger(map.key()) || map.key() == SqlTypes.BOOLEAN;
        if (!known) {
            throw new NotOnDuckDbException("keys of type `" + map.key() + "` are not translated to JSON");
        }
        String entry =
                "row(CAST(" + name + ".\"key\" AS VARCHAR), " + item(name + ".\"value\"", map.value(), depth) + ")";
        String pairs = "list_sort(list_transform(map_entries(" + value + "), lambda " + name + ": " + entry + "))";
        return "('{' || array_to_string(list_transform(" + pairs + ", lambda " + name + ": CAST(to_json(" + name
                + "[1]) AS VARCHAR) || ':' || " + name + "[2]), ',') || '}')";
    }

    private static String ofRow(String value, SqlType.Row row, int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            SqlType.Field field = row.fields().get(i);
            String name = "\"" + field.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\":";
            fields.add(DuckDbText.literal(name) + " || " + item(NestedCasts.field(value, row, i), field.type(), depth));
        }
        return "CASE WHEN " + value + " IS NOT NULL THEN '{' || " + String.join(" || ',' || ", fields) + " || '}' END";
    }

    /** JSON as a text: a string without its quotes, a number in the spelling of its type; no array and no object. */
    static String toText(String json) {
        String name = "\"$j1\"";
        return "list_transform([" + json + "], lambda " + name + ": CASE WHEN json_type(" + name
                + ") = 'VARCHAR' THEN json_extract_string(" + name + ", '$') WHEN json_type(" + name
                + ") = 'NULL' THEN NULL WHEN json_type(" + name + ") = 'BOOLEAN' OR regexp_full_match(CAST(" + name
                + " AS VARCHAR), '-?[0-9]+') THEN CAST(" + name + " AS VARCHAR) WHEN json_type(" + name
                + ") IN ('ARRAY', 'OBJECT') THEN " + DuckDbText.failureAsText("JSON that is no scalar") + " ELSE "
                + DoubleText.ofDouble("CAST(" + name + " AS DOUBLE)", "\"$j2\"") + " END)[1]";
    }
}
