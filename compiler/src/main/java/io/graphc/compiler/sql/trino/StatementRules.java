package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.With;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of SQL that the tree of a statement shows by itself: what may stand where. One walk before the translation;
 * constructs that are not analysed are left alone. As observed on Trino 435.
 */
final class StatementRules {
    private static final int MOST_PRECISION = 12;

    private final Refusals refusals;
    private final PlacementRules placement;
    private final RelationRules relations;

    private StatementRules(Refusals refusals) {
        this.refusals = refusals;
        this.placement = new PlacementRules(refusals);
        this.relations = new RelationRules(refusals);
    }

    static void check(Query query, Refusals refusals) {
        new StatementRules(refusals).walk(query, new WindowRules(refusals, Map.of()));
    }

    private void walk(Node node, WindowRules windows) {
        if (isOpaque(node)) {
            return;
        }
        if (node instanceof QuerySpecification block) {
            block(block);
            return;
        }
        inspect(node, windows);
        for (Node child : node.getChildren()) {
            if (child instanceof LambdaExpression lambda && !(node instanceof FunctionCall)) {
                refusals.refuse(
                        lambda,
                        Diagnostic.of(
                                DiagnosticCode.MISPLACED_EXPRESSION, "a lambda can only be an argument of a function"));
            } else {
                walk(child, windows);
            }
        }
    }

    private static boolean isOpaque(Node node) {
        return node instanceof PatternRecognitionRelation
                || node instanceof TableFunctionInvocation
                || node instanceof JsonTable;
    }

    private void inspect(Node node, WindowRules windows) {
        if (node instanceof FunctionCall call) {
            placement.checkCall(call);
            windows.checkCall(call);
        } else if (node instanceof LambdaExpression lambda) {
            lambda(lambda);
        } else if (node instanceof Join join) {
            placement.forbid(relations.check(join), "`on`");
        } else if (node instanceof Unnest unnest) {
            placement.forbid(unnest.getExpressions(), "`unnest`");
        } else if (node instanceof SampledRelation sample) {
            relations.check(sample);
        } else if (node instanceof With with) {
            relations.check(with);
        } else if (node instanceof CurrentTime now) {
            precision(now);
        } else if (node instanceof Query query) {
            limit(query.getLimit(), query.getOrderBy().isPresent());
        }
    }

    private void block(QuerySpecification block) {
        block.getWhere().ifPresent(where -> placement.forbid(List.of(where), "`where`"));
        block.getHaving().ifPresent(placement::forbidWindows);
        block.getGroupBy().ifPresent(groups -> groups(groups, block));
        limit(block.getLimit(), block.getOrderBy().isPresent());
        WindowRules windows = WindowRules.of(block, refusals);
        block.getChildren().forEach(child -> walk(child, windows));
        block.getGroupBy().ifPresent(groups -> new GroupingRules(refusals, groups, block).check());
    }

    private void groups(GroupBy groups, QuerySpecification block) {
        List<SelectItem> items = block.getSelect().getSelectItems();
        for (GroupingElement element : groups.getGroupingElements()) {
            for (Expression key : element.getExpressions()) {
                Optional<Expression> meant = meant(key, items);
                if (placement.forbid(List.of(meant.orElse(key)), "`group by`")) {
                    refusals.ignore(groups);
                }
            }
        }
    }

    /** The item that a position of GROUP BY means; empty behind a star, which stands for nobody knows how many. */
    static Optional<Expression> meant(Expression key, List<SelectItem> items) {
        boolean inside = key instanceof LongLiteral number
                && number.getParsedValue() >= 1
                && number.getParsedValue() <= items.size();
        if (!inside) {
            return Optional.empty();
        }
        int position = (int) ((LongLiteral) key).getParsedValue();
        boolean counted = items.subList(0, position).stream().allMatch(SingleColumn.class::isInstance);
        return counted ? Optional.of(((SingleColumn) items.get(position - 1)).getExpression()) : Optional.empty();
    }

    private void limit(Optional<Node> limit, boolean ordered) {
        if (limit.isPresent() && limit.get() instanceof FetchFirst fetch) {
            if (fetch.isWithTies() && !ordered) {
                refusals.reportWord(
                        fetch,
                        Diagnostic.of(DiagnosticCode.CLAUSE_RULE, "`with ties` needs an `order by`")
                                .note("rows tie when they are equal by the sort keys"));
            }
            boolean none = fetch.getRowCount()
                    .filter(count -> count instanceof LongLiteral number && number.getParsedValue() < 1)
                    .isPresent();
            if (none) {
                refusals.reportWord(
                        fetch,
                        Diagnostic.of(DiagnosticCode.CLAUSE_RULE, "`fetch first` needs a count of 1 or more")
                                .help("write `limit 0` for no rows"));
            }
        }
    }

    private void lambda(LambdaExpression lambda) {
        placement.forbid(List.of(lambda.getBody()), "a lambda");
        refuseQueries(lambda.getBody());
    }

    private void refuseQueries(Node node) {
        boolean query = node instanceof SubqueryExpression
                || node instanceof ExistsPredicate
                || (node instanceof InPredicate in && in.getValueList() instanceof SubqueryExpression);
        if (query) {
            refusals.refuse(node, Diagnostic.of(DiagnosticCode.MISPLACED_EXPRESSION, "a lambda cannot hold a query"));
        } else if (!(node instanceof LambdaExpression)) {
            node.getChildren().forEach(this::refuseQueries);
        }
    }

    private void precision(CurrentTime now) {
        Integer precision = now.getPrecision();
        if (precision != null && precision > MOST_PRECISION) {
            refusals.refuse(
                    now,
                    Diagnostic.of(
                            DiagnosticCode.BAD_LITERAL,
                            "a fraction of a second has at most " + MOST_PRECISION + " digits, not " + precision));
        }
    }
}
