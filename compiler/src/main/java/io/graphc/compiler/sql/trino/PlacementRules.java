package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.SortItem;
import java.util.List;
import java.util.Optional;

/** Where functions that look at several rows can stand, and what belongs to them alone. */
final class PlacementRules {
    private final Refusals refusals;

    PlacementRules(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Refuses aggregates, window functions and {@code grouping} in a clause; true when there was one. */
    boolean forbid(List<? extends Node> expressions, String clause) {
        boolean found = false;
        for (Node expression : expressions) {
            found |= forbid(expression, clause, true);
        }
        return found;
    }

    /** Groups are there, but windows are made from what HAVING leaves. */
    void forbidWindows(Expression having) {
        forbid(having, "`having`", false);
    }

    private boolean forbid(Node node, String clause, boolean aggregates) {
        if (node instanceof Query) {
            return false;
        }
        Optional<String> kind = kind(node, aggregates);
        if (kind.isPresent()) {
            if (!refusals.has(node)) {
                refusals.refuse(node, misplaced(clause, kind.get()));
            }
            return true;
        }
        boolean found = false;
        for (Node child : node.getChildren()) {
            found |= forbid(child, clause, aggregates);
        }
        return found;
    }

    private Optional<String> kind(Node node, boolean aggregates) {
        if (node instanceof FunctionCall call && Refusals.isWindowed(call)) {
            return Optional.of("a window function");
        }
        if (!aggregates) {
            return Optional.empty();
        }
        if (node instanceof FunctionCall call && refusals.isAggregate(call)) {
            return Optional.of("an aggregate function");
        }
        return node instanceof GroupingOperation ? Optional.of("`grouping`") : Optional.empty();
    }

    private static Diagnostic.Builder misplaced(String clause, String kind) {
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.MISPLACED_EXPRESSION, clause + " cannot hold " + kind);
        boolean filter = clause.equals("`where`") && kind.equals("an aggregate function");
        return problem.help(
                filter
                        ? "filter groups with `having`"
                        : "compute it in a query inside of `from`, and use its name here");
    }

    void checkCall(FunctionCall call) {
        if (refusals.isAggregate(call)) {
            checkDistinct(call);
        } else if (refusals.isScalar(call) && !Refusals.isWindowed(call)) {
            refuseClause(call, "distinct", call.isDistinct());
            refuseClause(call, "filter", call.getFilter().isPresent());
            refuseClause(call, "order by", call.getOrderBy().isPresent());
        }
    }

    private void refuseClause(FunctionCall call, String clause, boolean present) {
        if (present) {
            refusals.reportWord(
                    call,
                    Diagnostic.of(
                                    DiagnosticCode.WRONG_ARGUMENTS,
                                    "`" + Tokens.lower(call.getName().getSuffix())
                                            + "` is no aggregate function, so it takes no `" + clause + "`")
                            .help("leave it out"));
        }
    }

    /** Equal arguments become one before they are sorted. */
    private void checkDistinct(FunctionCall call) {
        if (!call.isDistinct() || call.getOrderBy().isEmpty()) {
            return;
        }
        for (SortItem item : call.getOrderBy().get().getSortItems()) {
            boolean argument = call.getArguments().contains(item.getSortKey());
            if (!argument && !(item.getSortKey() instanceof LambdaExpression)) {
                refusals.report(
                        item.getSortKey(),
                        Diagnostic.of(
                                        DiagnosticCode.NOT_AGGREGATED,
                                        "with `distinct`, an aggregate function can only sort by its arguments")
                                .caption("no argument"));
            }
        }
    }
}
