package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds types for the columns of CSV files whose columns are not declared. All values are looked at, and a type is only
 * taken when no value would lose anything: numbers with leading noughts or a plus sign, or with more digits than a double
 * keeps, stay text. The types are boolean, bigint, double, date, timestamp; else, and for a column without values, varchar.
 */
final class CsvTypes {
    private static final SqlType TIMESTAMP = SqlTypes.timestamp(6);

    private CsvTypes() {}

    /**
     * The columns with their types.
     *
     * @param texts a query that yields the columns as text, null where there is no value
     */
    static List<Column> infer(DuckDbSession.Connected connected, List<String> names, String texts) throws SQLException {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            terms.add("count(" + CsvLayout.place(i) + ") > 0");
            for (String fits : conditions(CsvLayout.place(i)).values()) {
                terms.add("coalesce(bool_and(" + "CASE WHEN " + CsvLayout.place(i) + " IS NOT NULL THEN " + fits
                        + " END), false)");
            }
        }
        List<List<Boolean>> answers =
                connected.query("SELECT " + String.join(", ", terms) + " FROM (" + texts + ")", row -> {
                    List<Boolean> values = new ArrayList<>();
                    for (int i = 0; i < terms.size(); i++) {
                        values.add(row.getBoolean(i + 1));
                    }
                    return values;
                });
        List<SqlType> candidates = List.copyOf(conditions("x").keySet());
        List<Column> columns = new ArrayList<>();
        int width = candidates.size() + 1;
        for (int i = 0; i < names.size(); i++) {
            List<Boolean> answer = answers.get(0).subList(i * width, (i + 1) * width);
            SqlType type = SqlTypes.VARCHAR;
            for (int c = candidates.size() - 1; answer.get(0) && c >= 0; c--) {
                type = answer.get(c + 1) ? candidates.get(c) : type;
            }
            columns.add(Column.of(names.get(i), type));
        }
        return columns;
    }

    /** The types in the order of preference, each with the condition that a text must meet. */
    private static Map<SqlType, String> conditions(String text) {
        Map<SqlType, String> conditions = new LinkedHashMap<>();
        String isNumber = "NOT regexp_full_match(" + text + ", '[+].*|-?0[0-9].*') AND ";
        conditions.put(SqlTypes.BOOLEAN, "lower(" + text + ") IN ('true', 'false')");
        conditions.put(SqlTypes.BIGINT, isNumber + parses(text, SqlTypes.BIGINT));
        conditions.put(
                SqlTypes.DOUBLE,
                isNumber + "length(regexp_replace(split_part(lower(" + text
                        + "), 'e', 1), '[^0-9]', '', 'g')) <= 15 AND " + parses(text, SqlTypes.DOUBLE));
        conditions.put(SqlTypes.DATE, parses(text, SqlTypes.DATE));
        conditions.put(TIMESTAMP, parses(text, TIMESTAMP));
        return conditions;
    }

    private static String parses(String text, SqlType type) {
        return "(" + StrictCast.valueOrNull(text, type) + ") IS NOT NULL";
    }
}
