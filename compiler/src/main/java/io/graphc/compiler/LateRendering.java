package io.graphc.compiler;

import io.graphc.compiler.context.RelationColumns;
import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.context.TenantTemplates.Pass;
import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Renders models whose templates ask for the columns of others, once those are known. Safe to share between threads. */
record LateRendering(TenantTemplates templates, ProjectNames names) {
    /**
     * The model, rendered again. What it reads only now is too late to be put in order, and reported; dbt wants such
     * references written where they always run, too.
     */
    Optional<RenderedModel> render(RenderedModel model, RelationColumns columns, DiagnosticSink sink) {
        Function<Pass, RenderedQuery> render = pass -> templates.renderModel(model.spec(), names, columns, pass);
        RenderedModel again = model.withQueries(render.apply(Pass.WHOLE), render);
        again.renderings().forEach(rendered -> rendered.diagnostics().forEach(sink::report));
        BatchTimes.check(again, render, sink);
        return addsNothing(model, again, sink) ? Optional.of(again) : Optional.empty();
    }

    private static boolean addsNothing(RenderedModel before, RenderedModel after, DiagnosticSink sink) {
        Set<String> known = new TreeSet<>(Set.of(before.id()));
        references(before).forEach(reference -> known.add(reference.id()));
        boolean nothing = true;
        for (UsedReference reference : references(after)) {
            if (known.add(reference.id())) {
                nothing = false;
                report(before, reference, sink);
            }
        }
        return nothing;
    }

    private static List<UsedReference> references(RenderedModel model) {
        return model.renderings()
                .flatMap(rendered -> rendered.references().stream())
                .toList();
    }

    private static void report(RenderedModel model, UsedReference reference, DiagnosticSink sink) {
        String name = reference.id().substring(reference.id().lastIndexOf('.') + 1);
        Diagnostic.of(
                        DiagnosticCode.LATE_REFERENCE,
                        "`" + model.spec().name() + "` reads `" + name
                                + "` only after the columns of another model are known")
                .at(reference.span())
                .note("models are put in order by what they read before any columns are known")
                .help("write it where it always runs, for example in a comment: `-- depends_on: {{ ref('" + name
                        + "') }}`")
                .report(sink);
    }
}
