package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.policy.RejectFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a run did.
 *
 * @param results one for each step, in the order of the plan whatever order they ran in
 * @param elements one for each element type that was written, nodes first
 * @param changes in a plan, what a run would do with each element type
 * @param rejects what was rejected, also where nothing was written for it
 * @param loads the jobs of the target's own load, where it has one
 * @param location where the graph went; empty when none was written
 * @param diagnostics problems of the run as a whole; those of the steps are in their results
 * @param interrupted whether the run was cancelled
 */
public record RunReport(
        String project,
        Optional<String> tenant,
        RunMode mode,
        Instant startedAt,
        Instant completedAt,
        List<StepResult> results,
        List<ElementReport> elements,
        List<ElementChanges> changes,
        List<RejectFile> rejects,
        List<LoadJob> loads,
        String location,
        List<Diagnostic> diagnostics,
        boolean interrupted) {
    public RunReport {
        results = List.copyOf(results);
        elements = List.copyOf(elements);
        changes = List.copyOf(changes);
        rejects = List.copyOf(rejects);
        loads = List.copyOf(loads);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The same run with one more problem of the whole. */
    public RunReport with(Diagnostic problem) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.add(problem);
        return new RunReport(
                project,
                tenant,
                mode,
                startedAt,
                completedAt,
                results,
                elements,
                changes,
                rejects,
                loads,
                location,
                all,
                interrupted);
    }

    /**
     * The same run with what it has in common with others held once, as reports of many tenants wait for the end of a call.
     *
     * @param steps gives the step that is kept in place of an equal one
     * @param words does so for a text
     */
    public RunReport sharing(UnaryOperator<Step> steps, UnaryOperator<String> words) {
        List<StepResult> shared = results.stream()
                .map(result -> new StepResult(
                        steps.apply(result.step()),
                        result.outcome(),
                        result.startedAt(),
                        result.completedAt(),
                        words.apply(result.thread()),
                        words.apply(result.message()),
                        result.failures(),
                        result.rows(),
                        result.cost(),
                        result.diagnostics(),
                        result.batches()))
                .toList();
        return new RunReport(
                project,
                tenant,
                mode,
                startedAt,
                completedAt,
                shared,
                elements,
                changes,
                rejects,
                loads,
                location,
                diagnostics,
                interrupted);
    }

    public Duration elapsed() {
        return Duration.between(startedAt, completedAt);
    }

    public long count(StepOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** What the statements of all steps cost, where the engine tells. */
    public StatementCost cost() {
        return results.stream().map(StepResult::cost).reduce(StatementCost.NONE, StatementCost::plus);
    }

    /** Whether nothing failed; warnings are no failures. */
    public boolean succeeded() {
        return !interrupted
                && diagnostics.stream().noneMatch(Diagnostic::isError)
                && results.stream().noneMatch(result -> result.outcome().blocks());
    }

    /**
     * Every problem of the run once, those of the whole first, then by step. What is not built is missing for all that read it:
     * the first of them stands for the others.
     */
    public List<Diagnostic> allDiagnostics() {
        Set<Diagnostic> all = new LinkedHashSet<>(diagnostics);
        Set<String> unbuilt = new HashSet<>();
        results.stream()
                .flatMap(result -> result.diagnostics().stream())
                .filter(problem -> problem.code() != DiagnosticCode.NOT_BUILT_YET || unbuilt.add(problem.message()))
                .forEach(all::add);
        return List.copyOf(all);
    }
}
