package io.graphc.runtime.emit;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.engine.RowCursor;

/**
 * Writes the elements of one compiled project to one graph target. Used by one thread, in this order: {@link #open}, {@link
 * #write} for every node type, then for every relationship type, {@link #commit}, {@link #count} as often as wanted,
 * {@link #close}. Every method throws {@link io.graphc.diagnostic.GraphcException} with a coded diagnostic when the target
 * refuses.
 */
public interface GraphWriter extends AutoCloseable {
    /** Checks that the target can be reached and written, and prepares it; writes no element. */
    void open(CompiledProject project);

    /**
     * Writes all rows of an element type. The cursor's columns are those of the {@link io.graphc.plan.ElementQuery}:
     * {@code ~id}, for relationships {@code ~from} and {@code ~to}, then the properties of the plan in their order. Ids
     * were checked before: never null, unique, endpoints there.
     */
    WriteResult write(ElementPlan element, RowCursor rows);

    /** Makes what was written the graph that readers see, where the target knows such a step. */
    void commit();

    /** The number of elements of this type that the target now holds for this project and tenant. */
    long count(ElementPlan element);

    /** Where the graph is, in words for the summary; no secret in it. */
    String location();

    /** Lets go of the target; what was not committed is removed where the target can. */
    @Override
    void close();
}
