package io.graphc.compiler;

import io.graphc.compiler.NamedElements.Kind;
import io.graphc.compiler.NamedElements.Named;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.QueryLanguage;
import io.graphc.project.LabelsSpec;
import io.graphc.project.NodeSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.source.MappedText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Warns of labels and relationship types in tests of the graph that the project has not: such a test finds nothing and
 * passes forever. On a server, where others may write elements of their own, only of names that look misspelt.
 */
final class ElementNameCheck {
    private final Set<String> labels = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();
    private final boolean server;
    private final DiagnosticSink sink;

    /** @param target the type of the graph target */
    ElementNameCheck(ProjectSpec project, String target, DiagnosticSink sink) {
        for (NodeSpec node : project.nodes()) {
            node.labels().forEach(label -> labels.add(label.value()));
            for (LabelsSpec optional : node.labelsFrom()) {
                optional.choices().forEach(choice -> labels.add(choice.label().value()));
            }
        }
        project.relationships()
                .forEach(relationship -> types.add(relationship.type().value()));
        this.server = Arrays.stream(QueryLanguage.values())
                .anyMatch(language -> language.servers().contains(target));
        this.sink = sink;
    }

    /** Looks at the statement of a test. */
    void check(String test, QueryLanguage language, MappedText statement) {
        // Without any mapping there is nothing to compare with, and the graph is somebody else's.
        if (labels.isEmpty()) {
            return;
        }
        Set<String> told = new TreeSet<>();
        for (Named named : NamedElements.of(language, statement.text())) {
            Set<String> known = new TreeSet<>(types);
            if (named.kind() == Kind.ANY) {
                known.addAll(labels);
            }
            boolean strange = Arrays.stream(named.name().split("::", -1)).anyMatch(name -> !known.contains(name));
            List<String> near = Spelling.nearest(named.name(), known);
            if (strange && (!server || !near.isEmpty()) && told.add(named.name())) {
                warn(test, named, known, statement);
            }
        }
    }

    private void warn(String test, Named named, Set<String> known, MappedText statement) {
        String what = named.kind() == Kind.RELATIONSHIP ? "relationship type" : "label or relationship type";
        Diagnostic.of(
                        DiagnosticCode.UNKNOWN_LABEL,
                        "test `" + test + "` names `" + named.name() + "`, but the project has no " + what
                                + " of that name")
                .at(statement.originOf(named.start(), named.end()))
                .hint(named.name(), known, what.equals("relationship type") ? "relationship types" : "labels and types")
                .report(sink);
    }
}
