package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one rendering of a template reads, sets and complains about. Belongs to one rendering. */
final class CallRecorder implements DiagnosticSink {
    /** Doubts about templates that are errors where a project is strict. */
    private static final Set<DiagnosticCode> DOUBTS =
            Set.of(DiagnosticCode.UNDEFINED_IN_TEMPLATE, DiagnosticCode.QUERY_NOT_RUN);

    private final boolean strict;
    private final List<ConfigValue> configs = new ArrayList<>();
    private final List<UsedReference> references = new ArrayList<>();
    private final Set<String> awaited = new LinkedHashSet<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    CallRecorder(boolean strict) {
        this.strict = strict;
    }

    @Override
    public void report(Diagnostic diagnostic) {
        diagnostics.add(
                strict && DOUBTS.contains(diagnostic.code())
                        ? asError(diagnostic).build()
                        : diagnostic);
    }

    private static Diagnostic.Builder asError(Diagnostic diagnostic) {
        return copy(diagnostic).severity(Severity.ERROR);
    }

    private static Diagnostic.Builder copy(Diagnostic diagnostic) {
        Diagnostic.Builder copy = Diagnostic.of(diagnostic.code(), diagnostic.message())
                .severity(diagnostic.severity())
                .caption(diagnostic.caption());
        diagnostic.primary().ifPresent(copy::at);
        diagnostic.labels().forEach(label -> copy.label(label.span(), label.text()));
        diagnostic.notes().forEach(copy::note);
        diagnostic.helps().forEach(copy::help);
        return copy;
    }

    /** A sink for problems that other calls have a part in: they tell those calls. */
    DiagnosticSink calledFrom(List<SourceSpan> calls) {
        return diagnostic -> {
            Diagnostic.Builder placed = copy(diagnostic);
            calls.forEach(placed::call);
            report(placed.build());
        };
    }

    void reads(Entry entry, SourceSpan place) {
        references.add(new UsedReference(entry.id(), place));
    }

    boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** Notes that the columns of a model were asked for before they are known. */
    void awaits(String id) {
        awaited.add(id);
    }

    void config(ConfigValue value) {
        configs.add(value);
    }

    /** The winning value that {@code config()} was called with so far. */
    Optional<ConfigValue> config(String name) {
        return configs.stream().filter(value -> value.name().equals(name)).reduce((first, last) -> last);
    }

    /**
     * The rendering's result; with an error there is no text, since what was rendered lacks a part.
     *
     * @param own the file that was rendered; empty when it could not be read, which was reported
     */
    RenderedQuery result(Optional<MappedText> text, Optional<SourceFile> own) {
        List<Diagnostic> errors =
                diagnostics.stream().filter(Diagnostic::isError).toList();
        Optional<MappedText> sound = errors.isEmpty() ? text : Optional.empty();
        boolean elsewhere = own.isPresent()
                && errors.stream()
                        .noneMatch(
                                error -> error.primary().map(SourceSpan::file).equals(own));
        return new RenderedQuery(
                sound, configs, references, List.copyOf(awaited), diagnostics, sound.isEmpty() && elsewhere);
    }
}
