package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.SqlLiterals;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Replaces tables and views so that readers always find a whole one: the new table is built beside the old one, then both
 * change places in one transaction. A build that fails leaves the old one as it was.
 */
final class Relations {
    /** The kind of a relation that is a table. */
    static final String TABLE = "BASE TABLE";

    private static final String VIEW = "VIEW";

    private static final String NEW = "__graphc_new";

    private final DuckDbSession.Connected connected;

    Relations(DuckDbSession.Connected connected) {
        this.connected = connected;
    }

    /**
     * Replaces a relation with a table.
     *
     * @return the number of its rows
     */
    long replaceWithTable(RelationName relation, String query) throws SQLException {
        return replaceWithTable(relation, query, () -> {});
    }

    /**
     * Replaces a relation with a table.
     *
     * @param check looks at the new rows, before they count
     * @return the number of its rows
     */
    long replaceWithTable(RelationName relation, String query, DuckDbSession.Check check) throws SQLException {
        RelationName built = relation.withIdentifier(relation.identifier() + NEW);
        connected.execute("CREATE OR REPLACE TABLE " + built.quoted() + " AS " + query);
        long rows = connected.queryLong("SELECT count(*) FROM " + built.quoted());
        String rename = "ALTER TABLE " + built.quoted() + " RENAME TO " + RelationName.quote(relation.identifier());
        swap(relation, VIEW, List.of("DROP TABLE IF EXISTS " + relation.quoted(), rename), rename, check);
        return rows;
    }

    /**
     * Replaces a relation with a table whose rows are still to come; who fills it keeps readers away until then. Without compression: finding the best one costs more
     * than making rows that are read two or three times.
     */
    void replaceWithEmptyTable(RelationName relation, List<DescribedColumn> columns) throws SQLException {
        String create = columns.stream()
                .map(column ->
                        RelationName.quote(column.name()) + " " + column.typeText() + " USING COMPRESSION uncompressed")
                .collect(Collectors.joining(", ", "CREATE OR REPLACE TABLE " + relation.quoted() + " (", ")"));
        swap(relation, VIEW, List.of(create), create, () -> {});
    }

    void replaceWithView(RelationName relation, String query) throws SQLException {
        String create = "CREATE OR REPLACE VIEW " + relation.quoted() + " AS " + query;
        swap(relation, TABLE, List.of(create), create, () -> {});
    }

    /**
     * Puts a relation in the place of one that most likely is of its own kind, or missing. To ask first would take longer than
     * the change itself: DuckDB answers by listing all tables of all schemas, those of all other tenants, too.
     *
     * @param other the kind that the statements cannot replace
     * @param last what is done once one of the other kind is gone
     */
    private void swap(
            RelationName relation, String other, List<String> statements, String last, DuckDbSession.Check check)
            throws SQLException {
        try {
            connected.transaction(statements, check);
        } catch (SQLException e) {
            if (DuckDbErrors.isInterrupt(e) || !listed(relation).equals(Optional.of(other))) {
                throw e;
            }
            String drop = "DROP " + (other.equals(VIEW) ? "VIEW " : "TABLE ") + relation.quoted();
            connected.transaction(List.of(drop, last), check);
        }
    }

    /** {@code BASE TABLE} or {@code VIEW}; empty where there is no such relation. */
    Optional<String> kind(RelationName relation) throws SQLException {
        return isTable(relation) ? Optional.of(TABLE) : listed(relation);
    }

    /** Rows can be deleted from tables only; nothing is, and no other table is looked at. False where it is not known. */
    private boolean isTable(RelationName relation) throws SQLException {
        return connected.prepares("DELETE FROM " + relation.quoted());
    }

    private Optional<String> listed(RelationName relation) throws SQLException {
        String database = relation.database().map(SqlLiterals::literal).orElse("current_database()");
        return connected
                .query(
                        "SELECT table_type FROM information_schema.tables WHERE lower(table_catalog) = lower("
                                + database
                                + ") AND lower(table_schema) = lower(" + SqlLiterals.literal(relation.schema())
                                + ") AND lower(table_name) = lower(" + SqlLiterals.literal(relation.identifier())
                                + ")",
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }
}
