package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.datatest.MacroTests;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ConfigSpec;
import java.util.List;
import java.util.Optional;

/** The generic tests of a project and its packages, rendered by the templates of one tenant. */
record ProjectMacroTests(TenantTemplates templates, ProjectNames names, RelationFinder relations, DiagnosticSink sink)
        implements MacroTests {
    @Override
    public boolean has(String kind) {
        return templates.macros().genericTest(kind).isPresent();
    }

    @Override
    public List<String> kinds() {
        return templates.macros().genericTestKinds();
    }

    @Override
    public Optional<Query> render(Use use) {
        BoundRelation relation = use.relation();
        Entry entry = new Entry(
                relation.id(),
                relation.label(),
                relation.name(),
                relation.ephemeral().isPresent(),
                Optional.empty(),
                relation.standIn(),
                Optional.empty());
        TenantTemplates.GenericTest test = new TenantTemplates.GenericTest(
                use.name(),
                entry,
                use.column(),
                use.test().arguments(),
                use.where(),
                use.test().config(),
                use.test().kind().span());
        RenderedQuery query = templates.renderGenericTest(
                templates.macros().genericTest(use.test().kind().value()).orElseThrow(),
                test,
                names,
                id -> relations.byId(id).map(BoundRelation::columns));
        query.diagnostics().forEach(sink::report);
        return query.sql()
                .map(sql -> new Query(
                        sql,
                        query.references().stream().map(UsedReference::id).toList(),
                        ResourceConfig.of(ConfigSpec.EMPTY, query.configs(), templates.values())));
    }
}
