package io.graphc.compiler;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Relations;
import io.graphc.compiler.resolve.NameCheck;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.RelationReference;
import java.util.Optional;

/** Finds the relations that mappings and tests name, once all models were checked. */
final class RelationFinder implements Relations {
    private final NameCheck names;
    private final ModelAnalysis analysis;

    RelationFinder(ProjectNames names, ModelAnalysis analysis, DiagnosticSink sink) {
        this.names = new NameCheck(names, sink);
        this.analysis = analysis;
    }

    @Override
    public Optional<BoundRelation> find(RelationReference reference) {
        Optional<Entry> entry;
        if (reference instanceof RelationReference.Model model) {
            entry = names.model(model.packageName(), model.name());
        } else if (reference instanceof RelationReference.Source source) {
            entry = names.source(source.source(), source.table());
        } else {
            throw new AssertionError(reference);
        }
        return entry.flatMap(found -> analysis.relation(found.id()));
    }

    @Override
    public Optional<BoundRelation> byId(String id) {
        return analysis.relation(id);
    }
}
