package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds types for the columns of CSV files whose columns are not declared. All values are looked at, and a type is only
 * taken when no value would lose anything that matters: numbers with leading noughts or a plus sign, and whole numbers with
 * more digits than their type keeps, stay text. The types are boolean, bigint, double, date, timestamp; else, and for a column without values, varchar.
 */
final class CsvTypes {
    private static final SqlType TIMESTAMP = SqlTypes.timestamp(6);

    /** How many rows are looked at first, to sort out types cheaply before all rows are looked at. */
    private static final int FIRST_ROWS = 1000;

    private CsvTypes() {}

    /**
     * The columns with their types.
     *
     * @param texts a query that yields the columns as text, null where there is no value
     */
    static List<Column> infer(DuckDbSession.Connected connected, List<String> names, String texts) throws SQLException {
        List<List<SqlType>> candidates = new ArrayList<>();
        names.forEach(name -> candidates.add(List.copyOf(conditions("x").keySet())));
        List<List<SqlType>> left =
                fitting(connected, candidates, "SELECT * FROM (" + texts + ") LIMIT " + FIRST_ROWS, false);
        List<List<SqlType>> fitting = fitting(connected, left, texts, true);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(Column.of(
                    names.get(i),
                    fitting.get(i).isEmpty() ? SqlTypes.VARCHAR : fitting.get(i).get(0)));
        }
        return columns;
    }

    /**
     * The candidates of each column that fit all values of a query.
     *
     * @param needValue whether a column without values has none
     */
    private static List<List<SqlType>> fitting(
            DuckDbSession.Connected connected, List<List<SqlType>> candidates, String texts, boolean needValue)
            throws SQLException {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            String place = CsvLayout.place(i);
            for (SqlType candidate : candidates.get(i)) {
                terms.add("coalesce(bool_and(CASE WHEN " + place + " IS NOT NULL THEN "
                        + conditions(place).get(candidate) + " END), " + !needValue + ")");
            }
        }
        if (terms.isEmpty()) {
            return candidates;
        }
        List<Boolean> answers = connected
                .query("SELECT [" + String.join(", ", terms) + "] FROM (" + texts + ")", CsvTypes::booleans)
                .get(0);
        List<List<SqlType>> fitting = new ArrayList<>();
        int at = 0;
        for (List<SqlType> ofColumn : candidates) {
            List<SqlType> kept = new ArrayList<>();
            for (SqlType candidate : ofColumn) {
                if (answers.get(at++)) {
                    kept.add(candidate);
                }
            }
            fitting.add(kept);
        }
        return fitting;
    }

    private static List<Boolean> booleans(ResultSet row) throws SQLException {
        List<Boolean> values = new ArrayList<>();
        for (Object value : (Object[]) row.getArray(1).getArray()) {
            values.add((Boolean) value);
        }
        return values;
    }

    /** The types in the order of preference, each with the condition that a text must meet. */
    private static Map<SqlType, String> conditions(String text) {
        Map<SqlType, String> conditions = new LinkedHashMap<>();
        String isNumber = "NOT regexp_full_match(" + text + ", '[+].*|-?0[0-9].*') AND ";
        conditions.put(SqlTypes.BOOLEAN, "lower(" + text + ") IN ('true', 'false')");
        conditions.put(SqlTypes.BIGINT, isNumber + parses(text, SqlTypes.BIGINT));
        conditions.put(
                SqlTypes.DOUBLE,
                isNumber + "(length(" + text + ") <= 15 OR regexp_full_match(" + text
                        + ", '-?[0-9]{0,15}[.][0-9]*([eE][+-]?[0-9]+)?')) AND " + parses(text, SqlTypes.DOUBLE));
        conditions.put(SqlTypes.DATE, parses(text, SqlTypes.DATE));
        conditions.put(TIMESTAMP, parses(text, TIMESTAMP));
        return conditions;
    }

    private static String parses(String text, SqlType type) {
        return "(" + StrictCast.valueOrNull(text, type) + ") IS NOT NULL";
    }
}
