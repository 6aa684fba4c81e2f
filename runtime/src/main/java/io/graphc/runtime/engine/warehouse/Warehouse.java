package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.StatementResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An engine elsewhere that speaks Trino's SQL: what an engine needs of it. Safe to use from several threads
 * at once. Every failure is a {@link io.graphc.diagnostic.GraphcException} with a coded diagnostic.
 */
public interface Warehouse extends AutoCloseable {
    /** Connects and checks what can be checked at once: address, credentials, catalog. */
    void open(CompiledProject project);

    /** Makes a schema where there is none. */
    void createSchema(Optional<String> database, String schema);

    /** Makes a table without rows, whose name is all that counts and was never used. */
    void createName(RelationName table);

    /**
     * The tables of a schema whose names begin with a text, asked for anew; sorted.
     *
     * @param beginning the schema and the text, as a name
     */
    List<RelationName> tables(RelationName beginning);

    /** What a relation is and which columns it has; empty where there is no such relation. */
    Optional<TableDescription> describe(RelationName relation);

    /** What a service says of a relation that is not there, for a note; empty where none is asked or it is there by now. */
    default Optional<String> wordsOfAbsence(RelationName relation) {
        return Optional.empty();
    }

    /**
     * Runs a statement that yields no rows.
     *
     * @return with the number of rows that were written, -1 where that is not known
     */
    StatementResult execute(Statement statement);

    /** Runs a statement that somebody wrote and streams its rows; empty where it yields none, which it alone tells. */
    Optional<RowCursor> answer(Statement statement);

    /**
     * Ends what earlier runs have begun to add to a table and did not see the end of, so that what is read of the table next
     * stays true.
     */
    default void settle(RelationName table) {}

    /**
     * A query whose rows are to be added to a table, with its values as the table holds them where adding alone would change
     * them otherwise than {@link #replaceWithTable} does.
     *
     * @param columns those that the query gives, in their order
     */
    default String added(String query, List<Column> columns, RelationName table) {
        return query;
    }

    /** Runs a query and streams its rows, in constant memory. Its columns hold scalars and arrays of them. */
    RowCursor query(Statement statement);

    /**
     * Streams all rows of a table that graphc made, by whichever way is the cheapest, as {@link StagedColumn#column} has
     * them.
     *
     * @param statement the query that gives the same rows, in the order that is wanted where there is one
     */
    RowCursor rows(Statement statement, StagedTable table);

    /**
     * The rows of a query in its order, read from the files of its tables without a statement, as {@link
     * StagedColumn#column} has them; empty where the files are not to be had, or a statement is the cheaper way.
     */
    default Optional<RowCursor> fileRows(TablesQuery query) {
        return Optional.empty();
    }

    /**
     * Makes a table of graphc's own as {@link #replaceWithTable} does, without a statement, of rows that are read from the
     * files of others; gives their number, or nothing where the files are not to be had, or a statement is the better way.
     */
    default OptionalLong makeOfFiles(FileCopy copy) {
        return OptionalLong.empty();
    }

    /** Adds rows to a table of graphc's own in the same way, all or none; tells whether it did. */
    default boolean addFile(FileCopy copy) {
        return false;
    }

    /**
     * All rows of a table that graphc made, in shares and in no order, as {@link StagedColumn#column} has them; empty where
     * {@link #rows} is the cheaper way.
     *
     * @param count how many there are
     */
    default Optional<RowShares> tableShares(StagedTable table, long count) {
        return Optional.empty();
    }

    /**
     * The rows of a query in shares and in no order, as {@link StagedColumn#column} has them; empty where {@link #query} is
     * the cheaper way.
     *
     * @param statement gives what the table holds of such rows
     * @param count how many there are
     */
    default Optional<RowShares> queryShares(Statement statement, StagedTable table, long count) {
        return Optional.empty();
    }

    /**
     * Replaces a relation with a table of the rows of a query: it is built beside what is there, then the two change
     * places, so that a failure leaves what was there. The query may read the relation.
     *
     * @param query its text is the query alone; a {@link io.graphc.runtime.engine.StatementFailedException} means places in
     *     it
     * @param columns those that the query gives, in their order, where they are known; else none
     * @return with the number of rows
     */
    StatementResult replaceWithTable(
            Statement query, RelationName relation, List<Column> columns, TableSettings settings);

    /**
     * Replaces a relation with a view.
     *
     * @param query its text is the query alone
     */
    StatementResult replaceWithView(Statement query, RelationName relation);

    /** Drops a table, with the files that graphc wrote for it, or a view; nothing happens where there is none. */
    void drop(RelationName relation);

    /** Whether rows of a table can be deleted, updated and merged. */
    boolean deletesRows(RelationName table);

    /** The same of a table that is yet to be made with these settings. */
    default boolean deletesRows(RelationName table, TableSettings settings) {
        return deletesRows(table);
    }

    /** Whether an {@code INSERT} may add rows to a table that is there. */
    default boolean takesInserts(RelationName table) {
        return true;
    }

    /** Whether relations and columns take comments by statements. */
    default boolean takesComments() {
        return false;
    }

    /** Whether {@link #replaceWithTable} takes one statement where a table is there. */
    default boolean replacesAtOnce(RelationName table) {
        return false;
    }

    /** The longest statement that is taken, in bytes of UTF-8. */
    int statementLimit();

    /** How the warehouse is called in messages, for example {@code Trino}. */
    String name();

    /** Warnings of what went wrong and failed nothing, also after {@link #close}. */
    default List<Diagnostic> notices() {
        return List.of();
    }

    /** Stops what is running, from another thread. */
    void cancel();

    @Override
    void close();
}
