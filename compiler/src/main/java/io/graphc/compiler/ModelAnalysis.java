package io.graphc.compiler;

import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.datatest.DeclaredFacts;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.BoundProject;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.DependencyGraph;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.Lineage;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TableSettings;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.project.DescriptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/**
 * Checks the models of one tenant, each as soon as those are checked that it reads, several at the same time. A model that
 * reads one with errors is not checked, so that one mistake is one error.
 */
final class ModelAnalysis {
    private final QueryChecker checker;
    private final String engine;
    private final DeclaredFacts facts;
    private final Map<String, ModelSource> written;
    private final Function<String, SqlTemplates> templates;
    private final Workers workers;
    private final DiagnosticSink sink;
    private final Map<String, RenderedModel> models = new TreeMap<>();
    private final Map<String, BoundRelation> relations = new ConcurrentHashMap<>();
    private final Map<String, ModelPlan> planned = new ConcurrentHashMap<>();
    private final List<ModelPlan> plans = new ArrayList<>();
    private final Set<String> unchecked = new ConcurrentSkipListSet<>();

    /**
     * The analysis of one tenant's models.
     *
     * @param written what people wrote of each model, by name
     * @param templates renders the descriptions of the project, or of a package
     * @param engine the type of the engine that the models are for
     */
    ModelAnalysis(
            QueryChecker checker,
            String engine,
            DeclaredFacts facts,
            Map<String, ModelSource> written,
            Function<String, SqlTemplates> templates,
            Workers workers,
            DiagnosticSink sink) {
        this.templates = templates;
        this.checker = checker;
        this.engine = engine;
        this.facts = facts;
        this.written = written;
        this.workers = workers;
        this.sink = sink;
    }

    /** A model's plan and the relation that its readers see. */
    private record Checked(ModelPlan plan, BoundRelation relation) {}

    void analyze(BoundProject bound, List<RenderedModel> rendered, LateRendering late) {
        bound.sources().forEach(source -> declare(known(source)));
        bound.seeds().forEach(seed -> declare(known(seed, late.names())));
        rendered.forEach(model -> models.put(model.id(), model));
        Map<String, List<String>> reads = new LinkedHashMap<>();
        rendered.forEach(model -> reads.put(model.id(), readsOf(model)));
        DependencyGraph graph = DependencyGraph.of(reads);
        new CycleReport(models).report(graph, sink);
        workers.inOrder(graph, id -> check(id, late));
        // The order of the plans does not depend on which model was ready first.
        graph.topologicalOrder()
                .forEach(id -> Optional.ofNullable(planned.get(id)).ifPresent(plans::add));
        countUnchecked(graph);
    }

    private BoundRelation known(BoundSource source) {
        SourceTable table = source.table();
        BoundRelation relation = BoundRelation.of(table.id(), table.label(), table.relation(), table.columns());
        return facts.known(
                TestSubjects.of(relation, source),
                source.spec().dataTests(),
                source.spec().columns());
    }

    private BoundRelation known(BoundSeed seed, ProjectNames names) {
        SeedPlan plan = seed.plan();
        BoundRelation relation = BoundRelation.of(plan.id(), plan.name(), plan.relation(), plan.columns())
                .withStandIn(names.model(plan.name()).flatMap(Entry::standIn));
        return facts.known(
                TestSubjects.of(relation, seed),
                seed.spec().dataTests(),
                seed.spec().columns());
    }

    private void declare(BoundRelation relation) {
        relations.put(relation.id(), relation);
    }

    private static List<String> readsOf(RenderedModel model) {
        Set<String> reads = new TreeSet<>();
        model.query().references().forEach(reference -> reads.add(reference.id()));
        // An incremental model that reads itself by ref() reads the table that is there.
        model.renderings()
                .skip(1)
                .flatMap(rendered -> rendered.references().stream())
                .map(UsedReference::id)
                .filter(id -> !id.equals(model.id()))
                .forEach(reads::add);
        model.hooks().references().forEach(reference -> reads.add(reference.id()));
        return List.copyOf(reads);
    }

    private void check(String id, LateRendering late) {
        RenderedModel model = models.get(id);
        if (model == null) {
            return;
        }
        if (model.query().hindered() && !model.awaitsColumns()) {
            unchecked.add(model.spec().name());
            return;
        }
        if (model.query().sql().isEmpty() && !model.awaitsColumns()) {
            return;
        }
        if (!relations.keySet().containsAll(readsOf(model))) {
            unchecked.add(model.spec().name());
            return;
        }
        check(model, late).ifPresent(found -> {
            planned.put(id, found.plan());
            declare(found.relation());
        });
    }

    /** Models that read a cycle, but are on none, were in no level. */
    private void countUnchecked(DependencyGraph graph) {
        Set<String> onCycles = new TreeSet<>();
        graph.cycles().forEach(onCycles::addAll);
        Set<String> ordered = new TreeSet<>(graph.topologicalOrder());
        models.forEach((id, model) -> {
            if (!ordered.contains(id) && !onCycles.contains(id)) {
                unchecked.add(model.spec().name());
            }
        });
    }

    private Optional<Checked> check(RenderedModel model, LateRendering late) {
        return model.awaitsColumns()
                ? late.render(model, id -> relation(id).map(BoundRelation::columns), sink)
                        .flatMap(again -> check(again, late.names()))
                : check(model, late.names());
    }

    private Optional<Checked> check(RenderedModel model, ProjectNames names) {
        List<String> reads = readsOf(model);
        List<BoundRelation> scope =
                reads.stream().map(this::relation).flatMap(Optional::stream).toList();
        return model.query()
                .sql()
                .flatMap(sql -> checker.checkModel(model.spec().name(), sql, scope, sink))
                .flatMap(query -> new ModelColumns(model, sink)
                        .of(query)
                        .flatMap(columns -> checked(model, query, columns, scope, names)));
    }

    private Optional<Checked> checked(
            RenderedModel model, TypedQuery query, List<Column> found, List<BoundRelation> scope, ProjectNames names) {
        return switch (model.materialization()) {
            case VIEW, TABLE, EPHEMERAL -> {
                BoundRelation relation = relation(model, query, found);
                yield Optional.of(new Checked(
                        constrained(model, plan(model, query, found, Optional.empty()), relation), relation));
            }
            case INCREMENTAL -> {
                List<Column> columns = nullable(found);
                BoundRelation relation = relation(model, query, columns);
                yield new IncrementalModels(checker, names, sink)
                        .plan(model, query, relation, scope)
                        .map(incremental -> new Checked(
                                constrained(model, plan(model, query, columns, Optional.of(incremental)), relation),
                                relation));
            }
            case SNAPSHOT ->
                new SnapshotModels(model, checker, sink)
                        .plan(nullable(found))
                        .map(planned ->
                                new Checked(plan(model, query, planned), relation(model, query, planned.columns())));
        };
    }

    /** The table holds rows of earlier runs too, of which the query of this one says nothing. */
    private static List<Column> nullable(List<Column> columns) {
        return columns.stream()
                .map(column -> Column.of(column.name(), column.type()))
                .toList();
    }

    private ModelPlan constrained(RenderedModel model, ModelPlan plan, BoundRelation relation) {
        return plan.with(
                plan.lineage(),
                plan.build().withConstraints(new ModelConstraints(model, relation, engine, checker, sink).plan()));
    }

    private static boolean isGrown(RenderedModel model) {
        return model.materialization() == Materialization.INCREMENTAL
                || model.materialization() == Materialization.SNAPSHOT;
    }

    private ModelPlan plan(RenderedModel model, TypedQuery query, SnapshotModels.Planned planned) {
        ModelPlan plan = plan(model, query, planned.columns(), Optional.empty());
        return plan.with(
                SnapshotModels.lineage(plan.lineage(), planned.plan()),
                plan.build().withSnapshot(planned.plan()));
    }

    private BoundRelation relation(RenderedModel model, TypedQuery query, List<Column> columns) {
        String name = model.spec().name();
        Optional<EphemeralTable> ephemeral = model.isEphemeral()
                ? Optional.of(new EphemeralTable(
                        model.id(), Entry.cteName(name), query.compiledSql(), query.engineSql(), columns))
                : Optional.empty();
        RelationFacts derived = isGrown(model) ? RelationFacts.NONE : query.facts();
        BoundRelation relation =
                new BoundRelation(model.id(), name, model.relation(), ephemeral, columns, derived, model.standIn());
        return facts.known(
                TestSubjects.of(relation, model),
                model.spec().dataTests(),
                model.spec().columns());
    }

    private TableSettings settings(RenderedModel model, TypedQuery query, Optional<IncrementalPlan> incremental) {
        TableSettings settings = TableConfigs.of(model, engine, sink);
        if (engine.equals("athena") && !model.isEphemeral()) {
            new AthenaTables(model, query, settings, sink).check(incremental);
        }
        return settings;
    }

    private ModelPlan plan(
            RenderedModel model, TypedQuery query, List<Column> columns, Optional<IncrementalPlan> incremental) {
        List<String> reads = readsOf(model);
        return new ModelPlan(
                model.id(),
                model.spec().name(),
                model.spec().file().path(),
                model.materialization(),
                model.relation(),
                query.compiledSql(),
                query.engineSql(),
                incremental,
                settings(model, query, incremental),
                columns,
                query.opaque() ? Lineage.unknown(reads) : query.lineage(),
                reads,
                model.config().tags(),
                templates
                        .apply(model.spec().packageName())
                        .text(model.spec().description().flatMap(DescriptionSpec::description)),
                written.getOrDefault(model.spec().name(), ModelSource.NONE),
                query.opaque(),
                model.hooks()
                        .plan()
                        .withDocs(new ModelDocs(
                                        model, templates.apply(model.spec().packageName()))
                                .plan(columns)));
    }

    /** A relation without errors, by its id. */
    Optional<BoundRelation> relation(String id) {
        return Optional.ofNullable(relations.get(id));
    }

    /** The plans of all models without errors, each after those it reads. */
    List<ModelPlan> plans() {
        return List.copyOf(plans);
    }

    /** Names of the models that were not checked because something that they read or call has errors. */
    Set<String> unchecked() {
        return unchecked;
    }
}
