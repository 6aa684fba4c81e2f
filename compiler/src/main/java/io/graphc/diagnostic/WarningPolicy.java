package io.graphc.diagnostic;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which warnings are errors and which are not told, as dbt's {@code warn_error_options} say it (docs.getdbt.com,
 * "Warnings"). Errors and notes are left as they are. What is silenced stays silent whatever else is said of it, and what
 * is to stay a warning stays one. Immutable.
 *
 * @param all whether every warning is an error that the other sets do not name
 * @param error warnings that are errors
 * @param warn warnings that stay warnings
 * @param silence warnings that nobody wants to see
 */
public record WarningPolicy(
        boolean all, Set<DiagnosticCode> error, Set<DiagnosticCode> warn, Set<DiagnosticCode> silence) {
    /** Warnings are warnings. */
    public static final WarningPolicy LENIENT = new WarningPolicy(false, Set.of(), Set.of(), Set.of());

    /** Every warning is an error. */
    public static final WarningPolicy STERN = new WarningPolicy(true, Set.of(), Set.of(), Set.of());

    public WarningPolicy {
        error = ordered(error);
        warn = ordered(warn);
        silence = ordered(silence);
    }

    private static Set<DiagnosticCode> ordered(Set<DiagnosticCode> codes) {
        Set<DiagnosticCode> ordered = EnumSet.noneOf(DiagnosticCode.class);
        ordered.addAll(codes);
        return Collections.unmodifiableSet(ordered);
    }

    /** Whether a problem is an error by this policy, or is one anyway. */
    public boolean isError(Diagnostic problem) {
        return problem.isError() || raises(problem);
    }

    /** Whether a warning of this code is an error. */
    public boolean raises(DiagnosticCode code) {
        return !silence.contains(code) && !warn.contains(code) && (all || error.contains(code));
    }

    private boolean raises(Diagnostic problem) {
        return problem.severity() == Severity.WARNING && raises(problem.code());
    }

    /** A problem as it is told; empty for one that is not. */
    public Optional<Diagnostic> judge(Diagnostic problem) {
        if (raises(problem)) {
            return Optional.of(problem.raised("a warning, which `--warn-error` or its like makes an error"));
        }
        boolean silent = problem.severity() == Severity.WARNING && silence.contains(problem.code());
        return silent ? Optional.empty() : Optional.of(problem);
    }

    /** Problems as they are told, in their order. */
    public List<Diagnostic> judge(List<Diagnostic> problems) {
        Stream<Diagnostic> told = problems.stream().flatMap(problem -> judge(problem).stream());
        return equals(LENIENT) ? problems : told.toList();
    }
}
