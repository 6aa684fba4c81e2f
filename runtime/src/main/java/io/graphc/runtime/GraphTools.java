package io.graphc.runtime;

import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.TargetKind;
import io.graphc.runtime.engine.QueryEngine;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the steps of the last part of a run work with, all on one thread. */
record GraphTools(
        QueryEngine engine,
        @Nullable GraphWriter writer,
        StepRecorder recorder,
        List<StepResult> results,
        BooleanSupplier stopped) {
    private static final String THREAD = "main";

    boolean keepsNothing() {
        return writer != null && writer.kind() == TargetKind.NOTHING;
    }

    /** Runs a step; gives the reason why the next ones are skipped. */
    String step(Step step, String obstacle, String consequence, StepRecorder.Work work) {
        if (!obstacle.isEmpty()) {
            results.add(recorder.skip(step, obstacle));
            return obstacle;
        }
        StepResult result = recorder.run(step, THREAD, work);
        results.add(result);
        if (result.outcome().blocks()) {
            return consequence;
        }
        return stopped.getAsBoolean() ? "the run was stopped" : "";
    }

    /** Leaves out a step that does not apply. */
    void omit(Step step, String reason) {
        results.add(recorder.omit(step, reason));
    }
}
