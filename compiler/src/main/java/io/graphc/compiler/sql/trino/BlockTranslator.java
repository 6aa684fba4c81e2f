package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.PoisonOperator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.compiler.sql.trino.ExpressionTranslator.BlockContext;
import io.graphc.compiler.sql.trino.NameScope.Relation;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** One {@code SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... ORDER BY} of a query. */
final class BlockTranslator {
    private final Translation translation;
    private final QueryTranslator queries;
    private final NameScope outer;
    private final NameScope scope;

    BlockTranslator(Translation translation, QueryTranslator queries, NameScope outer) {
        this.translation = translation;
        this.queries = queries;
        this.outer = outer;
        this.scope = new NameScope(outer);
    }

    SqlNode translate(QuerySpecification block) {
        @Nullable SqlNode from = block.getFrom().map(this::from).orElse(null);
        ExpressionTranslator expressions =
                new ExpressionTranslator(translation, scope, new BlockContext(windows(block)), queries::translate);
        @Nullable SqlNode where = block.getWhere().map(expressions::translate).orElse(null);
        @Nullable
        SqlNodeList groups =
                block.getGroupBy().map(group -> groups(group, expressions)).orElse(null);
        if (groups != null && PoisonOperator.isIn(groups)) {
            translation.ignoreGrouping(scope);
        }
        @Nullable SqlNode having = block.getHaving().map(expressions::translate).orElse(null);
        SqlNodeList items = items(block.getSelect(), expressions);
        List<SqlNode> orders = queries.orders(block.getOrderBy(), expressions);
        SqlParserPos position = position(block, items, from, where, groups, having, orders);
        SqlNode select = new SqlSelect(
                position,
                keywords(block.getSelect()),
                items,
                from,
                where,
                groups,
                having,
                null,
                null,
                orders.isEmpty() ? null : Translation.list(orders),
                queries.offset(block.getOffset()),
                queries.limit(block.getLimit()),
                null);
        if (hasUnknownStar(block.getSelect())) {
            queries.markUnknown(select);
        }
        queries.nameColumns(select, names(items));
        return select;
    }

    private List<String> names(SqlNodeList items) {
        List<String> names = new ArrayList<>();
        for (SqlNode item : items) {
            if (item instanceof SqlIdentifier star && star.isStar()) {
                names.addAll(starNames(star));
            } else if (item instanceof SqlCall call && call.operandCount() == 2) {
                names.add(Tokens.lower(call.operand(1).toString()));
            }
        }
        return names;
    }

    private List<String> starNames(SqlIdentifier star) {
        List<Relation> relations = star.names.size() == 1
                ? scope.relations()
                : scope.relation(star.names.subList(0, 1)).stream().toList();
        return relations.stream()
                .flatMap(relation -> relation.columns().stream())
                .toList();
    }

    private SqlNode from(io.trino.sql.tree.Relation relation) {
        return new RelationTranslator(translation, outer, scope, queries).translate(relation);
    }

    private SqlParserPos position(
            QuerySpecification block,
            SqlNodeList items,
            @Nullable SqlNode from,
            @Nullable SqlNode where,
            @Nullable SqlNodeList groups,
            @Nullable SqlNode having,
            List<SqlNode> orders) {
        List<SqlNode> parts = new ArrayList<>(List.of(items));
        for (SqlNode part : new @Nullable SqlNode[] {from, where, groups, having}) {
            if (part != null) {
                parts.add(part);
            }
        }
        parts.addAll(orders);
        return translation.position(block, parts);
    }

    /** {@code TABLE name} is short for {@code SELECT * FROM name}. */
    SqlNode table(Table table) {
        SqlNode from = from(table);
        SqlNode select = new SqlSelect(
                from.getParserPosition(),
                null,
                SqlNodeList.of(SqlIdentifier.star(from.getParserPosition())),
                from,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        if (scope.relations().stream().anyMatch(Relation::unknown)) {
            queries.markUnknown(select);
        }
        queries.nameColumns(select, scope.relations().get(0).columns());
        return select;
    }

    private static Map<String, WindowSpecification> windows(QuerySpecification block) {
        Map<String, WindowSpecification> windows = new HashMap<>();
        for (WindowDefinition window : block.getWindows()) {
            windows.put(Tokens.lower(window.getName().getValue()), window.getWindow());
        }
        return windows;
    }

    private static @Nullable SqlNodeList keywords(Select select) {
        return select.isDistinct() ? SqlNodeList.of(SqlSelectKeyword.DISTINCT.symbol(SqlParserPos.ZERO)) : null;
    }

    private boolean hasUnknownStar(Select select) {
        for (SelectItem item : select.getSelectItems()) {
            if (item instanceof AllColumns star) {
                boolean unknown = star.getTarget()
                        .map(target -> scope.relation(parts(target)))
                        .map(relation -> relation.map(Relation::unknown).orElse(false))
                        .orElseGet(() -> scope.relations().stream().anyMatch(Relation::unknown));
                if (unknown) {
                    return true;
                }
            }
        }
        return false;
    }

    private SqlNodeList items(Select select, ExpressionTranslator expressions) {
        List<SqlNode> items = new ArrayList<>();
        for (SelectItem item : select.getSelectItems()) {
            if (item instanceof AllColumns star) {
                items.add(star(star, expressions));
            } else {
                items.add(column((SingleColumn) item, items.size(), expressions));
            }
        }
        return Translation.list(items);
    }

    private SqlNode star(AllColumns star, ExpressionTranslator expressions) {
        int start = translation.tokens().offsetOf(star);
        if (!star.getAliases().isEmpty()) {
            throw new UnsupportedConstruct("alias of a star", TextPosition.of(start, start + 1));
        }
        if (star.getTarget().isEmpty()) {
            return SqlIdentifier.star(
                    TextPosition.of(start, translation.tokens().endAfter(start, 0)));
        }
        Expression target = star.getTarget().get();
        List<String> parts = parts(target);
        if (parts.isEmpty() || (scope.relation(parts).isEmpty() && parts.size() > 1)) {
            throw expressions.unsupported(star);
        }
        int end = translation.tokens().endOfNext(start, "*");
        SqlParserPos position = TextPosition.of(start, end);
        SqlParserPos name = TextPosition.of(start, translation.tokens().endAfter(start, 0));
        if (translation.isPoisoned(name) || translation.isPoisoned(position)) {
            SqlIdentifier unnamed = new SqlIdentifier(Unnamed.column(0), position);
            return SqlStdOperatorTable.AS.createCall(position, translation.poison(position), unnamed);
        }
        return SqlIdentifier.star(List.of(parts.get(parts.size() - 1), ""), position, List.of(name, position));
    }

    private static List<String> parts(Expression target) {
        if (target instanceof Identifier name) {
            return List.of(name.getValue());
        }
        if (target instanceof DereferenceExpression dotted) {
            QualifiedName name = DereferenceExpression.getQualifiedName(dotted);
            return name == null
                    ? List.of()
                    : name.getOriginalParts().stream().map(Identifier::getValue).toList();
        }
        return List.of();
    }

    private SqlNode column(SingleColumn item, int index, ExpressionTranslator expressions) {
        SqlNode expression = expressions.translate(item.getExpression());
        Optional<Identifier> alias = item.getAlias();
        SqlParserPos place = expression.getParserPosition();
        if (alias.isEmpty()) {
            String name = impliedName(item.getExpression()).orElse(Unnamed.column(index));
            return SqlStdOperatorTable.AS.createCall(place, expression, new SqlIdentifier(name, place));
        }
        int start = translation.tokens().offsetOf(alias.get());
        SqlParserPos name = TextPosition.of(start, translation.tokens().endAfter(start, 0));
        scope.addAlias(alias.get().getValue());
        return SqlStdOperatorTable.AS.createCall(
                TextPosition.union(place, name),
                expression,
                new SqlIdentifier(alias.get().getValue(), name));
    }

    private static Optional<String> impliedName(Expression expression) {
        if (expression instanceof Identifier name) {
            return Optional.of(name.getValue());
        }
        if (expression instanceof DereferenceExpression field
                && DereferenceExpression.getQualifiedName(field) != null) {
            return field.getField().map(Identifier::getValue);
        }
        return Optional.empty();
    }

    private SqlNodeList groups(GroupBy groupBy, ExpressionTranslator expressions) {
        List<SqlNode> groups = new ArrayList<>();
        for (GroupingElement element : groupBy.getGroupingElements()) {
            if (element instanceof GroupingSets sets) {
                groups.add(sets(sets, expressions));
            } else {
                groups.addAll(simple((SimpleGroupBy) element, expressions));
            }
        }
        if (groupBy.isDistinct()) {
            throw new UnsupportedConstruct("group by distinct", translation.position(groupBy, groups));
        }
        return Translation.list(groups);
    }

    private List<SqlNode> simple(SimpleGroupBy element, ExpressionTranslator expressions) {
        List<Expression> columns = element.getExpressions();
        if (columns.size() != 1) {
            return List.of(row(columns, expressions));
        }
        Expression only = columns.get(0);
        // `GROUP BY (a, b)` groups by both columns, not by a row.
        List<? extends Expression> parts = only instanceof Row row ? row.getItems() : columns;
        return parts.stream().map(part -> queries.ordinalOr(part, expressions)).toList();
    }

    private SqlNode sets(GroupingSets sets, ExpressionTranslator expressions) {
        List<SqlNode> operands = new ArrayList<>();
        for (List<Expression> set : sets.getSets()) {
            operands.add(
                    set.size() == 1 && sets.getType() != GroupingSets.Type.EXPLICIT
                            ? queries.ordinalOr(set.get(0), expressions)
                            : row(set, expressions));
        }
        SqlParserPos place = translation.position(sets, operands);
        return switch (sets.getType()) {
            case EXPLICIT -> SqlStdOperatorTable.GROUPING_SETS.createCall(place, operands);
            case ROLLUP -> SqlStdOperatorTable.ROLLUP.createCall(place, operands);
            case CUBE -> SqlStdOperatorTable.CUBE.createCall(place, operands);
        };
    }

    private SqlNode row(List<Expression> columns, ExpressionTranslator expressions) {
        List<SqlNode> parts = new ArrayList<>();
        for (Expression column : columns) {
            parts.add(queries.ordinalOr(column, expressions));
        }
        if (parts.isEmpty()) {
            return SqlNodeList.EMPTY;
        }
        SqlNodeList list = Translation.list(parts);
        return SqlStdOperatorTable.ROW.createCall(list.getParserPosition(), parts);
    }
}
