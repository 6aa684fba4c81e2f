package io.graphc.runtime.policy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.runtime.emit.RefusedRow;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.List;
import java.util.Optional;

/**
 * Rejects rows that the graph target refused when they were written, where the policy for bad values lets it: they go from
 * the staged table into the reject file, with the target's words, and into the accounts. One thread uses it.
 */
public final class RefusedRows {
    /** A target that refuses more is not fit for the data, and each refused row costs many requests. */
    private static final long MOST = 100_000;

    private static final int SHOWN = 10;

    private final QueryEngine engine;
    private final RowAccounts accounts;
    private final RejectFiles files;

    public RefusedRows(QueryEngine engine, RowAccounts accounts, RejectFiles files) {
        this.engine = engine;
        this.accounts = accounts;
        this.files = files;
    }

    /** How many rows of an element type the target may refuse before the load fails. */
    public long allowed(ElementPlan element) {
        return check(element)
                .map(check -> {
                    RowAccount account = accounts.of(element);
                    long most = check.policy()
                            .max()
                            .map(max -> max.most(account.rows()))
                            .orElse(MOST);
                    long before = account.rejected().getOrDefault(RejectReason.BAD_VALUE, 0L);
                    return Math.max(0, Math.min(MOST, most - before));
                })
                .orElse(0L);
    }

    /** What the plan says of refused rows of an element type; empty where they stop the load. */
    public static Optional<CheckPlan> check(ElementPlan element) {
        return element.checks().stream()
                .filter(check -> check.kind() == CheckPlan.Kind.REFUSED)
                .findFirst();
    }

    /** Rejects rows, no more than allowed; what is to be told of them. */
    public Diagnostic.Builder reject(ElementPlan element, List<RefusedRow> refused) {
        PolicyPlan policy = check(element).orElseThrow().policy();
        engine.stageRefused(
                element,
                refused.stream().map(row -> List.of(row.id(), row.reason())).toList());
        try (RowCursor rows = engine.query(policy.rejected().orElseThrow().engineSql())) {
            files.write(element, RejectReason.REFUSED, rows);
        }
        files.record(new RejectFile(element.id(), RejectReason.REFUSED, refused.size(), files.path(element)));
        long before = accounts.of(element).accepted();
        long after = engine.restage(element, policy.accepted().orElseThrow().engineSql(), true)
                .rows();
        RowPolicies.compare(element, refused.size(), before - after, "rows that the target refused");
        accounts.change(element, account -> account.withRejected(RejectReason.REFUSED, refused.size()));
        engine.dropRefused(element);
        Diagnostic.Builder told = Diagnostic.of(
                DiagnosticCode.ROWS_REJECTED,
                element.words() + " has " + (refused.size() == 1 ? "1 row" : refused.size() + " rows")
                        + " that the graph target refuses, rejected");
        refused.stream().limit(SHOWN).forEach(row -> told.note("`" + row.id() + "`: " + row.reason()));
        return told.help("the rows are in `" + files.path(element) + "`");
    }
}
