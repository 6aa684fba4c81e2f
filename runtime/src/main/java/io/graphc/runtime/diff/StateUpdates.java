package io.graphc.runtime.diff;

import io.graphc.runtime.engine.RowHash;
import io.graphc.runtime.engine.SqlLiterals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL that brings the state of one element type to what the target holds after a load. */
record StateUpdates(DiffSql sql) {
    private static final String HASH = DiffSql.quote(RowHash.COLUMN);

    /**
     * Brings the state to what the target now holds.
     *
     * @param now the instant of the load
     */
    List<String> apply(Instant now) {
        String written = SqlLiterals.literal(now);
        List<String> statements = new ArrayList<>();
        if (sql.shape().isEmpty()) {
            statements.add("DROP TABLE IF EXISTS " + sql.tables().state().quoted());
            statements.add("CREATE TABLE " + sql.tables().state().quoted() + " AS SELECT n.*, " + hash() + " AS " + HASH
                    + ", " + written + " AS " + DiffSql.quote(DiffSql.WRITTEN) + " FROM " + sql.staged() + " AS n");
        } else if (sql.reshaped()) {
            rebuild(written, statements);
        } else {
            // A state that was written before there were hashes has none of what stays as it is.
            statements.add("ALTER TABLE " + sql.tables().state().quoted() + " ADD COLUMN IF NOT EXISTS " + HASH + " "
                    + RowHash.TYPE);
            statements.add("DELETE FROM " + sql.tables().state().quoted() + " WHERE " + DiffSql.ID + " IN (SELECT "
                    + DiffSql.ID + " FROM " + sql.tables().pending().quoted() + " WHERE " + DiffSql.CHANGE
                    + " IN "
                    + Change.list(Change.UPDATE, Change.PLACEHOLDER, Change.MOVE, Change.DELETE, Change.RELEASE) + ")");
            statements.add("INSERT INTO " + sql.tables().state().quoted() + " (" + stateColumns("") + ", " + HASH + ", "
                    + DiffSql.quote(DiffSql.WRITTEN)
                    + ") SELECT " + stateColumns("n.") + ", " + hash() + ", " + written + " FROM " + sql.staged()
                    + " AS n JOIN "
                    + sql.tables().pending().quoted() + " AS c ON c." + DiffSql.ID + " = n." + DiffSql.ID + " WHERE c."
                    + DiffSql.CHANGE
                    + " IN " + Change.writes());
        }
        return statements;
    }

    /** Brings the state of a type that the project has no more to what the target still holds. */
    List<String> applyRetired() {
        return List.of(
                "DELETE FROM " + sql.tables().state().quoted() + " WHERE " + DiffSql.ID + " IN (SELECT " + DiffSql.ID
                        + " FROM " + sql.tables().pending().quoted() + " WHERE " + DiffSql.CHANGE + " IN ('D', 'R'))");
    }

    private String hash() {
        return RowHash.of("n", sql.element());
    }

    private String stateColumns(String alias) {
        return sql.element().columns().stream()
                .map(name -> alias + DiffSql.quote(name))
                .collect(Collectors.joining(", "));
    }

    /** Elements that stay although the project has them no more are only there to be deleted one day: ids are enough. */
    private void rebuild(String written, List<String> statements) {
        String next = sql.tables().next().quoted();
        statements.add("DROP TABLE IF EXISTS " + next);
        statements.add("CREATE TABLE " + next + " AS SELECT n.*, " + hash() + " AS " + HASH + ", CASE WHEN c."
                + DiffSql.ID + " IS NULL THEN o."
                + DiffSql.quote(DiffSql.WRITTEN) + " ELSE " + written + " END AS " + DiffSql.quote(DiffSql.WRITTEN)
                + " FROM " + sql.staged()
                + " AS n LEFT JOIN " + sql.state() + " AS o ON o." + DiffSql.ID + " = n." + DiffSql.ID + " LEFT JOIN "
                + sql.tables().pending().quoted() + " AS c ON c." + DiffSql.ID + " = n." + DiffSql.ID);
        String kept = sql.keys().stream().map(DiffSql::quote).collect(Collectors.joining(", "));
        statements.add("INSERT INTO " + next + " (" + kept + ", " + DiffSql.quote(DiffSql.WRITTEN) + ") SELECT "
                + sql.aliased("o")
                + ", o." + DiffSql.quote(DiffSql.WRITTEN) + " FROM " + sql.state() + " AS o LEFT JOIN " + sql.staged()
                + " AS n ON n." + DiffSql.ID
                + " = o." + DiffSql.ID + " LEFT JOIN " + sql.tables().pending().quoted() + " AS c ON c." + DiffSql.ID
                + " = o." + DiffSql.ID
                + " AND c." + DiffSql.CHANGE + " IN ('D', 'R') WHERE n." + DiffSql.ID + " IS NULL AND c." + DiffSql.ID
                + " IS NULL");
        statements.add("DROP TABLE " + sql.tables().state().quoted());
        statements.add("ALTER TABLE " + next + " RENAME TO "
                + DiffSql.quote(sql.tables().state().identifier()));
    }

    /** Enters into a load that has begun that rows have left the staged table. */
    List<String> takeOut(Stays stays) {
        String pending = sql.tables().pending().quoted();
        String columns = sql.keys().stream().map(DiffSql::quote).collect(Collectors.joining(", "));
        return List.of(
                "DELETE FROM " + pending + " WHERE " + DiffSql.CHANGE + " IN " + Change.writes() + " AND " + DiffSql.ID
                        + " NOT IN (SELECT " + DiffSql.ID + " FROM " + sql.staged() + ")",
                "INSERT INTO " + pending + " (" + columns + ", " + DiffSql.CHANGE + ", " + DiffSql.CHANGED + ") "
                        + leaving(stays));
    }

    /** What the target holds of rows that have left the staged table while a load goes on. */
    String leaving(Stays stays) {
        return "SELECT " + sql.aliased("o") + ", " + DiffSql.fate(stays) + " AS " + DiffSql.CHANGE
                + ", '' AS " + DiffSql.CHANGED + " FROM " + sql.state() + " AS o LEFT JOIN " + sql.staged()
                + " AS n ON n." + DiffSql.ID + " = o." + DiffSql.ID + " LEFT JOIN "
                + sql.pending() + " AS p ON p." + DiffSql.ID + " = o." + DiffSql.ID + " WHERE n."
                + DiffSql.ID + " IS NULL AND (p." + DiffSql.ID + " IS NULL OR p." + DiffSql.CHANGE
                + " IN " + Change.writes() + ")";
    }

    /** Leaves nodes that stay on the target in the state. */
    String keep(List<String> ids) {
        return "DELETE FROM " + sql.tables().pending().quoted() + " WHERE " + DiffSql.CHANGE + " = 'D' AND "
                + DiffSql.ID + " IN (" + ids.stream().map(SqlLiterals::literal).collect(Collectors.joining(", ")) + ")";
    }
}
