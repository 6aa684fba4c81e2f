package io.graphc.compiler.sql.trino;

import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Expressions that perhaps no row ever reaches, or whose failure is caught: those in {@code TRY}, and those beside a
 * condition without columns. A template that writes {@code 'all' = 'all' OR day >= CAST('all' AS date)} makes a query that
 * runs.
 */
final class DeadBranches {
    private DeadBranches() {}

    /** True where a part of a query may fail without the query failing; also where the part is not found. */
    static boolean mayHide(Node part, Query query) {
        Deque<Node> path = new ArrayDeque<>();
        if (!find(part, query, path)) {
            return true;
        }
        Node inner = part;
        for (Node outer : path) {
            if (mayHide(outer, inner)) {
                return true;
            }
            inner = outer;
        }
        return false;
    }

    /** Fills the path with the nodes around a part, the nearest first. */
    private static boolean find(Node part, Node in, Deque<Node> path) {
        for (Node child : in.getChildren()) {
            if (isSame(child, part) || find(part, child, path)) {
                path.addLast(in);
                return true;
            }
        }
        return false;
    }

    /** Two nodes that are written alike are equal, but only one of them is meant. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Node one, Node other) {
        return one == other;
    }

    private static boolean mayHide(Node outer, Node inner) {
        if (outer instanceof TryExpression) {
            return true;
        }
        if (outer instanceof QuerySpecification block) {
            return mayBeEmpty(block)
                    || block.getFrom().filter(DeadBranches::readsEmpty).isPresent();
        }
        if (outer instanceof Query query) {
            return isEmpty(query.getLimit())
                    || query.getWith().filter(DeadBranches::readsEmpty).isPresent();
        }
        if (outer instanceof CoalesceExpression choice) {
            return choice.getOperands().stream()
                    .takeWhile(operand -> !isSame(operand, inner))
                    .anyMatch(DeadBranches::isConstant);
        }
        return conditions(outer).stream().anyMatch(condition -> !isSame(condition, inner) && isConstant(condition));
    }

    private static boolean mayBeEmpty(QuerySpecification block) {
        return block.getWhere().filter(DeadBranches::hasConstant).isPresent() || isEmpty(block.getLimit());
    }

    /** Whether something in a FROM or WITH may have no rows whatever the tables hold, as templates write it. */
    private static boolean readsEmpty(Node source) {
        return (source instanceof QuerySpecification block && mayBeEmpty(block))
                || (source instanceof Query query && isEmpty(query.getLimit()))
                || source.getChildren().stream().anyMatch(DeadBranches::readsEmpty);
    }

    private static List<Expression> conditions(Node node) {
        if (node instanceof LogicalExpression logical) {
            return logical.getTerms();
        }
        if (node instanceof IfExpression choice) {
            return List.of(choice.getCondition());
        }
        if (node instanceof SearchedCaseExpression cases) {
            return cases.getWhenClauses().stream().map(WhenClause::getOperand).toList();
        }
        if (node instanceof SimpleCaseExpression cases) {
            List<Expression> all = new ArrayList<>(
                    cases.getWhenClauses().stream().map(WhenClause::getOperand).toList());
            return isConstant(cases.getOperand()) ? all : List.of();
        }
        return List.of();
    }

    private static boolean hasConstant(Expression where) {
        return isConstant(where)
                || (where instanceof LogicalExpression logical
                        && logical.getTerms().stream().anyMatch(DeadBranches::hasConstant));
    }

    private static boolean isConstant(Node expression) {
        boolean names = expression instanceof Identifier
                || expression instanceof DereferenceExpression
                || expression instanceof SubqueryExpression;
        return !names && expression.getChildren().stream().allMatch(DeadBranches::isConstant);
    }

    private static boolean isEmpty(Optional<Node> limit) {
        return limit.filter(found -> found instanceof Limit rows
                        && rows.getRowCount() instanceof LongLiteral count
                        && count.getParsedValue() == 0)
                .isPresent();
    }
}
