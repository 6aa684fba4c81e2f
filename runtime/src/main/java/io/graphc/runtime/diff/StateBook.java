package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.runtime.engine.FormerRows;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the state of one target and tenant is written down. Each of {@link #begin}, {@link #takeOut} and {@link #commit} counts
 * as a whole or not at all, wherever the process is killed. One thread uses it.
 */
interface StateBook {
    /** Makes what is not there yet. */
    void open();

    /** Reads what is written down, for whoever does not {@link #take} it. */
    void read();

    /** Takes the right to load the target; throws a diagnostic where another run has it. */
    Lease take(Clock clock);

    /** The number of the last load that ended well, 0 for none. */
    long lastCommitted();

    /** The number of the last load that was begun, 0 for none. */
    long lastStarted();

    /** The element types, by id. */
    Map<String, StateEntry> entries();

    /** The entry of an element type that the state does not have. */
    StateEntry fresh(ElementPlan element);

    /** The rows of an element type with their hashes, where these are kept. */
    Optional<FormerRows> hashed(StateEntry entry);

    /** Queries of the ids that other tenants' states of this target have of a global element type. */
    List<String> sharedIds(ElementPlan element);

    /** Whether one query is to find all changes; otherwise what is not staged is looked for only where numbers tell. */
    boolean comparesAtOnce();

    /**
     * Makes the table of changes of an element type from a query.
     *
     * @return how many there are, -1 where the engine does not tell
     */
    long makeChanges(DiffSql sql, String query);

    /** Drops the tables of changes of element types. */
    void dropChanges(Collection<DiffSql> unused);

    /** An element type as it is with a load that begins. */
    record Begun(StateEntry entry, DiffSql sql) {}

    /**
     * Writes down that a load begins.
     *
     * @param begun element types whose changes the load is to write
     * @param idle those whose changes it is not
     * @param dropped those that the target does not hold any more
     * @return those that have begun, with the tables that they have now
     */
    List<StateEntry> begin(long load, Instant now, List<Begun> begun, List<DiffSql> idle, List<StateEntry> dropped);

    /**
     * Enters into a load that has begun that rows have left the staged table.
     *
     * @return the element type with the tables that it has now
     */
    StateEntry takeOut(DiffSql sql, StateEntry entry, Stays stays);

    /**
     * An element type at the end of a load.
     *
     * @param entry as it is to be
     * @param left ids of nodes that the target did not let go
     * @param retired whether the project has it no more
     * @param gone whether nothing of it is left
     */
    record Loaded(StateEntry entry, DiffSql sql, List<String> left, boolean retired, boolean gone) {}

    /**
     * Writes down that the load ended well and what the target now holds.
     *
     * @return the element types that the load changed, with the tables that they have now, those that are gone left out
     */
    List<StateEntry> commit(long load, Instant now, List<Loaded> loaded);

    /** Removes all that is written down of the target and tenant. */
    void forget();
}
