package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Optional;

/**
 * Tables that graphc makes for itself on an engine that cannot change several tables as one. Their columns may have any name
 * and any type: however the engine stores them, a query reads them as they were given. Safe to use from several threads;
 * failures are {@link io.graphc.diagnostic.GraphcException}.
 */
public interface OwnTables {
    /** Makes the schema of a table where there is none. */
    void makeSchema(RelationName table);

    /**
     * Makes a table of the rows of a query, in place of one that is there; who reads meanwhile sees the one or the other.
     *
     * @param columns what the query yields
     * @return the number of rows, -1 where the engine does not tell
     */
    long make(RelationName table, List<Column> columns, String engineSql);

    /**
     * Adds the rows of a query to a table, all or none; tells whether it did. Where a statement has to, nothing happens.
     *
     * @param columns what the table has and the query yields
     */
    default boolean add(RelationName table, List<Column> columns, String engineSql) {
        return false;
    }

    /**
     * The rows of a query over such tables in its order, without a statement; empty where that cannot be.
     *
     * @param columns what the query yields
     */
    default Optional<RowCursor> rows(List<Column> columns, String engineSql) {
        return Optional.empty();
    }

    /** Makes a table without rows, of which nothing counts but its name, which no table has had before. */
    void makeName(RelationName table);

    /**
     * The tables of a schema whose names begin with a text, as they are at this moment, whoever made them; sorted.
     *
     * @param beginning the schema and the text, as a name
     */
    List<RelationName> beginningWith(RelationName beginning);

    /** Tells of a table that an earlier run made, so that queries can read it. */
    void know(RelationName table, List<Column> columns);

    boolean exists(RelationName table);

    /** Drops a table; nothing happens where there is none. */
    void drop(RelationName table);
}
