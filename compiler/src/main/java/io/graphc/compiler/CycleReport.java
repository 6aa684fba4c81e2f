package io.graphc.compiler;

import io.graphc.compiler.context.UsedReference;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.DependencyGraph;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports cycles of models, each once, at the reference of its first member, with a label at every other. */
final class CycleReport {
    private final Map<String, RenderedModel> models;

    CycleReport(Map<String, RenderedModel> models) {
        this.models = models;
    }

    void report(DependencyGraph graph, DiagnosticSink sink) {
        graph.cycles().forEach(cycle -> report(cycle, sink));
    }

    private void report(List<String> cycle, DiagnosticSink sink) {
        List<String> names = new ArrayList<>(cycle.stream().map(this::name).toList());
        String first = names.get(0);
        names.add(first);
        String message = cycle.size() == 1
                ? "model `" + first + "` reads itself"
                : "models read each other in a cycle: "
                        + String.join(
                                " -> ",
                                names.stream().map(name -> "`" + name + "`").toList());
        Diagnostic.Builder diagnostic = Diagnostic.of(DiagnosticCode.DEPENDENCY_CYCLE, message)
                .at(reference(cycle.get(0), cycle.get(1 % cycle.size())))
                .caption("`" + first + "` reads `" + names.get(1) + "`");
        for (int i = 1; i < cycle.size(); i++) {
            diagnostic.label(
                    reference(cycle.get(i), cycle.get((i + 1) % cycle.size())),
                    "`" + names.get(i) + "` reads `" + names.get(i + 1) + "`");
        }
        diagnostic.report(sink);
    }

    private String name(String id) {
        return model(id).spec().name();
    }

    private SourceSpan reference(String reader, String read) {
        return model(reader).query().references().stream()
                .filter(reference -> reference.id().equals(read))
                .map(UsedReference::span)
                .findFirst()
                .orElseGet(() -> model(reader).spec().file().top());
    }

    private RenderedModel model(String id) {
        RenderedModel model = models.get(id);
        if (model == null) {
            throw new IllegalArgumentException("no model " + id);
        }
        return model;
    }
}
