package io.graphc.runtime;

import io.graphc.plan.BatchPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.engine.QueryEngine;
import java.util.Collection;
import java.util.List;

/**
 * Tells models that are made by batches of older times for which what they read was made again. These times are open to them
 * until a run has made them, also where this run leaves them out, skips them, or ends before it comes to them. Safe to use
 * from several threads.
 */
final class LateBatches {
    private final TaskPlan plan;
    private final QueryEngine engine;

    LateBatches(TaskPlan plan, QueryEngine engine) {
        this.plan = plan;
        this.engine = engine;
    }

    /** Times of a model were made again; one thread at a time, as two models may have the same readers. */
    synchronized void tell(ModelPlan model, Collection<TimeWindow> times) {
        for (ModelPlan reader : plan.batchedReaders(model)) {
            BatchPlan batches = reader.incremental().orElseThrow().batches().orElseThrow();
            List<TimeWindow> told = batches.sinceBegin(times);
            if (!told.isEmpty()) {
                new OpenBatches(engine, reader).add(told);
            }
        }
    }
}
