package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.ModelPlan;
import java.util.Optional;

/**
 * The rows that the query of a batch gives. All must be of the batch's own time: others would be there twice as soon as the
 * batch is made again.
 */
public final class BatchRows {
    private BatchRows() {}

    /** The query that counts the rows of another time, or of none; empty for a model that is not made by batches. */
    public static Optional<String> countOthers(ModelPlan model, String relation) {
        return model.incremental()
                .flatMap(plan -> plan.inWindow("", model.columns()))
                .map(inside -> "SELECT count(*) FROM " + relation + " WHERE NOT coalesce(" + inside + ", false)");
    }

    /** Refuses the batch when there are such rows. */
    public static void refuse(ModelPlan model, long others) {
        if (others == 0) {
            return;
        }
        IncrementalPlan plan = model.incremental().orElseThrow();
        String column = plan.columns().get(0);
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.ROW_OUTSIDE_BATCH,
                        "a batch of model `" + model.name() + "` gives " + (others == 1 ? "a row" : others + " rows")
                                + " of another time")
                .note("`" + column + "` is null there, or not in the batch"
                        + plan.batches()
                                .flatMap(BatchPlan::window)
                                .map(window -> " of " + window)
                                .orElse(""))
                .note("when the batch is made again such rows stay, and come a second time")
                .help("give what it reads an `event_time`, or, inside of `{% if model.batch %}`, compare `" + column
                        + "` with `{{ model.batch.event_time_start }}` and `{{ model.batch.event_time_end }}`")
                .build());
    }
}
