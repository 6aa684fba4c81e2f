package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.context.TenantTemplates.Pass;
import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.hook.HookRendering;
import io.graphc.compiler.resolve.BoundProject;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.NamedResource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.CalledConfigs;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.SeedSpec;
import io.graphc.project.SnapshotSpec;
import io.graphc.project.SourceSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders the models of one tenant. A model's own {@code config()} may change its name or make it ephemeral, which its
 * readers print: so every model is rendered once by what the project file and YAML say, and those that read a model which
 * then said otherwise are rendered again.
 */
final class ModelRendering {
    private final TenantBinding tenant;
    private final TenantTemplates templates;
    private final Workers workers;
    private final Map<String, Entry> fixedModels = new TreeMap<>();
    private final Map<String, Entry> sources = new TreeMap<>();
    private final Map<String, List<Column>> columns = new TreeMap<>();
    private final Set<String> disabledByTenant;
    private final List<ModelSpec> specs = new ArrayList<>();

    ModelRendering(TenantBinding tenant, BoundProject bound, TenantTemplates templates, Workers workers) {
        this.tenant = tenant;
        this.templates = templates;
        this.workers = workers;
        specs.addAll(tenant.project().models());
        this.disabledByTenant =
                tenant.disabled().models().stream().map(Located::value).collect(Collectors.toCollection(TreeSet::new));
        addSources(bound);
        addSeeds(bound);
        addSnapshots(bound);
        addLostModels();
        addSnapshotQueries();
        bound.sources()
                .forEach(source ->
                        columns.put(source.table().id(), source.table().columns()));
        bound.seeds().forEach(seed -> columns.put(seed.plan().id(), seed.plan().columns()));
    }

    /** A disabled one gives way to whatever else has its name, in whichever package. */
    private void addSnapshotQueries() {
        List<SnapshotSpec> snapshots = tenant.project().snapshots();
        snapshots.stream()
                .filter(snapshot -> !snapshot.isDisabled())
                .forEach(snapshot -> snapshot.model().ifPresent(specs::add));
        Set<String> taken = new TreeSet<>(fixedModels.keySet());
        specs.stream().map(ModelSpec::name).forEach(taken::add);
        snapshots.stream()
                .filter(snapshot ->
                        snapshot.isDisabled() && taken.add(snapshot.name().value()))
                .forEach(snapshot -> snapshot.model().ifPresent(specs::add));
    }

    /** What rendering gave: the models that take part, and the names that SQL can use. */
    record Outcome(List<RenderedModel> models, ProjectNames names) {}

    Outcome render(DiagnosticSink sink) {
        ProjectNames first = names(specs, Map.of());
        Map<String, RenderedQuery> queries = new TreeMap<>();
        renderAll(specs, first, queries);
        Map<String, List<ConfigValue>> configs = new TreeMap<>();
        queries.forEach((name, query) -> configs.put(name, query.configs()));
        ProjectNames second = names(specs, configs);
        List<ModelSpec> again = specs.stream()
                .filter(spec -> sees(spec, queries, first, second))
                .toList();
        renderAll(again, second, queries);
        return new Outcome(models(queries, second, sink), second);
    }

    private List<RenderedModel> models(Map<String, RenderedQuery> queries, ProjectNames names, DiagnosticSink sink) {
        List<RenderedModel> models = new ArrayList<>();
        for (ModelSpec spec : specs) {
            RenderedQuery query = queries.get(spec.name());
            if (query != null
                    && names.model(spec.name()).orElseThrow().disabled().isEmpty()) {
                if (query.awaited().isEmpty()) {
                    query.diagnostics().forEach(sink::report);
                }
                models.add(model(spec, query, names, sink));
            }
        }
        return models;
    }

    private void renderAll(List<ModelSpec> specs, ProjectNames names, Map<String, RenderedQuery> queries) {
        List<RenderedQuery> rendered = workers.map(specs, spec -> templates.renderModel(spec, names, this::columns));
        for (int i = 0; i < specs.size(); i++) {
            queries.put(specs.get(i).name(), rendered.get(i));
        }
    }

    private Optional<List<Column>> columns(String id) {
        return Optional.ofNullable(columns.get(id));
    }

    /** Whether a name that a model's SQL prints has changed. */
    private static boolean sees(
            ModelSpec spec, Map<String, RenderedQuery> queries, ProjectNames first, ProjectNames second) {
        RenderedQuery query = queries.get(spec.name());
        List<String> names = new ArrayList<>(List.of(spec.name()));
        if (query != null) {
            query.references().stream()
                    .map(UsedReference::id)
                    .map(id -> id.substring(id.lastIndexOf('.') + 1))
                    .forEach(names::add);
        }
        return names.stream().anyMatch(name -> !first.model(name).equals(second.model(name)));
    }

    private RenderedModel model(ModelSpec spec, RenderedQuery query, ProjectNames names, DiagnosticSink sink) {
        ResourceConfig config = ResourceConfig.of(spec, query.configs(), tenant.templates());
        boolean snapshot = spec.snapshot().isPresent();
        CalledConfigs called = snapshot ? CalledConfigs.ofSnapshots(sink) : CalledConfigs.ofModels(sink);
        query.configs().forEach(value -> called.check(value.named(), value.placed()));
        config.rendered().forEach(value -> called.checkValue(value.named(), value.placed()));
        Materialization materialization = snapshot ? Materialization.SNAPSHOT : config.materialization();
        HookRendering.Rendered hooks = materialization == Materialization.EPHEMERAL
                ? HookRendering.Rendered.NONE
                : new HookRendering(templates, names, this::columns, sink)
                        .render(new HookRendering.Owner(
                                resource(spec),
                                spec.config().with(spec.overrides()),
                                query.configs(),
                                materialization == Materialization.INCREMENTAL));
        Function<Pass, RenderedQuery> render = pass -> templates.renderModel(spec, names, this::columns, pass);
        RenderedModel model = new RenderedModel(
                        spec,
                        spec.id(),
                        query,
                        Optional.empty(),
                        Optional.empty(),
                        config,
                        materialization,
                        relation(spec, config),
                        tenant.standIn(spec.id()),
                        hooks)
                .withQueries(query, render);
        model.renderings()
                .skip(1)
                .filter(rendered -> rendered.awaited().isEmpty())
                .forEach(rendered -> rendered.diagnostics().forEach(sink::report));
        BatchTimes.check(model, render, sink);
        return model;
    }

    private static NamedResource resource(ModelSpec spec) {
        return new NamedResource(
                spec.kind(),
                spec.id(),
                spec.name(),
                spec.qualifiedName(),
                spec.file().path());
    }

    private RelationName relation(ModelSpec spec, ResourceConfig config) {
        return tenant.relation(resource(spec), config);
    }

    private ProjectNames names(List<ModelSpec> specs, Map<String, List<ConfigValue>> called) {
        Map<String, Entry> models = new LinkedHashMap<>(fixedModels);
        for (ModelSpec spec : specs) {
            ResourceConfig config =
                    ResourceConfig.of(spec, called.getOrDefault(spec.name(), List.of()), tenant.templates());
            Optional<String> disabled = config.isEnabled() ? disabledByTenant(spec.name()) : Optional.of("is disabled");
            models.put(
                    spec.name(),
                    new Entry(
                            spec.id(),
                            spec.name(),
                            relation(spec, config),
                            spec.snapshot().isEmpty() && config.materialization() == Materialization.EPHEMERAL,
                            disabled,
                            tenant.standIn(spec.id()),
                            eventTime(config)));
        }
        return new ProjectNames(models, sources);
    }

    private Optional<Located<String>> eventTime(ConfigSpec written) {
        return eventTime(ResourceConfig.of(written, List.of(), tenant.templates()));
    }

    private static Optional<Located<String>> eventTime(ResourceConfig config) {
        return config.text("event_time").filter(name -> !name.value().isBlank());
    }

    private Optional<String> disabledByTenant(String model) {
        return disabledByTenant.contains(model)
                ? Optional.of("is disabled for tenant `" + tenant.tenantName() + "`")
                : Optional.empty();
    }

    private void addSources(BoundProject bound) {
        Map<String, RelationName> relations = new LinkedHashMap<>();
        for (BoundSource source : bound.sources()) {
            relations.put(source.table().label(), source.table().relation());
        }
        for (SourceSpec source : tenant.project().sources()) {
            source.tables().forEach(table -> {
                String label = source.name().value() + "." + table.name().value();
                Optional<String> disabled =
                        bound.disabled().contains(label) ? Optional.of("is disabled") : Optional.empty();
                RelationName unknown =
                        RelationName.of(source.name().value(), table.name().value());
                sources.put(
                        label,
                        new Entry(
                                        "source." + source.packageName() + "." + label,
                                        label,
                                        relations.getOrDefault(label, unknown),
                                        false,
                                        disabled)
                                .timed(eventTime(table.config())));
            });
        }
    }

    private void addSeeds(BoundProject bound) {
        for (BoundSeed seed : bound.seeds()) {
            fixedModels.put(
                    seed.plan().name(),
                    new Entry(
                            seed.plan().id(),
                            seed.plan().name(),
                            seed.plan().relation(),
                            false,
                            Optional.empty(),
                            tenant.standIn(seed.plan().id()),
                            eventTime(seed.spec().config())));
        }
        for (SeedSpec seed : tenant.project().seeds()) {
            String name = seed.name();
            Optional<String> disabled = bound.disabled().contains(name) ? Optional.of("is disabled") : Optional.empty();
            RelationName unknown = RelationName.of(tenant.targets().engine().schema(), name);
            fixedModels.putIfAbsent(
                    name, new Entry("seed." + seed.packageName() + "." + name, name, unknown, false, disabled));
        }
    }

    /** Those that others make. */
    private void addSnapshots(BoundProject bound) {
        for (SnapshotSpec snapshot : tenant.project().snapshots()) {
            if (snapshot.query().isPresent()) {
                continue;
            }
            String name = snapshot.name().value();
            String id = snapshot.id();
            Optional<BoundSource> table = bound.sources().stream()
                    .filter(source -> source.table().id().equals(id))
                    .findFirst();
            RelationName unknown = RelationName.of(tenant.targets().engine().schema(), name);
            fixedModels.put(
                    name,
                    new Entry(
                            id,
                            name,
                            table.map(source -> source.table().relation()).orElse(unknown),
                            false,
                            table.isPresent() ? Optional.empty() : Optional.of(Entry.WITHOUT_COLUMNS)));
        }
    }

    /** Their files were reported: what reads one is not checked. */
    private void addLostModels() {
        for (String name : tenant.project().lostModels()) {
            RelationName unknown = RelationName.of(tenant.targets().engine().schema(), name);
            String id = "model." + tenant.projectName() + "." + name;
            fixedModels.put(name, new Entry(id, name, unknown, false, Optional.empty()));
        }
    }
}
