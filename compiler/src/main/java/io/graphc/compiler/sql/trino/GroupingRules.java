package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code grouping(...)} can be asked: columns of the GROUP BY of its block. */
final class GroupingRules {
    private final Refusals refusals;
    private final QuerySpecification block;
    private final Set<String> grouped = new HashSet<>();

    GroupingRules(Refusals refusals, GroupBy groups, QuerySpecification block) {
        this.refusals = refusals;
        this.block = block;
        List<SelectItem> items = block.getSelect().getSelectItems();
        groups.getGroupingElements().stream()
                .flatMap(element -> element.getExpressions().stream())
                .map(key -> StatementRules.meant(key, items).orElse(key))
                .map(GroupingRules::column)
                .forEach(name -> name.ifPresent(grouped::add));
    }

    /** The last part of a column's name. */
    private static Optional<String> column(Expression expression) {
        if (expression instanceof Identifier name) {
            return Optional.of(Tokens.lower(name.getValue()));
        }
        return expression instanceof DereferenceExpression dotted
                ? dotted.getField().map(field -> Tokens.lower(field.getValue()))
                : Optional.empty();
    }

    void check() {
        check(block.getSelect());
        block.getHaving().ifPresent(this::check);
        block.getOrderBy().ifPresent(this::check);
    }

    private void check(Node node) {
        if (node instanceof GroupingOperation operation) {
            operation.getGroupingColumns().stream()
                    .filter(argument ->
                            column(argument).filter(grouped::contains).isEmpty())
                    .findFirst()
                    .ifPresent(argument -> refuse(operation, argument));
        } else if (!(node instanceof Query)) {
            node.getChildren().forEach(this::check);
        }
    }

    private void refuse(GroupingOperation operation, Expression argument) {
        String what = column(argument).map(name -> "column `" + name + "`").orElse("an expression");
        refusals.refuse(
                operation,
                Diagnostic.of(
                                DiagnosticCode.NOT_AGGREGATED,
                                what + " must be in `group by` to be an argument of `grouping`")
                        .help("add it to `group by`, or leave it out"));
    }
}
