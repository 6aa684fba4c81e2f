package io.graphc.compiler.unittest;

import io.graphc.plan.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows as a query for DuckDB that reads nothing.
 *
 * @param columns what it yields, each of its type
 */
record TypedRows(List<Column> columns, String sql) {
    private static final String ROWS = "\"~rows\"";

    TypedRows {
        columns = List.copyOf(columns);
    }

    /**
     * The query for literal values.
     *
     * @param columns what it yields; columns that are not written are null
     * @param named the columns that are written
     * @param values one list for each row, one value for each written column
     */
    static TypedRows of(List<Column> columns, List<Column> named, List<List<String>> values) {
        return new TypedRows(columns, select(columns, named, from(named, values)));
    }

    /** The query around another one, which yields the written columns. */
    static TypedRows around(List<Column> columns, List<Column> named, String query) {
        return new TypedRows(columns, select(columns, named, "(\n" + query + "\n) AS " + ROWS));
    }

    private static String from(List<Column> named, List<List<String>> values) {
        if (values.isEmpty()) {
            return "";
        }
        boolean bare = named.isEmpty();
        String rows = values.stream()
                .map(row -> "(" + (bare ? "NULL" : String.join(", ", row)) + ")")
                .collect(Collectors.joining(",\n  "));
        String names = bare
                ? "\"~\""
                : named.stream().map(column -> TypedCell.quoted(column.name())).collect(Collectors.joining(", "));
        return "(VALUES\n  " + rows + "\n) AS " + ROWS + "(" + names + ")";
    }

    private static String select(List<Column> columns, List<Column> named, String from) {
        String items = columns.stream()
                .map(column -> cast(
                                !from.isEmpty() && named.contains(column) ? TypedCell.quoted(column.name()) : "NULL",
                                column)
                        + " AS " + TypedCell.quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + items + (from.isEmpty() ? "\nWHERE false" : "\nFROM " + from);
    }

    /** A value in the column's type, where DuckDB has it. */
    static String cast(String value, Column column) {
        Optional<String> type = TypedCell.typeName(column.type());
        return type.map(name -> "CAST(" + value + " AS " + name + ")").orElse(value);
    }
}
