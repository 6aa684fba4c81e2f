package io.graphc.compiler.sql.duckdb;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One question to Trino and its answer, a line of {@code duckdb/recorded}; line breaks and tabs of the question are recorded
 * as their pictures.
 *
 * @param question an expression or a query
 * @param type Trino's type; of a query, names and types of all columns; {@code !} where Trino stops with an error
 * @param value Trino's rows, values between bars, rows between double semicolons; an error starts with {@code ERROR}
 */
record RecordedRow(String question, String type, String value) {
    static RecordedRow parse(String line) {
        String[] parts = line.split("\t", -1);
        return new RecordedRow(parts[0], parts[1], ShownValue.normalized(parts[2]));
    }

    boolean isQuery() {
        String start = question.toUpperCase(Locale.ROOT);
        return start.startsWith("SELECT ") || start.startsWith("WITH ") || start.startsWith("VALUES ");
    }

    String sql() {
        String text = question.replace('\u2424', '\n').replace('\u2409', '\t');
        return isQuery() ? text : "SELECT " + text;
    }

    /** Without a sort key, rows come in any order. */
    boolean isSame(String rows) {
        return !isSorted() && sorted(rows).equals(sorted(value));
    }

    /** Whether the whole query has a sort key: one inside of parentheses sorts something else. */
    private boolean isSorted() {
        String text = question.toLowerCase(Locale.ROOT);
        String outside = text.replaceAll("\\([^()]*\\)", "");
        while (!outside.equals(text)) {
            text = outside;
            outside = text.replaceAll("\\([^()]*\\)", "");
        }
        return outside.contains("order by");
    }

    private static List<String> sorted(String rows) {
        return Stream.of(rows.split(" ;; ")).sorted().toList();
    }

    boolean failed() {
        return value.startsWith("ERROR");
    }

    String line() {
        return question + "\t" + type + "\t" + value;
    }
}
