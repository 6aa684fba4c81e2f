package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What runs SQL for one compiled project. All methods are safe to call from several threads at once; every one of them
 * throws {@link io.graphc.diagnostic.GraphcException} with a coded diagnostic when the engine refuses.
 */
public interface QueryEngine extends AutoCloseable {
    /** Connects and makes the schemas that the project writes to. */
    void open(CompiledProject project);

    /**
     * Makes a source readable under its relation name: a relation over its files, an empty relation for an absent one,
     * nothing for a table that the engine has. Values that do not parse as their declared type are reported with file,
     * row number and value.
     */
    void provideSource(SourceTable source);

    /** Loads a seed into its table, replacing what was there. */
    StatementResult loadSeed(SeedPlan seed);

    /** Builds a model, an incremental one by what is there. */
    default StatementResult materialize(ModelPlan model) {
        return materialize(model, false);
    }

    /**
     * Builds a view or table beside the one that is there, then swaps them, so that readers never miss it and a failed
     * build leaves the old one. The table of an incremental model that is there takes in new rows instead, all or none.
     *
     * @param fullRefresh whether tables of incremental models are built anew
     */
    StatementResult materialize(ModelPlan model, boolean fullRefresh);

    /** Keeps the descriptions of a model with its table or view, as {@link #materialize} does; none where it has none. */
    void describe(ModelPlan model);

    /**
     * Whether {@link #materialize} would let the table that is there take in rows.
     *
     * @param fullRefresh whether tables of incremental models are built anew
     */
    default boolean grows(ModelPlan model, boolean fullRefresh) {
        return false;
    }

    /**
     * Runs statements that people wrote one after the other, in the engine's own dialect; rows that they yield are left. What
     * they change in their session alone ends with them.
     *
     * @param what names them in the diagnostic when the engine refuses
     */
    default void perform(String what, List<String> statements) {
        statements.forEach(statement -> execute(List.of(statement)));
    }

    /**
     * Runs one statement that somebody wrote, as {@link #perform} does. The engine tells whether it yields rows, which no first
     * word does: {@code INSERT ... RETURNING} and {@code PRAGMA} may.
     *
     * @param reading reads the rows, which end with it
     * @return what it made of them; empty where the statement yields none
     */
    <T> Optional<T> answer(String what, String statement, Function<RowCursor, T> reading);

    /**
     * Puts the rows of an element query into its staged table.
     *
     * @param sorted whether most of the rows will be read with {@link #staged}, so that sorting them now pays
     * @return the number of rows staged
     */
    StatementResult stage(ElementPlan element, boolean sorted);

    /**
     * Puts the rows of an element query where the staged table is looked for, and keeps no more than what differs from the
     * former ones where that is cheaper: {@link #differing} then names it.
     *
     * @param sorted as with {@link #stage(ElementPlan, boolean)}
     */
    default StatementResult stage(ElementPlan element, boolean sorted, FormerRows former) {
        return stage(element, sorted);
    }

    /**
     * A table of the staged rows that differ from the former ones, in the columns of the element query, {@link RowHash#COLUMN}
     * not null; and of the former rows that are not staged just so, in the same columns and {@link FormerRows#WRITTEN}, where
     * the hash is null. Empty where all rows are in the staged table.
     */
    default Optional<RelationName> differing(ElementPlan element) {
        return Optional.empty();
    }

    /**
     * Whether it is certain, at little cost, that no two staged rows have one id; false where only a query that groups them
     * can tell.
     */
    default boolean hasUniqueIds(ElementPlan element) {
        return false;
    }

    /** Whether each statement has a price or a wait of its own, so that several questions are better asked in one. */
    default boolean paysForStatements() {
        return false;
    }

    /** Whether tables outlive this process, so that what was loaded can be remembered in them. */
    boolean keepsTables();

    /** Whether no other process can reach the tables while this engine is open. */
    boolean isExclusive();

    /** The way to make tables where {@link #execute} has no transactions; empty where it has. */
    default Optional<OwnTables> ownTables() {
        return Optional.empty();
    }

    /**
     * Runs statements that yield no rows, in one transaction, so that all of them count or none; where there are {@link
     * #ownTables}, one after the other.
     */
    void execute(List<String> statements);

    /**
     * The same for statements that are no change of the state.
     *
     * @param what names them in the diagnostic when the engine refuses
     */
    default void execute(String what, List<String> statements) {
        execute(statements);
    }

    /**
     * Puts the rows of a query over the staged table in place of the staged ones.
     *
     * @param sorted whether the rows come in the order of the table, as when some were left out
     * @return the number of rows that the table holds now
     */
    StatementResult restage(ElementPlan element, String engineSql, boolean sorted);

    /** Puts the rows of a query into a table, or behind a view, in the place of what is there; makes the schema, too. */
    void keep(RelationName relation, boolean asView, String engineSql);

    /**
     * Puts the rows that a graph target refused into {@link io.graphc.plan.ElementQuery#refused()}, in the place of what is
     * there.
     *
     * @param rows an id and a reason each
     */
    void stageRefused(ElementPlan element, List<List<String>> rows);

    /** Drops the table of refused rows. */
    void dropRefused(ElementPlan element);

    /** Runs a query and streams its rows, in constant memory. */
    RowCursor query(String engineSql);

    /** The rows of a query over tables of graphc's own, in its order, by whichever way is the cheapest. */
    default RowCursor query(RowsQuery query) {
        return query(query.sorted());
    }

    /** Streams the staged rows of an element type, sorted: nodes by id, relationships by end, start, id. */
    RowCursor staged(ElementPlan element);

    /**
     * The staged rows of an element type in shares: one, sorted, unless the engine reads many rows faster side by side, and
     * then in no order.
     *
     * @param rows how many there are
     */
    default RowShares stagedShares(ElementPlan element, long rows) {
        return RowShares.of(() -> staged(element));
    }

    /**
     * The rows of a query in shares: one, sorted, unless the engine reads many rows faster side by side, and then in no order.
     *
     * @param rows how many it gives
     */
    default RowShares queryShares(RowsQuery query, long rows) {
        return RowShares.of(() -> query(query.sorted()));
    }

    /** Warnings of what went wrong and failed nothing, also after {@link #close}. */
    default List<Diagnostic> notices() {
        return List.of();
    }

    /** Stops what is running, from another thread, for instance on Ctrl-C. */
    void cancel();

    @Override
    void close();
}
