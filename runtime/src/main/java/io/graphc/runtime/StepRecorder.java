package io.graphc.runtime;

import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.engine.StatementMeter;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs steps, times them, and tells the listener. Safe to use from several threads. */
final class StepRecorder {
    private final Clock clock;
    private final RunListener listener;
    private final int total;
    private final Turns turns;
    private final String run;
    private final WarningPolicy warnings;
    private int begun;

    /**
     * @param run tells the run apart from others that take turns with it
     * @param warnings which warnings fail a step
     */
    StepRecorder(Clock clock, RunListener listener, int total, Turns turns, String run, WarningPolicy warnings) {
        this.clock = clock;
        this.listener = listener;
        this.total = total;
        this.turns = turns;
        this.run = run;
        this.warnings = warnings;
    }

    /** The work of a step; a {@link GraphcException} is its failure. */
    @FunctionalInterface
    interface Work {
        StepEnd run();
    }

    StepResult run(Step step, String thread, Work work) {
        return turns.take(run, () -> runNow(step, thread, work));
    }

    private StepResult runNow(Step step, String thread, Work work) {
        int index = begin(step);
        Instant start = clock.instant();
        StepEnd end;
        StatementMeter.take();
        try {
            end = work.run().under(warnings);
        } catch (GraphcException e) {
            end = StepEnd.error(e.diagnostic());
        }
        return finish(result(step, end, start, thread, StatementMeter.take()), index);
    }

    /** Elements of a step were written. */
    void progressed(String id, long done, long total) {
        listener.progressed(id, done, total);
    }

    StepResult skip(Step step, String reason) {
        return unbegun(step, StepEnd.skipped(reason), StatementCost.NONE);
    }

    /** Skips a step that leaves something to later runs. */
    StepResult skip(Step step, Work left) {
        StatementMeter.take();
        StepEnd end = left.run();
        return unbegun(step, end, StatementMeter.take());
    }

    /** Leaves out a step that does not apply. */
    StepResult omit(Step step, String reason) {
        return unbegun(step, StepEnd.omitted(reason), StatementCost.NONE);
    }

    private StepResult unbegun(Step step, StepEnd end, StatementCost cost) {
        int index = begin(null);
        return finish(result(step, end, clock.instant(), "", cost), index);
    }

    private synchronized int begin(@Nullable Step step) {
        begun++;
        if (step != null) {
            listener.started(step, begun, total);
        }
        return begun;
    }

    private synchronized StepResult finish(StepResult result, int index) {
        listener.finished(result, index, total);
        return result;
    }

    private StepResult result(Step step, StepEnd end, Instant start, String thread, StatementCost cost) {
        return new StepResult(
                step,
                end.outcome(),
                start,
                clock.instant(),
                thread,
                end.message(),
                end.failures(),
                end.rows(),
                cost,
                end.diagnostics(),
                end.batches());
    }
}
