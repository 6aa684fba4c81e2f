package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ActionPlan;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.check.GraphTests;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.engine.QueryEngine;
import java.util.List;
import java.util.Optional;

/** The steps that run statements of people: actions around the load, tests of the loaded graph. One thread uses it. */
final class GraphStatements {
    private final CompiledProject project;
    private final TaskPlan plan;
    private final SourcePlaces places;

    GraphStatements(CompiledProject project, TaskPlan plan, SourcePlaces places) {
        this.project = project;
        this.plan = plan;
        this.places = places;
    }

    /** The number of actions of a load. */
    int actions() {
        return project.graph().actions().size();
    }

    /** The number of tests of the graph. */
    int tests() {
        return plan.graphTests().size();
    }

    /**
     * Runs the actions of a moment in their order; gives the reason why the next steps are skipped.
     *
     * @param idle whether the load changes nothing, in which case none runs
     */
    String act(Moment moment, GraphTools tools, GraphWriter writer, String before, boolean idle) {
        String obstacle = before;
        for (ActionPlan action : project.graph().actions()) {
            if (action.at() != moment) {
                continue;
            }
            Step step = new Step(action.id(), Step.Kind.ACTION, moment.word() + " action " + action.name());
            Optional<LoadedGraph> graph = writer.loaded();
            boolean spoken = action.language() == QueryLanguage.SQL
                    || action.language()
                            .servers()
                            .contains(project.graphTarget().type());
            if (obstacle.isEmpty() && idle) {
                tools.omit(step, "nothing changed");
            } else if (obstacle.isEmpty() && !spoken) {
                tools.omit(step, unspoken(action.language()));
            } else {
                obstacle = tools.step(step, obstacle, "an action failed", () -> perform(action, tools.engine(), graph));
            }
        }
        return obstacle;
    }

    private String unspoken(QueryLanguage language) {
        return "a graph target of type " + project.graphTarget().type() + " does not speak " + language.title();
    }

    private StepEnd perform(ActionPlan action, QueryEngine engine, Optional<LoadedGraph> graph) {
        if (action.language() == QueryLanguage.SQL) {
            execute(action, engine);
        } else {
            GraphStatement statement = GraphStatement.of(action);
            try {
                graph.orElseThrow().perform(statement);
            } catch (RefusedStatementException e) {
                throw GraphTests.refused(DiagnosticCode.ACTION_FAILED, statement, e, places::at);
            }
        }
        return StepEnd.success("done", -1);
    }

    private void execute(ActionPlan action, QueryEngine engine) {
        try {
            engine.execute(
                    "action `" + action.name() + "`", List.of(action.text().text()));
        } catch (GraphcException e) {
            Diagnostic.Builder problem =
                    Diagnostic.of(DiagnosticCode.ACTION_FAILED, "action `" + action.name() + "` failed");
            action.text()
                    .start()
                    .flatMap(places::at)
                    .or(() -> places.line(action.path(), action.line()))
                    .ifPresent(problem::at);
            // What the engine says stands in the notes; its message is about no statement in particular.
            List<String> notes = e.diagnostic().notes();
            (notes.isEmpty() ? List.of(e.diagnostic().message()) : notes).forEach(problem::note);
            throw new GraphcException(problem.build(), e);
        }
    }

    /**
     * Runs the tests of the graph.
     *
     * @param obstacle why there is no graph to ask, or empty text
     */
    void test(GraphTools tools, String obstacle) {
        GraphWriter writer = tools.writer();
        Optional<LoadedGraph> graph = writer == null ? Optional.empty() : writer.loaded();
        for (TestPlan test : plan.graphTests()) {
            Step step = new Step(test.id(), Step.Kind.TEST, test.name());
            Optional<String> reason = writer == null ? Optional.empty() : reason(test, graph);
            if (reason.isPresent()) {
                tools.omit(step, reason.get());
            } else {
                String before = tools.stopped().getAsBoolean() ? "the run was stopped" : obstacle;
                tools.step(step, before, "", () -> ask(test, graph.orElseThrow()));
            }
        }
    }

    private StepEnd ask(TestPlan test, LoadedGraph graph) {
        Optional<String> reason = graph.obstacle();
        return reason.isPresent()
                ? StepEnd.omitted(reason.get())
                : StepEnd.of(new GraphTests(graph, places::at).run(test));
    }

    /** Why a test does not apply to a target, whatever the target holds. */
    private Optional<String> reason(TestPlan test, Optional<LoadedGraph> graph) {
        QueryLanguage language = test.graph().orElseThrow().language();
        if (graph.isEmpty()) {
            return Optional.of("a graph target of type " + project.graphTarget().type() + " keeps nothing");
        }
        return graph.get().languages().contains(language) ? Optional.empty() : Optional.of(unspoken(language));
    }
}
