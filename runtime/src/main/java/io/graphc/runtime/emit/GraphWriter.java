package io.graphc.runtime.emit;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.load.LoadReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Writes the elements of one compiled project to one graph target. Used by one thread, in this order: {@link #open}, {@link
 * #begin}, {@link #write} for every node type, then for every relationship type, {@link #delete} for relationship types, then
 * for node types, {@link #commit}, {@link #close}; {@link #count} as often as wanted from {@link #open} on. Writing and deleting are idempotent: a whole
 * load may be repeated after a crash. Every method throws {@link io.graphc.diagnostic.GraphcException} with a coded
 * diagnostic when the target refuses.
 */
public interface GraphWriter extends AutoCloseable {
    /** What the target keeps of the loads that it gets. */
    default TargetKind kind() {
        return TargetKind.GRAPH;
    }

    /** Checks that the target can be reached and written, and prepares it; writes no element. */
    void open(CompiledProject project);

    /**
     * The number of the last load that the target itself remembers, 0 where it remembers none; empty for a target that
     * only holds the graph, which is then counted.
     */
    default OptionalLong lastLoad() {
        return OptionalLong.empty();
    }

    /** Whether a load can be added to what the target remembers; false where that has another form, and is to be replaced. */
    default boolean addsToLast() {
        return true;
    }

    /**
     * Checks, as far as names and sizes tell, that what the loads up to a number wrote is still there, before something is
     * added to it.
     *
     * @param since the number of the last load that ended well
     */
    default void checkHolds(long since) {}

    /** Begins a load; not called where nothing is written. */
    default void begin(Load load) {}

    /**
     * Writes rows of an element type: its new ones and then its changed ones, or all of them once as unknown. The cursor's
     * columns are those of the {@link io.graphc.plan.ElementQuery}: {@code ~id}, for relationships {@code ~from} and {@code
     * ~to}, then the properties of the plan in their order. Where a row has no value for a property, the element has none
     * afterwards. Ids were checked before: never null, unique, endpoints there.
     */
    WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode);

    /**
     * Writes rows and goes on where the target refuses some for what they hold; these are in the result. A target that does
     * not tell of single rows fails for the first.
     *
     * @param refusals how many rows may be refused; with more it fails
     */
    default WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode, long refusals) {
        return write(element, rows, mode);
    }

    /**
     * Loads what was written, after all writes and before all deletes. What went wrong is in the report; an error there means
     * that the target is not as it should be. Deletes and {@link #commit} do the same where it was not done.
     *
     * @param stopped asked while it waits; it then leaves alone what is under way
     */
    default LoadReport load(BooleanSupplier stopped) {
        return LoadReport.NOTHING;
    }

    /**
     * Loads the nodes of what was written and leaves the rest for {@link #load}, so that something can be done between both.
     *
     * @param stopped as there
     */
    default LoadReport loadNodes(BooleanSupplier stopped) {
        return LoadReport.NOTHING;
    }

    /** Whether {@link #writeShares} reads several shares at a time, in whichever order their rows come. */
    default boolean readsShares() {
        return false;
    }

    /**
     * Writes rows of an element type that come in shares, which together are all of them; a writer that can reads them on as
     * many threads. They are opened here and closed again.
     */
    default WriteResult writeShares(
            ElementPlan element, List<? extends Supplier<? extends RowCursor>> shares, WriteMode mode) {
        WriteResult all = WriteResult.NOTHING;
        for (Supplier<? extends RowCursor> share : shares) {
            try (RowCursor rows = share.get()) {
                all = all.plus(write(element, rows, mode));
            }
        }
        return all;
    }

    /**
     * Deletes elements of a type by their ids, those of relationships before those of nodes. A node that other
     * relationships hang on stays and is counted. All of this comes after all writes, so that a load that breaks off leaves
     * too much rather than too little.
     *
     * @param ids columns {@code ~id}, for relationships also {@code ~from} and {@code ~to}
     */
    DeleteResult delete(ElementPlan element, RowCursor ids);

    /**
     * Deletes relationships that the same load then writes with other ends, before any of their type is written. The ids
     * alone tell which; the ends are those that they had.
     */
    default DeleteResult unlink(ElementPlan element, RowCursor ids) {
        return delete(element, ids);
    }

    /** Makes what was written the graph that readers see, where the target knows such a step. */
    void commit();

    /** The number of elements of this type that the target now holds for this project and tenant. */
    long count(ElementPlan element);

    /**
     * How many transactions or requests were made again so far, because what ended them passes: another transaction in the
     * way, a lost connection.
     */
    default long repeated() {
        return 0;
    }

    /** The names of constraints that the project needs and the target lacks; none for a target without constraints. */
    default List<String> missingConstraints() {
        return List.of();
    }

    /** The graph that it wrote, for tests, actions and samples; empty for a target that keeps nothing. */
    default Optional<LoadedGraph> loaded() {
        return Optional.empty();
    }

    /** Breaks off a question to the loaded graph that is being answered, where it can; may come from any thread. */
    default void cancel() {}

    /** What the target says of itself once it is open: versions, roles; empty where it says nothing. */
    default String version() {
        return "";
    }

    /** Where the graph is, in words for the summary; no secret in it. The same before {@link #open} as after. */
    String location();

    /** Lets go of the target; what was not committed is removed where the target can. */
    @Override
    void close();
}
