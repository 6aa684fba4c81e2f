package io.graphc.runtime;

import io.graphc.plan.BatchPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.engine.QueryEngine;
import java.util.Collection;
import java.util.List;

/**
 * Tells models that are made by batches of times for which what they read was made again without them. These times are open to
 * them until a run has made them, also where this run leaves them out, skips them, or ends before it comes to them. Safe to
 * use from several threads.
 */
final class LateBatches {
    private final TaskPlan plan;
    private final QueryEngine engine;

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
            List<TimeWindow> told = batches(reader).sinceBegin(leftOut ? made : others);
            if (!told.isEmpty() && engine.keepsTables() && (!leftOut || engine.grows(reader, false))) {
                new OpenBatches(engine, reader).add(told);
            }
        }
    }

    private static BatchPlan batches(ModelPlan reader) {
        return reader.incremental().orElseThrow().batches().orElseThrow();
    }
}
