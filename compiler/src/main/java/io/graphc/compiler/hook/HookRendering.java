package io.graphc.compiler.hook;

import io.graphc.compiler.context.RelationColumns;
import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.NamedResource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.BuildPlan;
import io.graphc.plan.HookPlan;
import io.graphc.plan.PersistedDocs;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ConfigSpec;
import io.graphc.project.HookReader;
import io.graphc.project.HookSpec;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Renders the hooks of models, seeds and snapshots. They add up: those of the project file come first, those of SQL last. */
public final class HookRendering {
    private final TenantTemplates templates;
    private final ProjectNames names;
    private final RelationColumns columns;
    private final DiagnosticSink sink;

    public HookRendering(TenantTemplates templates, ProjectNames names, RelationColumns columns, DiagnosticSink sink) {
        this.templates = templates;
        this.names = names;
        this.columns = columns;
        this.sink = sink;
    }

    /**
     * What has hooks.
     *
     * @param written its configs in YAML, outermost first
     * @param called what {@code config()} was called with
     * @param grows whether it is an incremental model
     */
    public record Owner(NamedResource resource, ConfigSpec written, List<ConfigValue> called, boolean grows) {
        public Owner {
            called = List.copyOf(called);
        }
    }

    /**
     * Hooks with what they read.
     *
     * @param references without the relation that they belong to
     */
    public record Rendered(BuildPlan plan, List<UsedReference> references) {
        public static final Rendered NONE = new Rendered(BuildPlan.NONE, List.of());

        public Rendered {
            references = List.copyOf(references);
        }
    }

    public Rendered render(Owner owner) {
        List<UsedReference> references = new ArrayList<>();
        // Other than the stable order says, dbt runs what is outside of the transaction first and last.
        List<HookSpec> before = specs(owner, "pre_hook");
        before.sort(Comparator.comparing(hook -> !hook.outside()));
        List<HookSpec> after = specs(owner, "post_hook");
        after.sort(Comparator.comparing(HookSpec::outside));
        if (before.isEmpty() && after.isEmpty()) {
            return Rendered.NONE;
        }
        BuildPlan plan = new BuildPlan(
                plans(before, owner, references),
                plans(after, owner, references),
                Optional.empty(),
                List.of(),
                PersistedDocs.NONE);
        return new Rendered(plan, references);
    }

    private static List<HookSpec> specs(Owner owner, String name) {
        List<HookSpec> hooks = new ArrayList<>();
        owner.written().entries().stream()
                .filter(entry -> entry.name().equals(name))
                .forEach(entry -> hooks.addAll(HookReader.read(entry.value())));
        owner.called().stream()
                .filter(value -> value.name().equals(name) && value.value().isPresent())
                .forEach(value -> hooks.addAll(HookReader.read(value.value().orElseThrow(), value.span())));
        return hooks;
    }

    private List<HookPlan> plans(List<HookSpec> hooks, Owner owner, List<UsedReference> references) {
        List<HookPlan> plans = new ArrayList<>();
        for (HookSpec hook : hooks) {
            List<UsedReference> own = new ArrayList<>();
            Optional<List<String>> made = render(hook, owner, false, own);
            Optional<List<String>> grown = owner.grows() ? render(hook, owner, true, own) : made;
            own.removeIf(reference -> reference.id().equals(owner.resource().id()));
            references.addAll(own);
            if (made.isPresent() && grown.isPresent()) {
                plans.add(new HookPlan(made.get(), grown.get(), WrittenPlace.of(hook.place()), ids(own)));
            }
        }
        return plans;
    }

    private Optional<List<String>> render(
            HookSpec hook, Owner owner, boolean incremental, List<UsedReference> references) {
        RenderedQuery query =
                templates.renderHook(hook, owner.resource(), owner.written(), names, columns, incremental);
        query.diagnostics().forEach(sink::report);
        references.addAll(query.references());
        if (!query.awaited().isEmpty()) {
            Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "a hook cannot ask for the columns of a model")
                    .at(hook.place())
                    .note("hooks are rendered before the columns of models are known")
                    .report(sink);
            return Optional.empty();
        }
        return query.sql().map(HookRendering::texts);
    }

    /** What is read, each once, sorted. */
    static List<String> ids(List<UsedReference> references) {
        return references.stream().map(UsedReference::id).distinct().sorted().toList();
    }

    static List<String> texts(MappedText sql) {
        return HookStatements.of(sql).stream().map(MappedText::text).toList();
    }
}
