package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.engine.StatementCost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a step.
 *
 * @param thread the name of the worker, empty for a step that was skipped
 * @param message a few words, as {@code CREATE VIEW} or {@code 3 failing rows}
 * @param failures the number of failing rows of a test or check
 * @param rows the number of rows made or written, where it is known
 * @param cost what the engine says that its statements cost; {@link StatementCost#NONE} where it says nothing
 * @param batches of a model that is made by batches, what became of them
 */
public record StepResult(
        Step step,
        StepOutcome outcome,
        Instant startedAt,
        Instant completedAt,
        String thread,
        String message,
        OptionalLong failures,
        OptionalLong rows,
        StatementCost cost,
        List<Diagnostic> diagnostics,
        Optional<BatchResults> batches) {
    /** The status of a model some of whose batches failed, as dbt calls it. */
    public static final String PARTIAL = "partial success";

    public StepResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /** How it ended, in run results and logs. */
    public String status() {
        return batches.filter(BatchResults::isPartial).isPresent() ? PARTIAL : outcome.word();
    }

    public Duration duration() {
        return Duration.between(startedAt, completedAt);
    }
}
