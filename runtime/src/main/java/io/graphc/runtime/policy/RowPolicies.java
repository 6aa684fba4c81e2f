package io.graphc.runtime.policy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CheckPlan.Kind;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.PolicyPlan.Action;
import io.graphc.plan.PolicyQuery;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the checks of elements and carries out what their policies say: rows are taken out of the staged table and into a
 * reject file, merged, or nodes are added to a staged table. When nothing is wrong only the counting queries run. Every
 * change is entered in the accounts and compared with what the table holds. Safe to use from several threads for checks of
 * different staged tables.
 */
public final class RowPolicies {
    private static final String WAY_OUT = "clean the rows where they come from, or raise `max` of the policy";

    private final QueryEngine engine;
    private final RowAccounts accounts;
    private final RejectFiles files;
    private final CheckCounts counts;
    private final boolean begun;
    private final Map<String, Long> madeFor = new ConcurrentHashMap<>();

    /** Policies that are carried out before anything is written to the graph. */
    public RowPolicies(QueryEngine engine, RowAccounts accounts, RejectFiles files) {
        this(engine, accounts, files, false);
    }

    private RowPolicies(QueryEngine engine, RowAccounts accounts, RejectFiles files, boolean begun) {
        this.begun = begun;
        this.engine = engine;
        this.accounts = accounts;
        this.files = files;
        this.counts = new CheckCounts(engine);
    }

    /** Policies that are carried out once more while the graph is written, since nodes that were to be there were refused. */
    public static RowPolicies whileWriting(QueryEngine engine, RowAccounts accounts, RejectFiles files) {
        return new RowPolicies(engine, accounts, files, true);
    }

    /**
     * A check and what it is about.
     *
     * @param node the node type at the end that is looked at, where it is among those to be written
     * @param place where the mapping was written, for messages
     */
    public record Subject(ElementPlan element, CheckPlan check, Optional<NodePlan> node, Optional<SourceSpan> place) {
        private Diagnostic build(Diagnostic.Builder builder) {
            place.ifPresent(builder::at);
            return builder.build();
        }
    }

    /**
     * Has checks of one element type counted by one statement when the first of them is run, where the engine makes each
     * statement pay.
     *
     * @return whether that will happen, so that the first must wait for all that any of them reads
     */
    public boolean together(List<CheckPlan> checks) {
        return counts.together(checks);
    }

    /** Runs one check. */
    public PolicyOutcome run(Subject subject) {
        CheckPlan check = subject.check();
        OptionalLong counted = counts.of(check);
        if (counted.isPresent() && counted.getAsLong() == 0) {
            return PolicyOutcome.NOTHING;
        }
        if (check.kind() == Kind.UNIQUE_KEY && engine.hasUniqueIds(subject.element())) {
            return PolicyOutcome.NOTHING;
        }
        if (check.policy().action() == Action.DROP) {
            return drop(subject, counted.orElseThrow());
        }
        Offences offences = Offences.of(engine, check.engineSql());
        if (offences.count() == 0) {
            return PolicyOutcome.NOTHING;
        }
        if (check.kind() == Kind.UNIQUE_KEY) {
            return duplicates(subject, offences);
        }
        return switch (check.policy().action()) {
            case REJECT -> reject(subject, offences);
            case CREATE -> create(subject, offences);
            case ERROR, MERGE, FIRST, DROP -> failure(subject, offences);
        };
    }

    private PolicyOutcome failure(Subject subject, Offences offences) {
        return PolicyOutcome.told(
                offences.count(), subject.build(offences.failure(subject.element(), subject.check(), begun)));
    }

    private PolicyOutcome conflict(Subject subject, Offences conflicts) {
        ElementPlan element = subject.element();
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.DUPLICATE_KEY,
                        element.words() + " has " + (conflicts.count() == 1 ? "1 key" : conflicts.count() + " keys")
                                + " whose rows `merge` cannot make one")
                .severity(subject.check().severity())
                .note(conflicts.note());
        subject.check().policy().conflicts().stream()
                .flatMap(query -> MergeConflict.of(engine, element, query.engineSql()).stream())
                .forEach(problem::note);
        return PolicyOutcome.told(
                conflicts.count(),
                subject.build(problem.help("correct the values in the model, leave such rows out with"
                        + " `on_duplicate_key: {action: merge, on_conflict: reject}`, or take one of them with"
                        + " `{action: first, order_by: ...}`")));
    }

    private PolicyOutcome reject(Subject subject, Offences offences) {
        Optional<Diagnostic> refused = writeRejects(subject, offences);
        if (refused.isPresent()) {
            return PolicyOutcome.told(offences.count(), refused.get());
        }
        RowAccount before = accounts.of(subject.element());
        long after = restage(subject.element(), accepted(subject), true);
        compare(subject.element(), offences.rows(), before.accepted() - after, "rows to reject");
        return rejected(subject, offences);
    }

    /** Writes the reject file; the diagnostic when there are more rows than the policy allows. */
    private Optional<Diagnostic> writeRejects(Subject subject, Offences offences) {
        ElementPlan element = subject.element();
        PolicyPlan policy = subject.check().policy();
        RejectReason reason = reason(subject.check().kind());
        long written;
        try (RowCursor rows = engine.query(policy.rejected().orElseThrow().engineSql())) {
            written = files.write(element, reason, rows);
        }
        if (!policy.united()) {
            compare(element, offences.rows(), written, "rows to reject");
        }
        files.record(new RejectFile(element.id(), reason, offences.rows(), files.path(element)));
        RowAccount account = accounts.of(element);
        long all = offences.rows() + account.rejectedAtEnds(subject.check().kind());
        if (policy.max().filter(max -> !max.allows(all, account.rows())).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(tooMany(subject, offences, all));
    }

    private Diagnostic tooMany(Subject subject, Offences offences, long all) {
        ElementPlan element = subject.element();
        long rows = accounts.of(element).rows();
        return subject.build(Diagnostic.of(
                        DiagnosticCode.TOO_MANY_REJECTED,
                        element.words() + " has " + rows(all) + " to reject, more than `max` allows")
                .note(all + " of " + rows + " rows; `max: " + max(subject) + "` allows "
                        + subject.check().policy().max().orElseThrow().most(rows))
                .note(offences.message(element, subject.check().kind()))
                .note(offences.note())
                .help(WAY_OUT)
                .help("the rows are in `" + files.path(element) + "`; "
                        + (begun
                                ? "the graph may hold what was written before them, which the next run takes into account"
                                : "nothing was written to the graph")));
    }

    private static String max(Subject subject) {
        return subject.check().policy().max().map(Object::toString).orElse("");
    }

    private PolicyOutcome rejected(Subject subject, Offences offences) {
        accounts.change(
                subject.element(),
                account -> account.withRejected(reason(subject.check().kind()), offences.rows()));
        return PolicyOutcome.told(
                offences.count(),
                subject.build(Diagnostic.of(
                                DiagnosticCode.ROWS_REJECTED,
                                offences.message(
                                                subject.element(),
                                                subject.check().kind()) + ", rejected")
                        .note(offences.note())
                        .help("the rows are in `" + files.path(subject.element()) + "`")));
    }

    /** Makes one row of equal ones, and of others what the policy says. */
    private PolicyOutcome duplicates(Subject subject, Offences offences) {
        PolicyPlan policy = subject.check().policy();
        if (policy.accepted().isEmpty()) {
            return failure(subject, offences);
        }
        Offences conflicts = policy.conflicts()
                .map(query -> Offences.of(engine, query.engineSql()))
                .orElse(new Offences(0, 0, List.of()));
        if (conflicts.count() > 0) {
            if (policy.rejected().isEmpty()) {
                return policy.action() == Action.MERGE ? conflict(subject, conflicts) : failure(subject, conflicts);
            }
            Optional<Diagnostic> refused = writeRejects(subject, conflicts);
            if (refused.isPresent()) {
                return PolicyOutcome.told(conflicts.count(), refused.get());
            }
        }
        ElementPlan element = subject.element();
        long before = accounts.of(element).accepted();
        long merged = before - conflicts.rows() - restage(element, accepted(subject), false);
        accounts.change(element, account -> account.withMerged(merged));
        return conflicts.count() > 0
                ? rejected(subject, conflicts)
                : PolicyOutcome.done(rows(merged) + " merged into others of the same key");
    }

    private PolicyOutcome create(Subject subject, Offences offences) {
        if (subject.node().isEmpty()) {
            return PolicyOutcome.told(
                    offences.count(),
                    subject.build(offences.failure(subject.element(), subject.check(), begun)
                            .note("nodes can only be made when their type is loaded too")));
        }
        NodePlan node = subject.node().get();
        long before = accounts.of(node).accepted();
        RelationName ids = stageMissing(subject);
        long made = restage(node, accepted(subject), false) - before;
        accounts.made(node, made, ids);
        long rows = accounts.of(subject.element()).rows();
        long all = madeFor.merge(subject.element().id(), made, Long::sum);
        if (subject.check().policy().max().filter(max -> !max.allows(all, rows)).isPresent()) {
            return PolicyOutcome.told(
                    offences.count(),
                    subject.build(Diagnostic.of(
                                    DiagnosticCode.TOO_MANY_REJECTED,
                                    subject.element().words() + " has " + (all == 1 ? "1 node" : all + " nodes")
                                            + " to make, more than `max` allows")
                            .note(all + " nodes for " + rows(rows) + "; `max: " + max(subject) + "` allows "
                                    + subject.check().policy().max().get().most(rows))
                            .note(offences.message(
                                    subject.element(), subject.check().kind()))
                            .note(offences.note())
                            .help(WAY_OUT)));
        }
        return PolicyOutcome.done((made == 1 ? "1 node" : made + " nodes") + " `" + node.name() + "` made");
    }

    /** Puts the ids of the nodes that are missing into a table: once they are made, rows no longer tell them from others. */
    private RelationName stageMissing(Subject subject) {
        RelationName table = subject.element().query().made(subject.check().kind() == Kind.START_EXISTS);
        String sql = "SELECT DISTINCT \"key\" AS " + RelationName.quote(ElementQuery.ID) + " FROM (\n"
                + subject.check().engineSql() + "\n) AS missing";
        engine.ownTables()
                .ifPresentOrElse(
                        tables -> tables.make(table, List.of(Column.of(ElementQuery.ID, SqlTypes.VARCHAR)), sql),
                        () -> engine.keep(table, false, sql));
        return table;
    }

    private PolicyOutcome drop(Subject subject, long values) {
        ElementPlan element = subject.element();
        PolicyPlan policy = subject.check().policy();
        Losses losses = Losses.of(engine, element, policy.losses().orElseThrow().engineSql());
        try (RowCursor rows = engine.query(policy.rejected().orElseThrow().engineSql())) {
            long written = files.write(element, RejectReason.DROPPED_VALUE, rows);
            files.record(new RejectFile(element.id(), RejectReason.DROPPED_VALUE, written, files.path(element)));
        }
        long before = accounts.of(element).accepted();
        compare(element, before, restage(element, accepted(subject), true), "rows");
        accounts.change(element, account -> account.withDropped(values));
        Diagnostic.Builder told = Diagnostic.of(
                DiagnosticCode.VALUES_DROPPED,
                element.words() + " has " + (values == 1 ? "1 value" : values + " values")
                        + " that the graph target refuses, left out");
        losses.addTo(told);
        return PolicyOutcome.told(
                values,
                subject.build(told.help("the rows that they come from are in `" + files.path(element)
                        + "`; `on_bad_value: reject` keeps these out of the graph")));
    }

    private static PolicyQuery accepted(Subject subject) {
        return subject.check().policy().accepted().orElseThrow();
    }

    private long restage(ElementPlan element, PolicyQuery query, boolean sorted) {
        return engine.restage(element, query.engineSql(), sorted).rows();
    }

    static void compare(ElementPlan element, long expected, long found, String what) {
        if (expected != found) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.COUNTS_DIFFER,
                            element.words() + " has " + expected + " " + what + ", then " + found)
                    .note("two queries of one run saw different rows")
                    .help("make the model a table, or give it an order that leaves nothing to chance")
                    .build());
        }
    }

    private static RejectReason reason(Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY -> RejectReason.NULL_KEY;
            case BAD_VALUE, SEVERAL_ENDS -> RejectReason.BAD_VALUE;
            case REFUSED -> RejectReason.REFUSED;
            case UNIQUE_KEY -> RejectReason.DUPLICATE_KEY;
            case START_EXISTS -> RejectReason.MISSING_START;
            case END_EXISTS -> RejectReason.MISSING_END;
        };
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
