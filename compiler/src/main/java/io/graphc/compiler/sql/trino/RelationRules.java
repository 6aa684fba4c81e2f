package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of FROM and WITH: how relations are joined, sampled and named. */
final class RelationRules {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final Refusals refusals;

    RelationRules(Refusals refusals) {
        this.refusals = refusals;
    }

    /** The condition of a join that was found right, for more checks. */
    List<Expression> check(Join join) {
        checkLateral(join);
        if (join.getCriteria().orElse(null) instanceof JoinOn on) {
            checkUnnest(join, on.getExpression());
            return List.of(on.getExpression());
        }
        if (join.getCriteria().orElse(null) instanceof JoinUsing using) {
            Set<String> names = new HashSet<>();
            for (Identifier column : using.getColumns()) {
                if (!names.add(Tokens.lower(column.getValue()))) {
                    refusals.reportWord(
                            column,
                            Diagnostic.of(
                                    DiagnosticCode.DUPLICATE_SQL_NAME,
                                    "column `" + column.getValue() + "` is named twice in `using`"));
                }
            }
        }
        return List.of();
    }

    private void checkUnnest(Join join, Expression condition) {
        String word = join.getType() == Join.Type.INNER
                ? ""
                : Tokens.lower(join.getType().name()) + " ";
        boolean isTrue = condition instanceof BooleanLiteral literal && literal.getValue();
        if (!isTrue && plain(join.getRight()) instanceof Unnest) {
            refusals.reportWord(
                    condition,
                    Diagnostic.of(
                                    DiagnosticCode.JOIN_RULE,
                                    "`" + word + "join unnest` takes no condition but `on true`")
                            .help("filter in `where`, or in a query around it"));
        }
    }

    private static Relation plain(Relation relation) {
        return relation instanceof AliasedRelation aliased ? aliased.getRelation() : relation;
    }

    /** Where every row of the right side is kept, it cannot depend on one of the left. */
    private void checkLateral(Join join) {
        boolean keepsRight = join.getType() == Join.Type.RIGHT || join.getType() == Join.Type.FULL;
        Relation right = plain(join.getRight());
        if (!keepsRight || !(right instanceof Unnest || right instanceof Lateral)) {
            return;
        }
        Set<String> left = new HashSet<>();
        names(join.getLeft(), left);
        outside(right, left, right instanceof Unnest)
                .ifPresent(node -> refusals.report(
                        node,
                        Diagnostic.of(
                                        DiagnosticCode.JOIN_RULE,
                                        "the right side of a `"
                                                + Tokens.lower(join.getType().name())
                                                + " join` cannot use columns of the left side")
                                .help("use `left join` or `cross join`")));
    }

    private static void names(Node node, Set<String> names) {
        if (node instanceof AliasedRelation aliased) {
            names.add(Tokens.lower(aliased.getAlias().getValue()));
        } else if (node instanceof Table table) {
            names.add(Tokens.lower(table.getName().getSuffix()));
        } else if (node instanceof Join) {
            node.getChildren().forEach(child -> names(child, names));
        }
    }

    private static Optional<Node> outside(Node node, Set<String> left, boolean unqualified) {
        boolean qualified = node instanceof DereferenceExpression dotted
                && dotted.getBase() instanceof Identifier base
                && left.contains(Tokens.lower(base.getValue()));
        if (qualified || (unqualified && node instanceof Identifier)) {
            return Optional.of(node);
        }
        for (Node child : node.getChildren()) {
            Optional<Node> found = outside(child, left, unqualified);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    void check(SampledRelation sample) {
        Expression percent = sample.getSamplePercentage();
        Optional<BigDecimal> value = number(percent);
        if (value.isPresent() && (value.get().signum() < 0 || value.get().compareTo(WHOLE) > 0)) {
            refusals.reportWord(
                    percent, Diagnostic.of(DiagnosticCode.CLAUSE_RULE, "a sample is from 0 to 100 percent"));
        } else if (percent instanceof StringLiteral) {
            refusals.reportWord(
                    percent, Diagnostic.of(DiagnosticCode.TYPE_MISMATCH, "the percentage of a sample is a number"));
        } else if (percent instanceof Identifier || percent instanceof DereferenceExpression) {
            refusals.reportWord(
                    percent,
                    Diagnostic.of(DiagnosticCode.CLAUSE_RULE, "the percentage of a sample cannot use columns"));
        }
    }

    private static Optional<BigDecimal> number(Expression expression) {
        if (expression instanceof LongLiteral whole) {
            return Optional.of(BigDecimal.valueOf(whole.getParsedValue()));
        }
        return expression instanceof DecimalLiteral decimal
                ? Optional.of(new BigDecimal(decimal.getValue().replace("_", "")))
                : Optional.empty();
    }

    private void checkColumns(WithQuery query, List<Identifier> columns) {
        Set<String> names = new HashSet<>();
        for (Identifier column : columns) {
            if (!names.add(Tokens.lower(column.getValue()))) {
                refusals.reportWord(
                        column,
                        Diagnostic.of(
                                DiagnosticCode.DUPLICATE_SQL_NAME,
                                "column name `" + column.getValue() + "` is given twice"));
                refusals.ignore(query);
            }
        }
    }

    void check(With with) {
        Set<String> names = new HashSet<>();
        for (WithQuery query : with.getQueries()) {
            Identifier name = query.getName();
            query.getColumnNames().ifPresent(columns -> checkColumns(query, columns));
            if (!names.add(Tokens.lower(name.getValue()))) {
                refusals.reportWord(
                        name,
                        Diagnostic.of(
                                DiagnosticCode.DUPLICATE_SQL_NAME, "`with` has two queries `" + name.getValue() + "`"));
            }
        }
    }
}
