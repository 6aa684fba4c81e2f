package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.HookPlan;
import io.graphc.plan.OperationPlan;
import io.graphc.plan.RunHooks;
import io.graphc.plan.WrittenPlace;
import io.graphc.runtime.engine.QueryEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Runs hooks: statements that people wrote around relations and runs, sent to the engine as they are. */
final class HookSteps {
    /** What dbt's results tell of. */
    private static final Set<Step.Kind> TOLD = EnumSet.of(Step.Kind.SEED, Step.Kind.MODEL, Step.Kind.TEST);

    private final QueryEngine engine;
    private final SourcePlaces places;

    HookSteps(QueryEngine engine, SourcePlaces places) {
        this.engine = engine;
        this.places = places;
    }

    /**
     * Runs the hooks of a relation.
     *
     * @param owner whose they are, in words for messages
     */
    void run(List<HookPlan> hooks, boolean grown, String owner) {
        for (HookPlan hook : hooks) {
            perform(grown ? hook.whenGrown() : hook.statements(), hook.place(), owner);
        }
    }

    private void perform(List<String> statements, WrittenPlace place, String owner) {
        if (statements.isEmpty()) {
            return;
        }
        try {
            engine.perform(owner, statements);
        } catch (GraphcException e) {
            throw placed(e, place, owner);
        }
    }

    private GraphcException placed(GraphcException failure, WrittenPlace place, String owner) {
        Diagnostic reason = failure.diagnostic();
        if (reason.code() != DiagnosticCode.QUERY_FAILED) {
            return failure;
        }
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.HOOK_FAILED, owner + " failed");
        places.at(place).ifPresent(problem::at);
        // What the engine says stands in the notes; its message only names the statement.
        List<String> notes = reason.notes();
        (notes.isEmpty() ? List.of(reason.message()) : notes).forEach(problem::note);
        reason.helps().forEach(problem::help);
        return new GraphcException(problem.build(), failure);
    }

    /** The tasks with the hooks at the start of a run before them; none where there is nothing else to do. */
    List<Task> before(RunHooks hooks, List<Task> tasks) {
        if (tasks.isEmpty() || hooks.start().isEmpty()) {
            return tasks;
        }
        List<Task> all = new ArrayList<>();
        Set<String> needs = Set.of();
        for (OperationPlan operation : hooks.start()) {
            all.add(new Task(step(operation), needs, () -> perform(operation)));
            needs = Set.of(operation.id());
        }
        for (Task task : tasks) {
            all.add(task.needing(needs));
        }
        return all;
    }

    /** Runs the hooks at the end of a run, also where some of it failed; not where one at its start did. */
    List<StepResult> after(RunHooks hooks, List<StepResult> results, StepRecorder recorder) {
        List<StepResult> ended = new ArrayList<>();
        boolean nothing = results.isEmpty() || hooks.end().isEmpty();
        if (nothing
                || results.stream()
                        .anyMatch(result -> result.step().kind() == Step.Kind.HOOK
                                && result.outcome().blocks())) {
            return ended;
        }
        List<OperationPlan> operations;
        try {
            operations = hooks.end(outcomes(results));
        } catch (GraphcException e) {
            ended.add(recorder.run(step(hooks.end().get(0)), "main", () -> StepEnd.error(e.diagnostic())));
            return ended;
        }
        for (OperationPlan operation : operations) {
            boolean failed = ended.stream().anyMatch(result -> result.outcome().blocks());
            ended.add(
                    failed
                            ? recorder.skip(step(operation), "a hook before it failed")
                            : recorder.run(step(operation), "main", () -> perform(operation)));
        }
        return ended;
    }

    private static Step step(OperationPlan operation) {
        return new Step(operation.id(), Step.Kind.HOOK, "hook " + operation.name());
    }

    private StepEnd perform(OperationPlan operation) {
        perform(operation.statements(), operation.place(), "hook `" + operation.name() + "`");
        return StepEnd.success("OK", -1);
    }

    private static List<RunHooks.Outcome> outcomes(List<StepResult> results) {
        return results.stream()
                .filter(result -> TOLD.contains(result.step().kind()))
                .map(result -> new RunHooks.Outcome(
                        result.step().id(),
                        result.outcome().word(),
                        result.message(),
                        seconds(result.duration()),
                        result.rows(),
                        result.failures()))
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
