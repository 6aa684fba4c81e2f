package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one rendering of a template reads, sets and complains about. Belongs to one rendering. */
final class CallRecorder implements DiagnosticSink {
    private final List<ConfigValue> configs = new ArrayList<>();
    private final List<UsedReference> references = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    @Override
    public void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    /** A sink for problems that other calls have a part in: they tell those calls. */
    DiagnosticSink calledFrom(List<SourceSpan> calls) {
        return diagnostic -> {
            Diagnostic.Builder placed = Diagnostic.of(diagnostic.code(), diagnostic.message())
                    .severity(diagnostic.severity())
                    .caption(diagnostic.caption());
            diagnostic.primary().ifPresent(placed::at);
            diagnostic.labels().forEach(label -> placed.label(label.span(), label.text()));
            calls.forEach(call -> placed.label(call, "called from here"));
            diagnostic.notes().forEach(placed::note);
            diagnostic.helps().forEach(placed::help);
            report(placed.build());
        };
    }

    void reads(Entry entry, SourceSpan place) {
        references.add(new UsedReference(entry.id(), place));
    }

    void config(ConfigValue value) {
        configs.add(value);
    }

    /** The winning value that {@code config()} was called with so far. */
    Optional<ConfigValue> config(String name) {
        return configs.stream().filter(value -> value.name().equals(name)).reduce((first, last) -> last);
    }

    /** The rendering's result; with an error there is no text, since what was rendered lacks a part. */
    RenderedQuery result(Optional<MappedText> text) {
        boolean sound = diagnostics.stream().noneMatch(Diagnostic::isError);
        return new RenderedQuery(sound ? text : Optional.empty(), configs, references, diagnostics);
    }
}
