package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CheckCount;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CheckPlan.Kind;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.PolicyPlan.Action;
import io.graphc.plan.PolicyQuery;
import io.graphc.plan.Proof;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plans the checks of one element type, and what becomes of the rows that they find. */
final class ElementCheckPlanner {
    private static final String NEO4J = "neo4j";

    private final MappingContext context;
    private final MappedElement element;
    private final String suffix;
    private final BadValues bad;
    private final PolicySql sql;
    private final List<CheckPlan> checks = new ArrayList<>();

    /** @param suffix what the ids of its checks end in */
    ElementCheckPlanner(MappingContext context, MappedElement element, String suffix) {
        this.context = context;
        this.element = element;
        this.suffix = suffix;
        this.bad = new BadValues(element, new ValueRules(context.target()));
        this.sql = new PolicySql(element, bad);
    }

    List<CheckPlan> of(MappedNode node) {
        rows(CheckProof.of(node, Kind.NOT_NULL_KEY));
        unique(CheckProof.of(node, Kind.UNIQUE_KEY));
        refused();
        return checks;
    }

    List<CheckPlan> of(MappedRelationship relationship) {
        rows(CheckProof.of(relationship, Kind.NOT_NULL_KEY));
        ElementSql.severalEnds(element)
                .ifPresent(text -> add(
                        Kind.SEVERAL_ENDS,
                        query("several_ends", text, element.relations()),
                        Optional.empty(),
                        Optional.empty(),
                        PolicyPlan.ERROR));
        end(relationship, Kind.START_EXISTS);
        end(relationship, Kind.END_EXISTS);
        unique(CheckProof.of(relationship, Kind.UNIQUE_KEY));
        refused();
        return checks;
    }

    /** The checks that look at each row by itself. */
    private void rows(Optional<Proof> notNull) {
        Optional<PolicyQuery> counts = query("counts", sql.counts(), List.of(element.staged()));
        Policy nulls = element.policies().nullKey();
        Optional<PolicyQuery> rejected =
                nulls.rejects() ? query("rejected", sql.rejectedNulls(), element.reads()) : Optional.empty();
        Optional<PolicyQuery> accepted =
                nulls.rejects() ? query("accepted", sql.withoutNulls(), staged()) : Optional.empty();
        add(
                Kind.NOT_NULL_KEY,
                query("not_null_key", ElementSql.nullKeys(element), element.relations()),
                notNull,
                count(counts, PolicySql.NULL_KEYS),
                plan(nulls, Optional.empty(), rejected, accepted));
        boolean drops = element.policies().badValue().action() == Action.DROP;
        if (drops) {
            badIds(count(counts, PolicySql.BAD_IDS));
        }
        if (drops ? !bad.hasGoodProperties() : !bad.isEmpty()) {
            badValues(count(counts, PolicySql.BAD_VALUES));
        }
    }

    private static Optional<CheckCount> count(Optional<PolicyQuery> counts, String column) {
        return counts.map(query -> new CheckCount(query.compiledSql(), query.engineSql(), column));
    }

    /** An id cannot be left out of its row. */
    private void badIds(Optional<CheckCount> count) {
        bad.idCondition()
                .ifPresent(condition -> add(
                        Kind.BAD_VALUE,
                        "bad_id",
                        query("bad_id", sql.badIds(condition), staged()),
                        Optional.empty(),
                        count,
                        PolicyPlan.ERROR));
    }

    private void badValues(Optional<CheckCount> count) {
        Policy policy = element.policies().badValue();
        boolean drops = policy.action() == Action.DROP;
        Optional<PolicyQuery> rejected = switch (policy.action()) {
            case REJECT -> query("rejected", sql.rejectedBadValues(), sources());
            case DROP -> query("dropped", sql.rowsWithBadValues(), element.reads());
            case ERROR, CREATE, MERGE, FIRST -> Optional.empty();
        };
        Optional<PolicyQuery> accepted = switch (policy.action()) {
            case REJECT -> query("accepted", sql.withoutBadRows(), staged());
            case DROP -> query("accepted", sql.withoutBadValues(), staged());
            case ERROR, CREATE, MERGE, FIRST -> Optional.empty();
        };
        PolicyPlan plan = plan(policy, Optional.empty(), rejected, accepted);
        add(
                Kind.BAD_VALUE,
                query("bad_value", sql.badValues(), staged()),
                Optional.empty(),
                count,
                drops ? plan.withLosses(query("losses", sql.losses(), staged())) : plan);
    }

    private void end(MappedRelationship relationship, Kind kind) {
        boolean start = kind == Kind.START_EXISTS;
        MappedNode node = start ? relationship.start() : relationship.end();
        List<BoundRelation> both = List.of(element.staged(), node.element().staged());
        Policy policy = element.policies().missingEndpoint();
        Optional<PolicyQuery> rejected = Optional.empty();
        Optional<PolicyQuery> accepted = Optional.empty();
        if (policy.rejects()) {
            List<BoundRelation> reads = new ArrayList<>(sources());
            reads.add(node.element().staged());
            reads.add(relationship.start().element().staged());
            rejected = query("rejected", sql.rejectedAtEnd(start, node, relationship.start()), reads);
            accepted = query("accepted", sql.withEnd(start, node), both);
        } else if (policy.action() == Action.CREATE) {
            List<BoundRelation> reads = new ArrayList<>(element.reads());
            reads.addAll(both);
            accepted = query("accepted", new MadeNodes(relationship, start).sql(), reads);
        }
        String column = start ? ElementQuery.FROM : ElementQuery.TO;
        add(
                kind,
                query(word(kind), ElementSql.missingEnds(element, column, node), both),
                CheckProof.of(relationship, kind),
                Optional.empty(),
                plan(policy, Optional.empty(), rejected, accepted));
    }

    private void unique(Optional<Proof> proof) {
        Policy policy = element.policies().duplicateKey();
        boolean rejects = policy.rejects() || policy.rejectsConflicts();
        List<BoundRelation> reads = new ArrayList<>(element.reads());
        reads.add(element.staged());
        Optional<PolicyQuery> conflicts =
                sql.canConflict() ? query("conflicts", sql.conflicts(), staged()) : Optional.empty();
        Optional<PolicyQuery> rejected =
                rejects && sql.canConflict() ? query("rejected", sql.rejectedDuplicates(), reads) : Optional.empty();
        Optional<PolicyQuery> accepted =
                query("accepted", sql.withoutDuplicates(), policy.action() == Action.FIRST ? reads : staged());
        add(
                Kind.UNIQUE_KEY,
                query("unique_key", ElementSql.duplicateKeys(element), staged()),
                proof,
                Optional.empty(),
                plan(policy, conflicts, rejected, accepted));
    }

    /** What only the target can tell, where it tells of single rows and they are to be rejected. */
    private void refused() {
        Policy policy = element.policies().badValue();
        if (!policy.rejects() || !context.target().type().equals(NEO4J)) {
            return;
        }
        RelationName name = ElementQuery.refused(element.staged().name());
        BoundRelation refused = BoundRelation.of(
                "",
                name.identifier(),
                name,
                List.of(
                        Column.of(ElementQuery.ID, SqlTypes.VARCHAR),
                        Column.of(ElementQuery.DETAIL, SqlTypes.VARCHAR)));
        List<BoundRelation> reads = new ArrayList<>(element.reads());
        reads.add(refused);
        add(
                Kind.REFUSED,
                query("refused", sql.refused(name), List.of(refused)),
                Optional.empty(),
                Optional.empty(),
                plan(
                        policy,
                        Optional.empty(),
                        query("rejected", sql.rejectedByTarget(name), reads),
                        query("accepted", sql.withoutRefused(name), List.of(element.staged(), refused))));
    }

    /** What the rows come from, and the table that they are staged in. */
    private List<BoundRelation> sources() {
        List<BoundRelation> reads = new ArrayList<>(element.reads());
        reads.add(element.staged());
        return reads;
    }

    private List<BoundRelation> staged() {
        return List.of(element.staged());
    }

    private PolicyPlan plan(
            Policy policy,
            Optional<PolicyQuery> conflicts,
            Optional<PolicyQuery> rejected,
            Optional<PolicyQuery> accepted) {
        return new PolicyPlan(policy.action(), policy.max(), element.united(), conflicts, rejected, accepted);
    }

    private Optional<PolicyQuery> query(String what, MappedText text, List<BoundRelation> reads) {
        Set<BoundRelation> each = new LinkedHashSet<>(reads);
        return context.checker()
                .check(element.name() + " (" + what + ")", text, List.copyOf(each), context.sink())
                .map(query -> new PolicyQuery(query.compiledSql(), query.engineSql()));
    }

    private void add(
            Kind kind,
            Optional<PolicyQuery> offences,
            Optional<Proof> proof,
            Optional<CheckCount> count,
            PolicyPlan policy) {
        add(kind, word(kind), offences, proof, count, policy);
    }

    /** @param word what the check's id calls it */
    private void add(
            Kind kind,
            String word,
            Optional<PolicyQuery> offences,
            Optional<Proof> proof,
            Optional<CheckCount> count,
            PolicyPlan policy) {
        offences.ifPresent(query -> checks.add(new CheckPlan(
                "check." + context.project() + "." + word + "." + suffix,
                kind,
                Severity.ERROR,
                element.span().file().path(),
                element.span().startLine(),
                query.compiledSql(),
                query.engineSql(),
                proof,
                count,
                policy)));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
