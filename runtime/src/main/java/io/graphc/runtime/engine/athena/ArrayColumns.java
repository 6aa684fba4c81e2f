package io.graphc.runtime.engine.athena;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;

/**
 * Columns of queries that hold arrays: in results their values run together ({@code [a, b]} may be one text or two), so they
 * are asked for as JSON.
 */
final class ArrayColumns {
    private static final String ORDER = "\nORDER BY ";

    private ArrayColumns() {}

    private static boolean isArray(Column column) {
        return column.type() instanceof SqlType.Array;
    }

    /** The columns as the result describes them, arrays without the type of their elements. */
    static List<Column> told(ResultPages pages) {
        List<Column> columns = new ArrayList<>();
        for (ColumnInfo column : pages.columns()) {
            int precision = column.precision() == null ? 0 : column.precision();
            int scale = column.scale() == null ? 0 : column.scale();
            columns.add(Column.of(column.name(), ValueText.type(column.type(), precision, scale)));
        }
        return columns;
    }

    /** The query that tells the types of arrays, in one row. */
    static String types(List<Column> columns, String sql) {
        return columns.stream()
                        .filter(ArrayColumns::isArray)
                        .map(column -> "max(typeof(" + RelationName.quote(column.name()) + "))")
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM (\n" + sql + "\n)";
    }

    /** The columns with these types; without rows any will do. */
    static List<Column> typed(List<Column> columns, ResultPages types) {
        List<Datum> row = types.hasNext() ? types.next() : List.of();
        List<Column> typed = new ArrayList<>();
        int next = 0;
        for (Column column : columns) {
            if (!isArray(column)) {
                typed.add(column);
                continue;
            }
            String told = next < row.size() ? row.get(next).varCharValue() : null;
            next++;
            typed.add(Column.of(
                    column.name(),
                    told == null
                            ? SqlTypes.array(SqlTypes.VARCHAR)
                            : SqlTypeParser.parse(told).orElse(SqlTypes.array(SqlTypes.VARCHAR))));
        }
        return typed;
    }

    /** Where the order of the whole query begins; negative where the last one is that of a part in parentheses. */
    private static int order(String sql) {
        int order = sql.lastIndexOf(ORDER);
        int depth = 0;
        for (int i = Math.max(order, 0); i < sql.length(); i++) {
            depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return -1;
            }
        }
        return order;
    }

    /** The query with its arrays as JSON; its order, written on a line of its own at its end, stays the order. */
    static String asJson(List<Column> columns, String sql) {
        if (columns.stream().noneMatch(ArrayColumns::isArray)) {
            return sql;
        }
        int order = order(sql);
        String rows = order < 0 ? sql : sql.substring(0, order);
        return columns.stream()
                        .map(column -> {
                            String name = RelationName.quote(column.name());
                            return isArray(column) ? "json_format(CAST(" + name + " AS JSON)) AS " + name : name;
                        })
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM (\n" + rows + "\n)" + (order < 0 ? "" : sql.substring(order));
    }
}
