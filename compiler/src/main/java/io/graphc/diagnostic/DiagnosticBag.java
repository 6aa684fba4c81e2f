package io.graphc.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects problems, drops repeated ones, and gives them sorted by place. Safe to call from several threads. */
public final class DiagnosticBag implements DiagnosticSink {
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    (Diagnostic diagnostic) -> diagnostic.primary().orElse(null),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Diagnostic::severity)
            .thenComparing(diagnostic -> diagnostic.code().id())
            .thenComparing(Diagnostic::message);

    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

    @Override
    public synchronized void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    /** All problems by file, place, severity, code; those without a place come first. */
    public synchronized List<Diagnostic> sorted() {
        List<Diagnostic> sorted = new ArrayList<>(diagnostics);
        sorted.sort(ORDER);
        return List.copyOf(sorted);
    }

    public synchronized boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    public synchronized long count(Severity severity) {
        return diagnostics.stream().filter(d -> d.severity() == severity).count();
    }

    /** The number of reports so far, to see whether a step added any. */
    public synchronized int size() {
        return diagnostics.size();
    }

    public synchronized Optional<Diagnostic> firstError() {
        return sorted().stream().filter(Diagnostic::isError).findFirst();
    }
}
