package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.CompiledProject;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The step in which a target loads by itself what was written to files. One thread uses it. */
final class TargetLoading {
    private static final String LOADING_TARGET = "neptune";

    private final CompiledProject project;
    private final Refusals refusals;
    private List<LoadJob> jobs = List.of();

    TargetLoading(CompiledProject project, Refusals refusals) {
        this.project = project;
        this.refusals = refusals;
    }

    /** The number of its steps. */
    int count() {
        if (!project.graphTarget().type().equals(LOADING_TARGET)) {
            return 0;
        }
        return actsBetween() ? 2 : 1;
    }

    private boolean actsBetween() {
        return project.graph().actions().stream().anyMatch(action -> action.at() == Moment.POST_NODES);
    }

    /** Whether nodes and relationships come to the target at once, when {@link #run} has both. */
    boolean isAtOnce() {
        return count() > 0;
    }

    /** Loads nodes alone where something is to be done before the relationships are; gives the reason as {@link #run} does. */
    String nodes(GraphTools tools, GraphWriter writer, String before, boolean idle) {
        return count() < 2
                ? before
                : step(
                        new Step("load_nodes." + project.name(), Step.Kind.LOAD, "bulk load of nodes"),
                        tools,
                        before,
                        idle,
                        () -> writer.loadNodes(tools.stopped()));
    }

    /**
     * Loads; gives the reason why the next steps are skipped.
     *
     * @param idle whether nothing was written
     */
    String run(GraphTools tools, GraphWriter writer, String before, boolean idle) {
        if (count() == 0) {
            return before;
        }
        Step step = new Step("load." + project.name(), Step.Kind.LOAD, "bulk load");
        return step(step, tools, before, idle, () -> writer.load(tools.stopped()));
    }

    private String step(Step step, GraphTools tools, String before, boolean idle, Supplier<LoadReport> load) {
        if (before.isEmpty() && idle) {
            tools.omit(step, "nothing changed");
            return before;
        }
        return tools.step(step, before, "the graph was not loaded", () -> end(load.get()));
    }

    private StepEnd end(LoadReport report) {
        jobs = report.jobs();
        Optional<String> path = refusals.leftOut(report.errors());
        List<Diagnostic> problems = new ArrayList<>();
        for (Diagnostic problem : report.problems()) {
            problems.add(problem.isError() && path.isPresent() ? withFile(problem, path.get()) : problem);
        }
        Optional<Diagnostic> error =
                problems.stream().filter(Diagnostic::isError).findFirst();
        long records = jobs.stream().mapToLong(LoadJob::records).sum();
        String done = error.map(Diagnostic::message)
                .orElse(jobs.size() + (jobs.size() == 1 ? " load, " : " loads, ") + records + " records");
        StepOutcome outcome =
                error.isPresent() ? StepOutcome.ERROR : problems.isEmpty() ? StepOutcome.SUCCESS : StepOutcome.WARN;
        return new StepEnd(outcome, done, OptionalLong.empty(), OptionalLong.empty(), problems);
    }

    private static Diagnostic withFile(Diagnostic problem, String path) {
        Diagnostic.Builder longer = Diagnostic.of(problem.code(), problem.message());
        problem.notes().forEach(longer::note);
        longer.note("all that the loader tells is in `" + path + "`");
        problem.helps().forEach(longer::help);
        return longer.build();
    }

    /** What was started, or found from an earlier run. */
    List<LoadJob> jobs() {
        return jobs;
    }
}
