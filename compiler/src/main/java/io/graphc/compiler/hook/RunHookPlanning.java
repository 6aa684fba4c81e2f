package io.graphc.compiler.hook;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.OperationPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RunHooks;
import io.graphc.plan.RunHooks.Outcome;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.HookSpec;
import io.graphc.project.PackageSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.RunHooksSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Plans the hooks around a run: those of packages by their names, then those of the project, as in dbt. */
public final class RunHookPlanning {
    private static final String RESULTS = "results";

    private final ProjectSpec project;
    private final TenantTemplates templates;
    private final ProjectNames names;
    private final List<RelationName> made;
    private final DiagnosticSink sink;

    /**
     * The planning for one tenant.
     *
     * @param made the relations that the project makes
     */
    public RunHookPlanning(
            ProjectSpec project,
            TenantTemplates templates,
            ProjectNames names,
            List<RelationName> made,
            DiagnosticSink sink) {
        this.project = project;
        this.templates = templates;
        this.names = names;
        this.made = List.copyOf(made);
        this.sink = sink;
    }

    private record Operation(String id, HookSpec hook) {}

    public RunHooks plan() {
        List<Operation> start = operations("on-run-start", RunHooksSpec::start);
        List<Operation> end = operations("on-run-end", RunHooksSpec::end);
        if (start.isEmpty() && end.isEmpty()) {
            return RunHooks.NONE;
        }
        boolean asks = end.stream()
                .anyMatch(operation -> operation.hook().text().text().contains(RESULTS));
        return new RunHooks(
                plans(start, Optional.empty(), sink),
                plans(end, Optional.of(List.of()), sink),
                asks ? Optional.of(results -> afterRun(end, results)) : Optional.empty());
    }

    private List<OperationPlan> afterRun(List<Operation> end, List<Outcome> results) {
        List<Diagnostic> problems = new ArrayList<>();
        List<OperationPlan> plans = plans(end, Optional.of(results), problems::add);
        problems.stream().filter(Diagnostic::isError).findFirst().ifPresent(problem -> {
            throw new GraphcException(problem);
        });
        return plans;
    }

    private List<Operation> operations(String moment, Function<RunHooksSpec, List<HookSpec>> hooks) {
        List<Operation> operations = new ArrayList<>();
        project.packages().installed().stream()
                .sorted(Comparator.comparing(PackageSpec::name))
                .forEach(used -> add(used.name(), moment, hooks.apply(used.hooks()), operations));
        add(
                project.settings().name().value(),
                moment,
                hooks.apply(project.settings().hooks()),
                operations);
        return operations;
    }

    private static void add(String owner, String moment, List<HookSpec> hooks, List<Operation> to) {
        for (int number = 0; number < hooks.size(); number++) {
            String id = "operation." + owner + "." + owner + "-" + moment + "-" + number;
            to.add(new Operation(id, hooks.get(number)));
        }
    }

    private List<OperationPlan> plans(
            List<Operation> operations, Optional<List<Outcome>> results, DiagnosticSink problems) {
        List<OperationPlan> plans = new ArrayList<>();
        for (Operation operation : operations) {
            RenderedQuery query = templates.renderOperation(
                    operation.hook(),
                    operation.id(),
                    names,
                    results.map(found -> new TenantTemplates.RunEnd(made, found)));
            query.diagnostics().forEach(problems::report);
            query.sql()
                    .ifPresent(sql -> plans.add(new OperationPlan(
                            operation.id(),
                            HookRendering.texts(sql),
                            WrittenPlace.of(operation.hook().place()),
                            HookRendering.ids(query.references()))));
        }
        return plans;
    }
}
