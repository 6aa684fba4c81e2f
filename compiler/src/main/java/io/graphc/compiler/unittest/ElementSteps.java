package io.graphc.compiler.unittest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan.Action;
import io.graphc.plan.PolicyQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.project.UnitTestSpec;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The way of an element type's rows through its checks and policies, as one query: each step reads what the step before it
 * left over, in place of the staged table.
 */
final class ElementSteps {
    private final UnitTestContext context;
    private final UnitTestSpec test;
    private final QueryChecker checker;
    private final List<BoundRelation> relations;
    private final Map<String, BoundRelation> nodes = new TreeMap<>();
    private final List<String> rejects = new ArrayList<>();
    private final List<String> offences = new ArrayList<>();
    private boolean sound = true;

    /** @param relations what is read in place of the relations */
    ElementSteps(UnitTestContext context, UnitTestSpec test, List<BoundRelation> relations) {
        this.context = context;
        this.test = test;
        this.relations = relations;
        this.checker = context.checker().onDuckDb(context.asOf());
    }

    boolean isSound() {
        return sound;
    }

    /** Queries of the rows that were taken out, {@code ~reason} before the columns of the relation. */
    List<String> rejects() {
        return rejects;
    }

    /** Queries of what would fail a run: {@code problem}, and the {@code key} that it is about. */
    List<String> offences() {
        return offences;
    }

    /** Makes the nodes of a type known, so that the ends of relationships are looked for among them. */
    void addNodes(NodePlan node) {
        ElementSteps own = new ElementSteps(context, test, relations);
        own.rows(node).ifPresent(sql -> nodes.put(node.name(), staged(node, sql)));
        sound &= own.sound;
    }

    /** The rows that remain of an element type; empty when they cannot be asked for, which is reported. */
    Optional<String> rows(ElementPlan element) {
        Optional<String> rows = query(element, element.query().compiledSql(), List.of());
        for (CheckPlan check : element.checks()) {
            if (rows.isPresent() && check.beforeWriting()) {
                rows = step(element, check, rows.get());
            }
        }
        return rows;
    }

    private Optional<String> step(ElementPlan element, CheckPlan check, String rows) {
        List<BoundRelation> reads = new ArrayList<>(List.of(staged(element, rows)));
        boolean atEnd = check.kind() == CheckPlan.Kind.START_EXISTS || check.kind() == CheckPlan.Kind.END_EXISTS;
        if (atEnd) {
            Optional<BoundRelation> end = end((RelationshipPlan) element, check.kind());
            if (end.isEmpty()) {
                return Optional.of(rows);
            }
            reads.addAll(nodes.values());
        }
        Action action = check.policy().action();
        String reason = check.kind().name().toLowerCase(Locale.ROOT);
        Optional<PolicyQuery> failing = failing(check);
        failing.flatMap(query -> query(element, query.compiledSql(), reads))
                .ifPresent(sql -> offences.add("SELECT " + SqlText.literal(reason)
                        + " AS \"problem\", CAST(\"key\" AS VARCHAR) AS \"key\"\nFROM (\n" + sql + "\n) AS \"~o\""));
        check.policy()
                .rejected()
                .flatMap(query -> query(element, query.compiledSql(), reads))
                .ifPresent(sql -> rejects.add(
                        "SELECT " + SqlText.literal(reason) + " AS \"~reason\", *\nFROM (\n" + sql + "\n) AS \"~r\""));
        if (action == Action.CREATE || check.policy().accepted().isEmpty()) {
            return Optional.of(rows);
        }
        return query(element, check.policy().accepted().get().compiledSql(), reads);
    }

    /** What finds the rows that no policy takes care of. */
    private static Optional<PolicyQuery> failing(CheckPlan check) {
        return switch (check.policy().action()) {
            case ERROR -> {
                PolicyQuery all = new PolicyQuery(check.compiledSql(), check.engineSql());
                yield Optional.of(check.policy().conflicts().orElse(all));
            }
            case MERGE ->
                check.policy()
                        .conflicts()
                        .filter(found -> check.policy().rejected().isEmpty());
            case REJECT, CREATE, FIRST, DROP -> Optional.empty();
        };
    }

    private Optional<BoundRelation> end(RelationshipPlan relationship, CheckPlan.Kind kind) {
        boolean start = kind == CheckPlan.Kind.START_EXISTS;
        Optional<BoundRelation> first = Optional.ofNullable(nodes.get(relationship.startLabel()));
        // What looks at the end of a rejected row looks at the start as well.
        return start ? first : first.flatMap(found -> Optional.ofNullable(nodes.get(relationship.endLabel())));
    }

    private static BoundRelation staged(ElementPlan element, String sql) {
        List<Column> columns = new ArrayList<>(List.of(Column.of(ElementQuery.ID, SqlTypes.VARCHAR)));
        if (element instanceof RelationshipPlan) {
            columns.add(Column.of(ElementQuery.FROM, SqlTypes.VARCHAR));
            columns.add(Column.of(ElementQuery.TO, SqlTypes.VARCHAR));
        }
        for (PropertyPlan property : element.values()) {
            columns.add(Column.of(property.name(), property.sqlType()));
        }
        RelationName name = element.query().staged();
        EphemeralTable table =
                new EphemeralTable("", "__staged__" + name.identifier(), sql, sql, columns, RelationFacts.NONE, true);
        return new BoundRelation("", name.identifier(), name, Optional.of(table), columns, RelationFacts.NONE);
    }

    /** A query in Trino's dialect, over the rows that stand in for what it reads. */
    private Optional<String> query(ElementPlan element, String sql, List<BoundRelation> more) {
        // A query of common table expressions that nothing reads would be several times as long.
        String text = sql.toLowerCase(Locale.ROOT);
        List<BoundRelation> scope = Stream.concat(relations.stream(), more.stream())
                .filter(relation -> relation.names().stream()
                        .anyMatch(called -> text.contains(called.identifier().toLowerCase(Locale.ROOT))))
                .toList();
        DiagnosticBag bag = new DiagnosticBag();
        Optional<TypedQuery> query = checker.check(
                element.name(), MappedText.computed(sql, test.name().span()), scope, bag);
        TestProblems problems = new TestProblems(test, context.sink());
        bag.sorted().stream().filter(Diagnostic::isError).forEach(problems::add);
        if (query.isEmpty()) {
            problems.report();
        } else if (query.get().opaque()) {
            problems.reportOpaque(element.name());
        }
        Optional<String> printed = query.filter(found -> !found.opaque()).map(TypedQuery::engineSql);
        sound &= printed.isPresent();
        return printed;
    }
}
