package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.runtime.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a step ended, before times and thread are added. */
record StepEnd(
        StepOutcome outcome,
        String message,
        OptionalLong failures,
        OptionalLong rows,
        List<Diagnostic> diagnostics,
        Optional<BatchResults> batches) {
    /** The end of a step that is not made by batches. */
    StepEnd(
            StepOutcome outcome,
            String message,
            OptionalLong failures,
            OptionalLong rows,
            List<Diagnostic> diagnostics) {
        this(outcome, message, failures, rows, diagnostics, Optional.empty());
    }

    static StepEnd success(String message, long rows) {
        return new StepEnd(
                StepOutcome.SUCCESS,
                message,
                OptionalLong.empty(),
                rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
                List.of());
    }

    static StepEnd error(Diagnostic diagnostic) {
        return new StepEnd(
                StepOutcome.ERROR,
                diagnostic.message(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(diagnostic));
    }

    static StepEnd omitted(String reason) {
        return new StepEnd(StepOutcome.OMITTED, reason, OptionalLong.empty(), OptionalLong.empty(), List.of());
    }

    static StepEnd skipped(String reason) {
        return new StepEnd(StepOutcome.SKIPPED, reason, OptionalLong.empty(), OptionalLong.empty(), List.of());
    }

    /** A step that is skipped and leaves something undone that is not known for later. */
    static StepEnd skipped(String reason, Diagnostic problem) {
        return new StepEnd(StepOutcome.SKIPPED, reason, OptionalLong.empty(), OptionalLong.empty(), List.of(problem));
    }

    /** The same where something failed behind the work of the step. */
    StepEnd failed(Diagnostic problem) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.add(problem);
        String first = outcome.blocks() ? message : problem.message();
        return new StepEnd(StepOutcome.ERROR, first, failures, rows, all, batches);
    }

    /** The same where some warnings are errors: one of them fails the step. */
    StepEnd under(WarningPolicy warnings) {
        List<Diagnostic> told = warnings.judge(diagnostics);
        boolean fails = !outcome.blocks() && told.stream().anyMatch(Diagnostic::isError);
        StepOutcome failed = failures.isPresent() ? StepOutcome.FAIL : StepOutcome.ERROR;
        return new StepEnd(fails ? failed : outcome, message, failures, rows, told, batches);
    }

    /** What a test found. */
    static StepEnd of(Finding finding) {
        List<Diagnostic> problems = finding.problem().stream().toList();
        String message = problems.isEmpty() ? finding.note() : problems.get(0).message();
        StepOutcome outcome = StepOutcome.PASS;
        if (!problems.isEmpty()) {
            outcome = finding.isError() ? StepOutcome.FAIL : StepOutcome.WARN;
        }
        return new StepEnd(outcome, message, OptionalLong.of(finding.failures()), OptionalLong.empty(), problems);
    }
}
