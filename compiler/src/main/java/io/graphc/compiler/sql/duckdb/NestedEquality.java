package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * Equality of arrays and rows. In Trino a null inside makes it unknown, unless other parts differ; DuckDB takes nulls inside
 * for equal.
 */
final class NestedEquality {
    private NestedEquality() {}

    static boolean applies(SqlType type) {
        return type instanceof SqlType.Array || type instanceof SqlType.Row;
    }

    static String equal(String left, String right, SqlType type) {
        return equal(left, right, type, 1);
    }

    private static String equal(String left, String right, SqlType type, int depth) {
        if (type instanceof SqlType.Array array) {
            return arrays(left, right, array, depth);
        }
        if (type instanceof SqlType.Row row) {
            return rows(left, right, row, depth);
        }
        if (type instanceof SqlType.Char || Printed.isZoned(type)) {
            throw new NotOnDuckDbException("arrays and rows of `" + type + "` are not compared");
        }
        DuckDbOperators.requireComparable(type);
        return "(" + left + " = " + right + ")";
    }

    private static String arrays(String left, String right, SqlType.Array type, int depth) {
        String pair = "\"$e" + depth + '"';
        String items = "list_transform(list_zip(" + left + ", " + right + "), lambda " + pair + ": "
                + equal(pair + "[1]", pair + "[2]", type.element(), depth + 1) + ")";
        return "CASE WHEN len(" + left + ") <> len(" + right + ") THEN false WHEN " + left + " IS NOT NULL AND " + right
                + " IS NOT NULL THEN CASE WHEN list_contains(" + items + ", false) THEN false WHEN list_position("
                + items
                + ", NULL) IS NULL THEN true END END";
    }

    private static String rows(String left, String right, SqlType.Row type, int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
            fields.add(equal(
                    NestedCasts.field(left, type, i),
                    NestedCasts.field(right, type, i),
                    type.fields().get(i).type(),
                    depth + 1));
        }
        return "CASE WHEN " + left + " IS NOT NULL AND " + right + " IS NOT NULL THEN " + String.join(" AND ", fields)
                + " END";
    }
}
