package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CheckPlan.Kind;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.RefusedRow;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.load.LoadError;
import io.graphc.runtime.policy.PolicyOutcome;
import io.graphc.runtime.policy.RefusedRows;
import io.graphc.runtime.policy.RejectFiles;
import io.graphc.runtime.policy.RowAccounts;
import io.graphc.runtime.policy.RowPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows that the graph target refuses while it is written. They are treated as if a check had rejected them
 * before: they leave the staged table, what the target holds of them is deleted, and relationships at refused nodes go by
 * their policy for missing ends. One thread uses it.
 */
final class Refusals {
    private final RowAccounts accounts;
    private final RejectFiles files;
    private final SourcePlaces places;
    private final Set<String> labels = new TreeSet<>();

    Refusals(RowAccounts accounts, RejectFiles files, SourcePlaces places) {
        this.accounts = accounts;
        this.files = files;
        this.places = places;
    }

    /** Writes down what a target's own load has left out; gives the file, where there is anything. */
    Optional<String> leftOut(List<LoadError> errors) {
        return files.leftOut(errors);
    }

    /** For a load that has begun. */
    OfLoad of(QueryEngine engine, @Nullable GraphState state, boolean allowDeletes) {
        return new OfLoad(engine, state, allowDeletes);
    }

    /** What becomes of them in one load. */
    final class OfLoad {
        private final QueryEngine engine;
        private final @Nullable GraphState state;
        private final boolean allowDeletes;
        private final RefusedRows rows;

        private OfLoad(QueryEngine engine, @Nullable GraphState state, boolean allowDeletes) {
            this.engine = engine;
            this.state = state;
            this.allowDeletes = allowDeletes;
            this.rows = new RefusedRows(engine, accounts, files);
        }

        /** How many rows of an element type the target may refuse. */
        long allowed(ElementPlan element) {
            return rows.allowed(element);
        }

        /** Rejects the rows of a type that was just written; what is to be told of that. */
        List<Diagnostic> reject(ElementLoad load, List<RefusedRow> refused) {
            if (refused.isEmpty()) {
                return List.of();
            }
            ElementPlan element = load.element();
            Diagnostic.Builder told = rows.reject(element, refused);
            RefusedRows.check(element)
                    .flatMap(check -> places.line(check.path(), check.line()))
                    .ifPresent(told::at);
            labels.add(element.name());
            takeOut(load);
            return List.of(told.build());
        }

        /** Looks again at the ends of relationships that are about to be written; what is to be told of them. */
        List<Diagnostic> ends(ElementLoad load) {
            if (!(load.element() instanceof RelationshipPlan link)) {
                return List.of();
            }
            List<Diagnostic> told = new ArrayList<>();
            RowPolicies policies = RowPolicies.whileWriting(engine, accounts, files);
            for (CheckPlan check : link.checks()) {
                boolean start = check.kind() == Kind.START_EXISTS && labels.contains(link.startLabel());
                boolean end = check.kind() == Kind.END_EXISTS && labels.contains(link.endLabel());
                if (start || end) {
                    PolicyOutcome outcome = policies.run(new RowPolicies.Subject(
                            link, withoutMaking(check), Optional.empty(), places.line(check.path(), check.line())));
                    if (outcome.isError()) {
                        throw new GraphcException(outcome.problem().orElseThrow());
                    }
                    outcome.problem().ifPresent(told::add);
                }
            }
            if (!told.isEmpty()) {
                takeOut(load);
            }
            return told;
        }

        /** A node that the target refuses is not made in another way. */
        private static CheckPlan withoutMaking(CheckPlan check) {
            return check.policy().action() != PolicyPlan.Action.CREATE
                    ? check
                    : new CheckPlan(
                            check.id(),
                            check.kind(),
                            check.severity(),
                            check.path(),
                            check.line(),
                            check.compiledSql(),
                            check.engineSql(),
                            check.proof());
        }

        private void takeOut(ElementLoad load) {
            if (state == null) {
                return;
            }
            load.compared(
                    state.takeOut(load.known(), accounts.of(load.element()).accepted()));
            Optional<Diagnostic> refusal =
                    allowDeletes ? Optional.empty() : state.rules().checkBegun(load.known());
            if (refusal.isPresent()) {
                throw new GraphcException(refusal.get());
            }
        }
    }
}
