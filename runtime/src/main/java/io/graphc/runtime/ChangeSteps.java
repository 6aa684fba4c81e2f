package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.diff.DifferenceSamples;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.diff.StagedRows;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.policy.RowAccount;
import io.graphc.runtime.policy.RowAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The steps that compare the rows of every element type with those that the state remembers; for one run and one thread. */
final class ChangeSteps {
    private static final int SAMPLES = 5;

    private final RowAccounts accounts;
    private final @Nullable GraphState state;
    private final TargetCounts counts;
    private final RunOptions options;
    private final DiagnosticSink notices;
    private final List<ElementChanges> found = new ArrayList<>();

    /** @param state empty where the engine keeps none: all rows are then new ones */
    ChangeSteps(
            RowAccounts accounts,
            @Nullable GraphState state,
            TargetCounts counts,
            RunOptions options,
            DiagnosticSink notices) {
        this.accounts = accounts;
        this.state = state;
        this.counts = counts;
        this.options = options;
        this.notices = notices;
    }

    /**
     * Compares all of them. Deletes beyond their limit are found for all of them at once.
     *
     * @param before why nothing can be compared; empty where it can
     * @param next the load that the changes are for
     * @return why nothing may be written; empty where it may
     */
    String run(GraphTools tools, List<ElementLoad> loads, String before, Load next) {
        String obstacle = before;
        boolean refused = false;
        for (ElementLoad load : loads) {
            String label = "changes of " + RunSteps.label(load.element());
            Step step = new Step("changes." + load.element().id(), Step.Kind.DIFF, label);
            String after = tools.step(step, obstacle, "refused", () -> difference(tools.writer(), load, next));
            refused |= after.equals("refused");
            obstacle = after.equals("refused") ? "" : after;
        }
        return refused ? "a step before failed" : obstacle;
    }

    private boolean isPlan() {
        return options.mode() == RunMode.PLAN;
    }

    private StepEnd difference(@Nullable GraphWriter writer, ElementLoad load, Load next) {
        ElementPlan element = load.element();
        RowAccount account = accounts.of(element);
        StagedRows rows = new StagedRows(account.accepted(), account.made(), accounts.madeIn(element));
        ElementDifference difference = compare(writer, load, rows, next);
        load.compared(difference);
        Optional<Diagnostic> refusal = options.allowDeletes() || state == null
                ? Optional.empty()
                : state.rules().check(difference);
        if (isPlan()) {
            DifferenceSamples samples = state == null ? DifferenceSamples.NONE : state.samples(difference, SAMPLES);
            found.add(new ElementChanges(difference, samples, refusal, options.fullRefresh() && !load.retired()));
        } else if (refusal.isPresent()) {
            return new StepEnd(
                    StepOutcome.FAIL,
                    refusal.get().message(),
                    OptionalLong.of(difference.losses()),
                    OptionalLong.empty(),
                    List.of(refusal.get()));
        }
        return StepEnd.success(difference.words(), difference.inserts() + difference.updates() + difference.deletes());
    }

    private ElementDifference compare(@Nullable GraphWriter writer, ElementLoad load, StagedRows rows, Load next) {
        if (state == null) {
            return ElementDifference.unremembered(load.element(), rows);
        }
        if (load.retired()) {
            return state.compareRetired(load.element());
        }
        Optional<Diagnostic> lost = writer == null || isPlan() ? Optional.empty() : counts.lost(writer, load);
        lost.ifPresent(notices::report);
        return state.compare(
                load.element(), rows, lost.isPresent() || (!isPlan() && (next.anew() || options.fullRefresh())));
    }

    /** What a run would do with each element type; empty unless only planned. */
    List<ElementChanges> found() {
        return found;
    }
}
