package io.graphc.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects problems, drops repeated ones, and gives them sorted by place. Safe to call from several threads. */
public final class DiagnosticBag implements DiagnosticSink {
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    (Diagnostic diagnostic) -> diagnostic.primary().orElse(null),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Diagnostic::severity)
            .thenComparing(diagnostic -> diagnostic.code().id())
            .thenComparing(Diagnostic::message)
            .thenComparing(DiagnosticBag::places)
            .thenComparing(DiagnosticBag::words);

    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

    /** Where its labels are. */
    private static String places(Diagnostic diagnostic) {
        return diagnostic.labels().stream()
                .map(label -> label.span().toString())
                .collect(Collectors.joining(" "));
    }

    /** All else that it says: of problems that differ in that alone the order must not depend on who came first. */
    private static String words(Diagnostic diagnostic) {
        return diagnostic.caption() + diagnostic.labels() + diagnostic.notes() + diagnostic.helps();
    }

    @Override
    public synchronized void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    /** All problems by file, place, severity, code, what has one cause as one; those without a place come first. */
    public synchronized List<Diagnostic> sorted() {
        List<Diagnostic> sorted = new ArrayList<>(diagnostics);
        sorted.sort(ORDER);
        return FollowUps.leaveOut(CommonCauses.merge(sorted));
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
