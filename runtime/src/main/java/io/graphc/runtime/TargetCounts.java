package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.policy.RowAccounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Compares what the target holds of each element type with what it should hold. One thread uses it. */
final class TargetCounts {
    private final CompiledProject project;
    private final RowAccounts accounts;
    private final @Nullable GraphState state;
    private final RunMode mode;

    TargetCounts(CompiledProject project, RowAccounts accounts, @Nullable GraphState state, RunMode mode) {
        this.project = project;
        this.accounts = accounts;
        this.state = state;
        this.mode = mode;
    }

    /**
     * What is to be told where the target holds fewer elements of a type than the state says: then nothing is known of any of
     * them.
     */
    Optional<Diagnostic> lost(GraphWriter writer, ElementLoad load) {
        Optional<Long> held = state == null ? Optional.empty() : state.held(load.element());
        if (held.isEmpty() || writer.lastLoad().isPresent()) {
            return Optional.empty();
        }
        long there = writer.count(load.element());
        load.counted(there);
        return there >= held.get()
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                                DiagnosticCode.TARGET_BEHIND,
                                "the target holds " + there + " of " + held.get() + " "
                                        + load.element().words() + " that were loaded: all are written again")
                        .build());
    }

    /** Counts one type, unless that was done and nothing has changed since. */
    StepEnd compare(@Nullable GraphWriter writer, ElementLoad load) {
        ElementPlan element = load.element();
        boolean untouched = load.counted().isPresent()
                && load.difference().map(ElementDifference::isEmpty).orElse(false);
        if (!untouched && writer != null) {
            load.counted(writer.count(element));
        }
        long there = load.counted().orElse(0);
        long rows = load.expected(accounts.of(element).accepted());
        boolean more = false;
        if (mode == RunMode.TEST && state != null) {
            rows += state.keptBefore(element);
            more = state.waits(element);
        }
        // Elements of all tenants share one prefix where the type is global, so others may have added theirs.
        boolean shared = element.scope() == ElementPlan.Scope.GLOBAL
                || element.idPrefix().isEmpty();
        more |= shared && project.tenant().isPresent();
        return there == rows || (more && there > rows)
                ? new StepEnd(StepOutcome.PASS, there + " there", OptionalLong.of(0), OptionalLong.of(there), List.of())
                : differs(element, there, rows);
    }

    private StepEnd differs(ElementPlan element, long there, long rows) {
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.COUNTS_DIFFER,
                        "the target holds " + there + " of " + element.words() + ", the project has " + rows)
                .note("counted are the elements whose id starts with `" + element.idPrefix() + "`");
        if (there > rows) {
            builder.help("the others come from earlier runs or were added by hand; remove them on the target");
        } else if (mode == RunMode.TEST) {
            builder.help("`graphc run` writes what is missing");
        } else {
            builder.help("`graphc run --full-refresh` writes everything again");
        }
        Diagnostic problem = builder.build();
        return new StepEnd(
                StepOutcome.FAIL,
                problem.message(),
                OptionalLong.of(Math.abs(there - rows)),
                OptionalLong.of(there),
                List.of(problem));
    }
}
