package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.policy.RowAccounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last part of a run, on one thread: elements are written and committed when every step before went well, then the
 * target counts them. In a test run nothing is written and the counts are compared with the staged rows.
 */
final class GraphPhase {
    private static final String THREAD = "main";

    private final CompiledProject project;
    private final TaskPlan plan;
    private final RowAccounts accounts;
    private final boolean writes;
    private final Map<String, WriteResult> written = new LinkedHashMap<>();
    private final Map<String, Long> counted = new LinkedHashMap<>();
    private String location = "";
    private boolean committed;

    GraphPhase(CompiledProject project, TaskPlan plan, RowAccounts accounts, RunOptions options) {
        this.project = project;
        this.plan = plan;
        this.accounts = accounts;
        this.writes = options.mode().builds();
    }

    int count() {
        return plan.elements().size() * (writes ? 2 : 1);
    }

    /** Runs the steps and adds their results to those of the steps before, which decide whether anything is written. */
    void run(
            QueryEngine engine,
            @Nullable GraphWriter writer,
            StepRecorder recorder,
            List<StepResult> results,
            BooleanSupplier stopped) {
        if (plan.elements().isEmpty()) {
            return;
        }
        String obstacle = obstacle(writer, results, stopped);
        if (writes) {
            for (ElementPlan element : plan.elements()) {
                Step step = new Step(element.id(), Step.Kind.WRITE, RunSteps.label(element));
                if (obstacle.isEmpty() && writer != null) {
                    long rows = accounts.of(element).accepted();
                    StepResult result = recorder.run(step, THREAD, () -> write(engine, writer, element, rows));
                    results.add(result);
                    obstacle = result.outcome().blocks() ? "the graph was not written" : stoppedNow(stopped);
                } else {
                    results.add(recorder.skip(step, obstacle));
                }
            }
        }
        if (writer != null && obstacle.isEmpty()) {
            if (writes) {
                writer.commit();
                committed = true;
            }
            location = writer.location();
        }
        count(writer, recorder, results, obstacle);
    }

    private void count(@Nullable GraphWriter writer, StepRecorder recorder, List<StepResult> results, String obstacle) {
        for (ElementPlan element : plan.elements()) {
            Step step = new Step("counts." + element.id(), Step.Kind.COUNT, "count of " + RunSteps.label(element));
            if (writer == null || !obstacle.isEmpty()) {
                results.add(recorder.skip(step, obstacle));
            } else {
                long rows = accounts.of(element).accepted();
                results.add(recorder.run(step, THREAD, () -> compare(writer, element, rows)));
            }
        }
    }

    private static String stoppedNow(BooleanSupplier stopped) {
        return stopped.getAsBoolean() ? "the run was stopped" : "";
    }

    private String obstacle(@Nullable GraphWriter writer, List<StepResult> results, BooleanSupplier stopped) {
        if (writer == null) {
            return "the graph target cannot be reached";
        }
        if (stopped.getAsBoolean()) {
            return "the run was stopped";
        }
        boolean failed = results.stream()
                .filter(result -> writes || result.step().kind() == Step.Kind.STAGE)
                .anyMatch(result -> result.outcome().blocks());
        return failed ? "a step before failed" : "";
    }

    private StepEnd write(QueryEngine engine, GraphWriter writer, ElementPlan element, long staged) {
        WriteResult result;
        try (RowCursor rows = engine.staged(element)) {
            result = writer.write(element, rows, WriteMode.UNKNOWN);
        }
        long accounted = result.created() + result.updated() + result.unchanged();
        if (result.rows() != staged || accounted != staged) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.COUNTS_DIFFER,
                            "`" + element.name() + "` has " + staged + " rows, but the writer accounts for "
                                    + accounted)
                    .note("read " + result.rows() + ", created " + result.created() + ", updated " + result.updated()
                            + ", unchanged " + result.unchanged())
                    .help("nothing was committed; this is a defect, please report it")
                    .build());
        }
        written.put(element.id(), result);
        return StepEnd.success(
                result.created() + " created, " + result.updated() + " updated, " + result.unchanged() + " unchanged",
                staged);
    }

    private StepEnd compare(GraphWriter writer, ElementPlan element, long rows) {
        long there = writer.count(element);
        counted.put(element.id(), there);
        // Elements of all tenants share one prefix where the type is global, so others may have added theirs.
        boolean shared =
                element.scope() == ElementPlan.Scope.GLOBAL && project.tenant().isPresent();
        if (there == rows || (shared && there > rows)) {
            return new StepEnd(
                    StepOutcome.PASS, there + " there", OptionalLong.of(0), OptionalLong.of(there), List.of());
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.COUNTS_DIFFER,
                        "the target holds " + there + " of `" + element.name() + "`, the project has " + rows)
                .note("counted are the elements whose id starts with `" + element.idPrefix() + "`");
        if (there > rows) {
            builder.help("the others come from earlier runs or were added by hand; remove them on the target");
        } else if (!writes) {
            builder.help("`graphc run` writes what is missing");
        }
        Diagnostic problem = builder.build();
        return new StepEnd(
                StepOutcome.FAIL,
                problem.message(),
                OptionalLong.of(Math.abs(there - rows)),
                OptionalLong.of(there),
                List.of(problem));
    }

    /** What was done with each element type; empty when nothing was committed. */
    List<ElementReport> elements() {
        List<ElementReport> reports = new ArrayList<>();
        for (ElementPlan element : plan.elements()) {
            WriteResult result = written.get(element.id());
            if (result != null && committed) {
                Long count = counted.get(element.id());
                reports.add(new ElementReport(
                        element,
                        accounts.of(element),
                        result.created(),
                        result.updated(),
                        result.unchanged(),
                        count == null ? OptionalLong.empty() : OptionalLong.of(count)));
            }
        }
        return reports;
    }

    /** Where the graph is, empty when it was not reached. */
    String location() {
        return location;
    }
}
