package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.SqlLiterals;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces tables and views so that readers always find a whole one: the new table is built beside the old one, then both
 * change places in one transaction. A build that fails leaves the old one as it was.
 */
final class Relations {
    /** The kind of a relation that is a table. */
    static final String TABLE = "BASE TABLE";

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
        List<String> swap = new ArrayList<>(drop(relation));
        swap.add("ALTER TABLE " + built.quoted() + " RENAME TO " + RelationName.quote(relation.identifier()));
        connected.transaction(swap, check);
        return rows;
    }

    void replaceWithView(RelationName relation, String query) throws SQLException {
        List<String> swap = new ArrayList<>();
        if (kind(relation).filter(TABLE::equals).isPresent()) {
            swap.addAll(drop(relation));
        }
        swap.add("CREATE OR REPLACE VIEW " + relation.quoted() + " AS " + query);
        connected.transaction(swap);
    }

    private List<String> drop(RelationName relation) throws SQLException {
        return kind(relation)
                .map(kind -> "DROP " + (kind.equals("VIEW") ? "VIEW " : "TABLE ") + relation.quoted())
                .map(List::of)
                .orElse(List.of());
    }

    /** {@code BASE TABLE} or {@code VIEW}; empty where there is no such relation. */
    Optional<String> kind(RelationName relation) throws SQLException {
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
