package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec.DisabledSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;

/** Checks that what a tenant's file disables is part of the project. */
final class TenantNames {
    private final ProjectSpec project;
    private final DisabledSpec disabled;
    private final DiagnosticSink sink;

    TenantNames(ProjectSpec project, DisabledSpec disabled, DiagnosticSink sink) {
        this.project = project;
        this.disabled = disabled;
        this.sink = sink;
    }

    void check() {
        check(
                "model",
                DiagnosticCode.UNKNOWN_MODEL,
                disabled.models(),
                project.models().stream().map(model -> model.name()).toList());
        check(
                "node",
                DiagnosticCode.UNKNOWN_SELECTION,
                disabled.nodes(),
                project.nodes().stream().map(node -> node.label().value()).toList());
        check(
                "relationship",
                DiagnosticCode.UNKNOWN_SELECTION,
                disabled.relationships(),
                project.relationships().stream()
                        .map(relationship -> relationship.type().value())
                        .toList());
        List<String> sources = new ArrayList<>();
        project.sources().forEach(source -> {
            sources.add(source.name().value());
            source.tables()
                    .forEach(table -> sources.add(
                            source.name().value() + "." + table.name().value()));
        });
        check("source", DiagnosticCode.UNKNOWN_SOURCE, disabled.sources(), sources);
    }

    private void check(String kind, DiagnosticCode code, List<Located<String>> names, List<String> known) {
        for (Located<String> name : names) {
            if (!known.contains(name.value())) {
                Diagnostic.of(code, kind + " `" + name.value() + "` not found")
                        .at(name.span())
                        .hint(name.value(), known, kind + "s of the project")
                        .report(sink);
            }
        }
    }
}
