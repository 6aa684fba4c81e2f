package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.check.Finding;
import java.util.List;
import java.util.OptionalLong;

/** How a step ended, before times and thread are added. */
record StepEnd(
        StepOutcome outcome, String message, OptionalLong failures, OptionalLong rows, List<Diagnostic> diagnostics) {
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
