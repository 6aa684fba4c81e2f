package io.graphc.runtime.diff;

import io.graphc.plan.PropertyPlan;
import java.util.ArrayList;
import java.util.List;

/** The SQL that shows what a comparison of one element type found. */
record SampleSql(DiffSql sql) {
    /** The number of updates in which each property differs, in the order of the marks. */
    String propertyCounts(int properties) {
        List<String> sums = new ArrayList<>();
        for (int i = 1; i <= properties; i++) {
            sums.add("count(CASE WHEN substr(" + DiffSql.CHANGED + ", " + i + ", 1) = '1' THEN 1 END)");
        }
        return "SELECT " + String.join(", ", sums) + " FROM " + sql.changes() + " WHERE " + DiffSql.CHANGE + " IN "
                + Change.list(Change.UPDATE, Change.PLACEHOLDER, Change.MOVE);
    }

    /**
     * The same by comparing values, for where marks say that all is to be written since nobody knows what a load has written; then
     * the number of updates in which nothing differs.
     */
    String differingValues() {
        List<String> conditions = sql.conditions();
        List<String> sums = new ArrayList<>();
        conditions.forEach(condition -> sums.add("count(CASE WHEN " + condition + " THEN 1 END)"));
        String nothing = conditions.isEmpty() ? "" : " AND NOT (" + String.join(" OR ", conditions) + ")";
        sums.add("count(CASE WHEN c." + DiffSql.CHANGE + " = '" + Change.UPDATE.letter() + "'" + nothing
                + (sql.relabelled() ? " AND false" : "") + " THEN 1 END)");
        return "SELECT " + numbered(sums) + " FROM " + sql.changes() + " AS c JOIN " + sql.staged() + " AS n ON n."
                + DiffSql.ID + " = c." + DiffSql.ID + " JOIN " + sql.state() + " AS o ON o." + DiffSql.ID + " = c."
                + DiffSql.ID + " WHERE c." + DiffSql.CHANGE + " IN "
                + Change.list(Change.UPDATE, Change.PLACEHOLDER, Change.MOVE);
    }

    /** Samples of a kind of change: keys, marks, then old and new value of each property, by id. */
    String samples(Change change, int count) {
        List<String> columns = new ArrayList<>();
        columns.add("c." + DiffSql.ID);
        columns.add("c." + DiffSql.CHANGED);
        for (PropertyPlan property : sql.whole().values()) {
            boolean before =
                    sql.shape().flatMap(old -> old.property(property.name())).isPresent();
            boolean now = !sql.isLost(property);
            columns.add(before ? "o." + DiffSql.quote(property.name()) : "NULL");
            columns.add(now ? "n." + DiffSql.quote(property.name()) : "NULL");
        }
        return "SELECT " + numbered(columns) + " FROM (SELECT * FROM "
                + sql.changes() + " WHERE " + DiffSql.CHANGE
                + " = '" + change.letter() + "' ORDER BY " + DiffSql.ID + " LIMIT " + count + ") AS c LEFT JOIN "
                + sql.staged()
                + " AS n ON n." + DiffSql.ID + " = c." + DiffSql.ID + " LEFT JOIN " + sql.state() + " AS o ON o."
                + DiffSql.ID + " = c." + DiffSql.ID
                + " ORDER BY c." + DiffSql.ID;
    }

    /** The first ids of a kind of change. */
    String sampleIds(Change change, int count) {
        return "SELECT " + DiffSql.ID + " FROM " + sql.changes() + " WHERE " + DiffSql.CHANGE + " = '" + change.letter()
                + "' ORDER BY " + DiffSql.ID + " LIMIT " + count;
    }

    private static String numbered(List<String> columns) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            named.add(columns.get(i) + " AS " + DiffSql.quote("c" + i));
        }
        return String.join(", ", named);
    }
}
