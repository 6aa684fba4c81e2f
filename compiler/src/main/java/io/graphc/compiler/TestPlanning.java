package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.datatest.DataTestContext;
import io.graphc.compiler.datatest.DataTestPlanner;
import io.graphc.compiler.datatest.FailureTables;
import io.graphc.compiler.datatest.TestNames;
import io.graphc.compiler.datatest.TestRules;
import io.graphc.compiler.elementtest.ElementTestContext;
import io.graphc.compiler.elementtest.ElementTestPlanner;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.resolve.BoundProject;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.Lineage;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.CalledConfigs;
import io.graphc.project.SingularTestSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Plans the tests of a project: those in YAML on sources, seeds, models and elements, and the singular ones in SQL. */
final class TestPlanning {
    private final TenantBinding tenant;
    private final RelationFinder relations;
    private final TenantTemplates templates;
    private final QueryChecker checker;
    private final Parallel parallel;
    private final DiagnosticSink sink;
    private final FailureTables failures;
    private final TestNames names;

    TestPlanning(
            TenantBinding tenant,
            RelationFinder relations,
            TenantTemplates templates,
            QueryChecker checker,
            Parallel parallel,
            DiagnosticSink sink) {
        this.tenant = tenant;
        this.relations = relations;
        this.templates = templates;
        this.checker = checker;
        this.parallel = parallel;
        this.sink = sink;
        this.failures = new FailureTables(tenant.projectName(), tenant.targets(), templates.naming());
        this.names = new TestNames(sink);
    }

    /** The plans, sorted by id. What reads a relation with errors is left out. */
    List<TestPlan> plan(BoundProject bound, ModelRendering.Outcome rendered) {
        DataTestPlanner planner = new DataTestPlanner(new DataTestContext(
                tenant.projectName(),
                failures,
                relations,
                templates.sql(),
                names,
                new ProjectMacroTests(templates, rendered.names(), relations, sink),
                checker,
                parallel,
                sink));
        for (BoundSource source : bound.sources()) {
            relations
                    .byId(source.table().id())
                    .ifPresent(relation -> planner.add(
                            TestSubjects.of(relation, source),
                            source.spec().dataTests(),
                            source.spec().columns()));
        }
        for (BoundSeed seed : bound.seeds()) {
            relations
                    .byId(seed.plan().id())
                    .ifPresent(relation -> planner.add(
                            TestSubjects.of(relation, seed),
                            seed.spec().dataTests(),
                            seed.spec().columns()));
        }
        for (RenderedModel model : rendered.models()) {
            relations
                    .byId(model.id())
                    .ifPresentOrElse(
                            relation -> planner.add(
                                    TestSubjects.of(relation, model),
                                    model.spec().dataTests(),
                                    model.spec().columns()),
                            () -> planner.checkKinds(
                                    model.spec().dataTests(), model.spec().columns()));
        }
        List<TestPlan> plans = new ArrayList<>(planner.plans());
        List<SingularTestSpec> ofTables = tenant.project().singularTests().stream()
                .filter(test -> GraphTestPlanning.language(test).isEmpty())
                .toList();
        parallel.map(ofTables, test -> singular(test, rendered.names())).forEach(plan -> plan.ifPresent(plans::add));
        plans.sort(Comparator.comparing(TestPlan::id));
        return plans;
    }

    /** The plans of the tests of elements, sorted by id. */
    List<TestPlan> plan(GraphPlan graph) {
        ElementTestPlanner planner = new ElementTestPlanner(
                new ElementTestContext(tenant.projectName(), failures, templates.sql(), names, checker, parallel, sink),
                graph,
                tenant.project().nodes(),
                tenant.project().relationships());
        tenant.project().nodes().forEach(planner::add);
        tenant.project().relationships().forEach(planner::add);
        return planner.plans().stream()
                .sorted(Comparator.comparing(TestPlan::id))
                .toList();
    }

    private Optional<TestPlan> singular(SingularTestSpec spec, ProjectNames names) {
        RenderedQuery query =
                templates.renderTest(spec, names, id -> relations.byId(id).map(BoundRelation::columns));
        ResourceConfig config = ResourceConfig.of(spec.config(), query.configs(), tenant.templates());
        if (!config.isEnabled()) {
            return Optional.empty();
        }
        query.diagnostics().forEach(sink::report);
        CalledConfigs called = CalledConfigs.ofTests(sink);
        query.configs().forEach(value -> called.check(value.named(), value.placed()));
        config.rendered().forEach(value -> called.checkValue(value.named(), value.placed()));
        List<String> reads = List.copyOf(
                new TreeSet<>(query.references().stream().map(UsedReference::id).toList()));
        List<BoundRelation> scope =
                reads.stream().map(relations::byId).flatMap(Optional::stream).toList();
        if (query.sql().isEmpty() || scope.size() < reads.size()) {
            return Optional.empty();
        }
        TestRules rules = new TestRules(config::text);
        return checker.check(spec.name(), query.sql().get(), scope, sink)
                .map(checked -> new TestPlan(
                        "test." + tenant.projectName() + "." + spec.name(),
                        spec.name(),
                        "singular",
                        rules.severity(),
                        "",
                        "",
                        new WrittenPlace(spec.file().path(), 1, 1, 0),
                        checked.compiledSql(),
                        checked.engineSql(),
                        checked.opaque()
                                ? Lineage.unknown(reads)
                                : checked.lineage().rowsOnly(),
                        reads,
                        config.tags(),
                        Optional.empty(),
                        TestJudgement.PLAIN))
                .flatMap(plan -> rules.judgement(
                                spec.name(), query.sql().get(), scope, failures, new TestRules.Check(checker, sink))
                        .map(plan::withJudgement));
    }
}
