package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.ActionPlan;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.project.ActionSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans the statements that run around the load: those for the graph target, in languages that it speaks. */
final class ActionPlanning {
    private final TenantBinding tenant;
    private final TenantTemplates templates;
    private final ProjectNames names;
    private final DiagnosticSink sink;
    private final Map<String, SourceSpan> taken = new LinkedHashMap<>();

    ActionPlanning(TenantBinding tenant, TenantTemplates templates, ProjectNames names, DiagnosticSink sink) {
        this.tenant = tenant;
        this.templates = templates;
        this.names = names;
        this.sink = sink;
    }

    /** In the order of the moments, then as written. One whose statement renders to nothing is left out. */
    List<ActionPlan> plan() {
        Map<Moment, Integer> counts = new EnumMap<>(Moment.class);
        List<ActionPlan> plans = new ArrayList<>();
        for (ActionSpec spec : tenant.project().actions()) {
            // A word that is none was reported with the file.
            Arrays.stream(Moment.values())
                    .filter(moment -> moment.word().equals(spec.at().value()))
                    .findFirst()
                    .flatMap(moment -> plan(spec, moment, counts.merge(moment, 1, Integer::sum)))
                    .ifPresent(plans::add);
        }
        plans.sort(Comparator.comparing(ActionPlan::at));
        return plans;
    }

    private Optional<ActionPlan> plan(ActionSpec spec, Moment moment, int number) {
        String name = spec.name().map(Located::value).orElse(moment.word() + "_" + number);
        SourceSpan place = spec.name().map(Located::span).orElse(spec.at().span());
        SourceSpan first = taken.putIfAbsent(name, place);
        if (first != null) {
            Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "there are two actions `" + name + "`")
                    .at(place)
                    .label(first, "the first one")
                    .report(sink);
            return Optional.empty();
        }
        String target = tenant.targets().graph().type();
        boolean meant = spec.targets().isEmpty()
                || spec.targets().stream().anyMatch(written -> written.value().equals(target));
        RenderedQuery query = templates.renderAction(spec, name, names);
        query.diagnostics().forEach(sink::report);
        if (!meant || query.sql().filter(text -> !text.text().isBlank()).isEmpty()) {
            return Optional.empty();
        }
        QueryLanguage language = QueryLanguage.valueOf(spec.language().value().toUpperCase(Locale.ROOT));
        if (language != QueryLanguage.SQL && !language.servers().contains(target)) {
            refuse(spec, language, target);
            return Optional.empty();
        }
        return Optional.of(new ActionPlan(
                "action." + tenant.projectName() + "." + name,
                name,
                moment,
                language,
                RenderedText.of(query.sql().get()),
                spec.span().file().path(),
                spec.span().startLine()));
    }

    private void refuse(ActionSpec spec, QueryLanguage language, String target) {
        boolean server = Arrays.stream(QueryLanguage.values())
                .anyMatch(other -> other.servers().contains(target));
        Diagnostic.of(
                        DiagnosticCode.LANGUAGE_NOT_ON_TARGET,
                        "an action is in " + language.title() + ", but the graph target `"
                                + tenant.targets().graph().name() + "` is of type " + target)
                .at(spec.language().span())
                .note(
                        server
                                ? language.title() + " is for a target of type " + String.join(", ", language.servers())
                                : "a target of type " + target + " has no server; only `sql` runs, on the engine")
                .help("say which types of targets it is for: `targets: [" + String.join(", ", language.servers())
                        + "]`")
                .report(sink);
    }
}
