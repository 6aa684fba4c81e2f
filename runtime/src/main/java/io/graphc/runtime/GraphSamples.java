package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.check.ReadBack;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.LoadedGraph;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The steps that look whether the target is as the load left it: whether its constraints are there, and a sample of each
 * element type read back. One thread uses it.
 */
final class GraphSamples {
    private static final int SHOWN = 5;

    private final CompiledProject project;
    private final @Nullable GraphState state;
    private final int size;

    GraphSamples(CompiledProject project, @Nullable GraphState state) {
        this.project = project;
        this.state = state;
        this.size = project.graphTarget().type().equals("none") ? 0 : ReadBack.size(project.graphTarget());
    }

    /** The number of steps for so many element types. */
    int count(int elements) {
        return (size > 0 ? elements : 0) + (hasConstraints() ? 1 : 0);
    }

    private boolean hasConstraints() {
        return project.graphTarget().type().equals("neo4j");
    }

    private StepEnd constraints(GraphWriter writer) {
        List<String> missing = writer.missingConstraints();
        if (missing.isEmpty()) {
            return new StepEnd(StepOutcome.PASS, "all there", OptionalLong.of(0), OptionalLong.empty(), List.of());
        }
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.CONSTRAINT_MISSING,
                "the database lacks " + (missing.size() == 1 ? "a constraint" : missing.size() + " constraints")
                        + " that the mapping asks for");
        missing.stream().limit(SHOWN).forEach(name -> problem.note("not there: `" + name + "`"));
        Diagnostic built =
                problem.help("`graphc run --full-refresh` makes them again").build();
        return new StepEnd(
                StepOutcome.FAIL,
                built.message(),
                OptionalLong.of(missing.size()),
                OptionalLong.empty(),
                List.of(built));
    }

    /**
     * Compares a sample of each type; gives the reason why the next steps are skipped.
     *
     * @param idle whether the load changes nothing, in which case nothing is read
     */
    String compare(List<ElementLoad> loads, GraphTools tools, String before, boolean idle) {
        GraphWriter writer = tools.writer();
        boolean wrong = false;
        if (hasConstraints()) {
            Step step = new Step("constraints." + project.name(), Step.Kind.SAMPLE, "constraints of the graph");
            String after = tools.step(step, before, "wrong", () -> constraints(Objects.requireNonNull(writer)));
            wrong = after.equals("wrong");
        }
        for (ElementLoad load : size > 0 ? loads : List.<ElementLoad>of()) {
            ElementPlan element = load.element();
            Step step = new Step("sample." + element.id(), Step.Kind.SAMPLE, "sample of " + RunSteps.label(element));
            boolean readable = writer != null && writer.loaded().isPresent();
            if (before.isEmpty() && (idle || !readable)) {
                tools.omit(step, idle ? "nothing changed" : "the graph target cannot be read");
            } else {
                String after = tools.step(step, before, "wrong", () -> compare(load, tools));
                wrong |= after.equals("wrong");
            }
        }
        return wrong ? "the graph is not as it was written" : before;
    }

    private StepEnd compare(ElementLoad load, GraphTools tools) {
        GraphWriter writer = tools.writer();
        Optional<LoadedGraph> graph = writer == null ? Optional.empty() : writer.loaded();
        ElementPlan element = load.element();
        boolean others = element.scope() == ElementPlan.Scope.GLOBAL
                && project.tenant().isPresent()
                && graph.map(LoadedGraph::findsIds).orElse(false);
        Optional<String> written =
                state == null ? Optional.empty() : load.difference().flatMap(state::written);
        ReadBack.Outcome outcome =
                new ReadBack(tools.engine(), graph.orElseThrow(), size).compare(element, written, others);
        List<Diagnostic> problems = outcome.finding().problem().stream().toList();
        return new StepEnd(
                problems.isEmpty() ? StepOutcome.PASS : StepOutcome.FAIL,
                problems.isEmpty()
                        ? outcome.compared() + " as their rows"
                        : problems.get(0).message(),
                OptionalLong.of(outcome.finding().failures()),
                OptionalLong.of(outcome.compared()),
                problems);
    }
}
