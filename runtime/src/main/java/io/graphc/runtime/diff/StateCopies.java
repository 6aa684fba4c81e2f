package io.graphc.runtime.diff;

import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.SqlLiterals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The queries that give a new table of the state of one element type after a load, or new changes of a load under way. */
record StateCopies(DiffSql sql) {
    private static final int WRITTEN_DIGITS = 6;

    /** The columns of changes. */
    static List<Column> ofChanges(boolean link) {
        List<Column> columns = keys(link);
        columns.add(Column.of("~change", SqlTypes.VARCHAR));
        columns.add(Column.of("~changed", SqlTypes.VARCHAR));
        return columns;
    }

    /** The columns of the rows of an element type of a shape. */
    static List<Column> ofState(Shape shape) {
        List<Column> columns = keys(!shape.node());
        for (Shape.Property property : shape.properties()) {
            columns.add(Column.of(
                    property.name(), SqlTypeParser.parse(property.sqlType()).orElse(SqlTypes.VARCHAR)));
        }
        columns.add(Column.of(DiffSql.WRITTEN, SqlTypes.timestamp(WRITTEN_DIGITS)));
        return columns;
    }

    private static List<Column> keys(boolean link) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(ElementQuery.ID, SqlTypes.VARCHAR));
        if (link) {
            columns.add(Column.of(ElementQuery.FROM, SqlTypes.VARCHAR));
            columns.add(Column.of(ElementQuery.TO, SqlTypes.VARCHAR));
        }
        return columns;
    }

    /** The changes without rows that have left the staged table, which the target is to lose instead. */
    String takeOut(Stays stays) {
        return "SELECT " + names("", ofChanges(sql.link())) + " FROM "
                + sql.pending() + " AS p WHERE p." + DiffSql.CHANGE + " NOT IN " + Change.writes() + " OR p."
                + DiffSql.ID + " IN (SELECT " + DiffSql.ID + " FROM " + sql.staged() + ") UNION ALL "
                + new StateUpdates(sql).leaving(stays);
    }

    /** The changes without deletes of nodes that stay on the target. */
    String keep(List<String> ids) {
        return "SELECT " + names("", ofChanges(sql.link())) + " FROM "
                + sql.pending() + " WHERE " + DiffSql.CHANGE + " <> 'D' OR " + DiffSql.ID
                + " NOT IN ("
                + ids.stream().map(SqlLiterals::literal).collect(Collectors.joining(", ")) + ")";
    }

    /** The rows of an element type after a load. */
    String loaded(Instant now) {
        String written = SqlLiterals.literal(now);
        List<Column> columns = ofState(Shape.of(sql.element()));
        List<Column> own = columns.subList(0, columns.size() - 1);
        String mark = DiffSql.quote(DiffSql.WRITTEN);
        if (sql.shape().isEmpty()) {
            return "SELECT " + names("n.", own) + ", " + written + " AS " + mark + " FROM " + sql.staged() + " AS n";
        }
        String present = "SELECT " + names("n.", own) + ", CASE WHEN c." + DiffSql.ID + " IS NULL THEN o." + mark
                + " ELSE " + written + " END AS " + mark + " FROM " + sql.staged() + " AS n LEFT JOIN " + sql.state()
                + " AS o ON o." + DiffSql.ID + " = n." + DiffSql.ID + " LEFT JOIN "
                + sql.pending() + " AS c ON c." + DiffSql.ID + " = n." + DiffSql.ID;
        // What stays although the project has it no more is only there to be deleted one day: ids are enough.
        String nulls = ", NULL".repeat(own.size() - sql.keys().size());
        return present + " UNION ALL SELECT " + sql.aliased("o") + nulls + ", o." + mark + " FROM " + sql.state()
                + " AS o LEFT JOIN " + sql.staged() + " AS n ON n." + DiffSql.ID + " = o." + DiffSql.ID + gone()
                + " WHERE n." + DiffSql.ID + " IS NULL AND c." + DiffSql.ID + " IS NULL";
    }

    /** The rows that the target still holds of an element type that the project has no more. */
    String left(Shape shape) {
        return "SELECT " + names("o.", ofState(shape)) + " FROM " + sql.state() + " AS o" + gone() + " WHERE c."
                + DiffSql.ID + " IS NULL";
    }

    private String gone() {
        return " LEFT JOIN " + sql.pending() + " AS c ON c." + DiffSql.ID + " = o." + DiffSql.ID + " AND c."
                + DiffSql.CHANGE + " IN ('D', 'R')";
    }

    private static String names(String alias, List<Column> columns) {
        return columns.stream()
                .map(column -> alias + DiffSql.quote(column.name()))
                .collect(Collectors.joining(", "));
    }
}
