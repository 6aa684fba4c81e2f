package io.graphc.compiler;

import io.graphc.compiler.context.ProjectTemplates;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.datatest.DeclaredFacts;
import io.graphc.compiler.hook.HookRendering;
import io.graphc.compiler.hook.RunHookPlanning;
import io.graphc.compiler.mapping.ForeignKeys;
import io.graphc.compiler.mapping.GraphBinder;
import io.graphc.compiler.mapping.MappingContext;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.resolve.BoundProject;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.Targets;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.ActionPlan;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RunHooks;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import io.graphc.plan.UnitTest;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import io.graphc.source.Located;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles a project for one tenant, or for none: the phases in their order. */
final class TenantCompiler {
    private final ProjectSpec project;
    private final Optional<TenantSpec> tenant;
    private final CompileOptions options;
    private final SqlFrontend frontend;
    private final SharedFindings shared;
    private final Workers workers;
    private final Set<String> unchecked = new TreeSet<>();
    private final List<Located<String>> unbound = new ArrayList<>();
    private String base = "";
    private Optional<TenantOverlaps.Tenant> made = Optional.empty();
    private Optional<MacroCalls> calls = Optional.empty();

    TenantCompiler(
            ProjectSpec project,
            Optional<TenantSpec> tenant,
            CompileOptions options,
            SqlFrontend frontend,
            SharedFindings shared,
            Workers workers) {
        this.project = project;
        this.tenant = tenant;
        this.options = options;
        this.frontend = frontend;
        this.shared = shared;
        this.workers = workers;
    }

    /** Names of the models that were not checked because something that they read or call has errors. */
    Set<String> unchecked() {
        return unchecked;
    }

    /** What the tenant makes on the engine, as far as it could be compiled; empty without tenants or targets. */
    Optional<TenantOverlaps.Tenant> made() {
        return made;
    }

    /** What calls macros by themselves; empty where the tenant's targets are not known. */
    Optional<MacroCalls> calls() {
        return calls;
    }

    /** The project; empty when it has errors. */
    Optional<CompiledProject> compile(ProjectTemplates templates, DiagnosticBag bag) {
        ErrorFlag sink = new ErrorFlag(bag, options.warnings(project));
        TenantSetting setting = new TenantSetting(project, tenant, options);
        Optional<Targets> targets = setting.targets(templates, sink);
        if (tenant.isPresent()) {
            targets.ifPresent(found -> base = found.engine().schema());
        }
        Optional<CompiledProject> compiled =
                targets.map(setting::inTenantSchema).map(found -> compile(templates, setting, found, sink));
        LostMappings.report(unbound, bag, sink);
        made = compiled.flatMap(plan -> tenant.map(spec -> new TenantOverlaps.Tenant(
                spec, base, plan.engine().place(), plan.engine().isOfOneTenant(), MadeRelation.of(plan))));
        return sink.isRaised() ? Optional.empty() : compiled;
    }

    private CompiledProject compile(
            ProjectTemplates templates, TenantSetting setting, Targets targets, ErrorFlag sink) {
        TenantTemplates tenantTemplates = setting.templates(templates, targets, sink);
        TenantBinding binding = setting.binding(targets, tenantTemplates);
        BoundProject bound = BoundProject.bind(binding, catalog(targets), shared.seeds(), sink);
        ModelRendering.Outcome rendered = new ModelRendering(binding, bound, tenantTemplates, workers).render(sink);
        new TenantNames(project, binding.disabled(), sink).check();
        new ExposureCheck(rendered.names(), sink).check(project.exposures());
        new AccessCheck(project, sink).check(rendered.models());
        new DescriptionCheck(tenantTemplates::descriptions).check(project);
        QueryChecker checker = checker(targets, rendered.names());
        ModelAnalysis analysis = new ModelAnalysis(
                checker,
                targets.engine().type(),
                new DeclaredFacts(
                        binding.projectName(),
                        kind -> tenantTemplates.macros().genericTest(kind).isPresent()),
                templates.written(),
                tenantTemplates::descriptions,
                workers,
                sink);
        analysis.analyze(bound, rendered.models(), new LateRendering(tenantTemplates, rendered.names()));
        unchecked.addAll(analysis.unchecked());
        RelationFinder relations = new RelationFinder(rendered.names(), analysis, sink);
        calls = Optional.of(new MacroCalls(
                tenantTemplates, rendered.names(), id -> relations.byId(id).map(BoundRelation::columns)));
        TestPlanning planning = new TestPlanning(binding, relations, tenantTemplates, checker, workers, sink);
        List<TestPlan> tests = new ArrayList<>(planning.plan(bound, rendered));
        GraphPlan graph = graph(binding, relations, tenantTemplates, checker, sink);
        tests.addAll(planning.plan(graph));
        tests.addAll(new GraphTestPlanning(binding, tenantTemplates, sink).plan(graph, rendered.names()));
        List<UnitTest> unitTests = new UnitTestPlanning(binding, tenantTemplates, relations, checker, workers, sink)
                .plan(bound, rendered, analysis.plans(), graph);
        List<ActionPlan> actions = new ActionPlanning(binding, tenantTemplates, rendered.names(), sink).plan();
        List<SeedPlan> seeds = new SeedPlanning(
                        new HookRendering(tenantTemplates, rendered.names(), id -> Optional.empty(), sink))
                .plan(bound.seeds(), templates.written());
        CompiledProject compiled = new CompiledProject(
                binding.projectName(),
                tenant.map(spec -> spec.name().value()),
                options.asOf(),
                targets.engine(),
                targets.graph(),
                sources(bound),
                seeds,
                analysis.plans(),
                tests.stream().sorted(Comparator.comparing(TestPlan::id)).toList(),
                graph.withActions(actions));
        return compiled.withUnitTests(unitTests)
                .withDeclarations(new DeclarationPlanning(binding, tenantTemplates)
                        .plan(bound, rendered, compiled.tests(), compiled.graph()))
                .withHooks(runHooks(tenantTemplates, rendered.names(), analysis.plans(), seeds, sink));
    }

    private QueryChecker checker(Targets targets, ProjectNames names) {
        return new QueryChecker(
                frontend,
                options.asOf(),
                options.choices().strict() || project.settings().strict(),
                targets.engine().type().equals("duckdb") ? SqlDialect.DUCKDB : SqlDialect.TRINO,
                names,
                shared.analyses()
                        .of(targets.engine().schema(), options.surroundings().clockAsked()));
    }

    private Optional<SourceCatalog> catalog(Targets targets) {
        Path folder =
                options.directory().resolve(project.settings().targetPath().value());
        return options.surroundings().catalog().map(catalog -> catalog.apply(targets.engine(), folder));
    }

    private static List<SourceTable> sources(BoundProject bound) {
        return bound.sources().stream()
                .map(BoundSource::table)
                .sorted(Comparator.comparing(SourceTable::id))
                .toList();
    }

    private GraphPlan graph(
            TenantBinding binding,
            RelationFinder relations,
            TenantTemplates templates,
            QueryChecker checker,
            ErrorFlag sink) {
        MappingContext context = new MappingContext(
                binding.projectName(),
                tenant.map(TenantSpec::idScope).orElse(""),
                binding.targets().graph(),
                binding.targets().engine().schema() + "__graph",
                relations,
                ForeignKeys.of(project),
                templates.sql(),
                checker,
                workers,
                sink);
        GraphBinder binder = new GraphBinder(
                context,
                values(binding.disabled().nodes()),
                values(binding.disabled().relationships()));
        GraphPlan plan = binder.bind(project.nodes(), project.relationships());
        unbound.addAll(binder.unbound());
        return plan;
    }

    private RunHooks runHooks(
            TenantTemplates templates,
            ProjectNames names,
            List<ModelPlan> models,
            List<SeedPlan> seeds,
            ErrorFlag sink) {
        List<RelationName> made = new ArrayList<>();
        seeds.forEach(seed -> made.add(seed.relation()));
        models.stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> made.add(model.relation()));
        return new RunHookPlanning(project, templates, names, made, sink).plan();
    }

    private static Set<String> values(List<Located<String>> names) {
        Set<String> values = new TreeSet<>();
        names.forEach(name -> values.add(name.value()));
        return values;
    }
}
