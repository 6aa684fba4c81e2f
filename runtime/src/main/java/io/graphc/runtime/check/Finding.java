package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Severity;
import java.util.Optional;

/**
 * What a test or check found.
 *
 * @param failures the number of failing rows
 * @param problem empty when nothing failed
 * @param note what is worth knowing where nothing failed, or empty
 */
public record Finding(long failures, Optional<Diagnostic> problem, String note) {
    public Finding(long failures, Optional<Diagnostic> problem) {
        this(failures, problem, "");
    }

    static final Finding NOTHING = new Finding(0, Optional.empty());

    /** Whether something failed that must stop what comes next. */
    public boolean isError() {
        return problem.isPresent() && problem.get().severity() == Severity.ERROR;
    }
}
