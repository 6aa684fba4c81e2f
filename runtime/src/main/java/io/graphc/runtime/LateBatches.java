package io.graphc.runtime;

import io.graphc.plan.BatchPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.engine.QueryEngine;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells models that are made by batches of times for which what they read was made again without them. These times are open to
 * them until a run has made them, also where this run leaves them out, skips them, or ends before it comes to them. Safe to
 * use from several threads.
 */
final class LateBatches {
    private final TaskPlan plan;
    private final QueryEngine engine;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    LateBatches(TaskPlan plan, QueryEngine engine) {
        this.plan = plan;
        this.engine = engine;
    }

    /**
     * Times of a model were made again; one thread at a time, as two models may have the same readers.
     *
     * @param made all of them, which readers that this run leaves out are told of, if they have a table
     * @param others those that readers of this run do not make anyway
     */
    synchronized void tell(ModelPlan model, Collection<TimeWindow> made, Collection<TimeWindow> others) {
        for (ModelPlan reader : plan.batchedReaders(model)) {
            boolean leftOut = !plan.models().contains(reader);
            List<TimeWindow> times = batches(reader).sinceBegin(leftOut ? made : others);
            if (!times.isEmpty() && engine.keepsTables() && (!leftOut || engine.grows(reader, false))) {
                new OpenBatches(engine, reader).add(times);
                told.add(reader.id());
            }
        }
    }

    /** Whether more is open to a model than it has entered itself. */
    boolean haveTold(ModelPlan reader) {
        return told.contains(reader.id());
    }

    private static BatchPlan batches(ModelPlan reader) {
        return reader.incremental().orElseThrow().batches().orElseThrow();
    }
}
