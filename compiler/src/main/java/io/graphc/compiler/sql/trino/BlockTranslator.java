package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.PoisonOperator;
import io.graphc.compiler.sql.calcite.StarOperator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.compiler.sql.trino.ExpressionTranslator.BlockContext;
import io.graphc.compiler.sql.trino.NameScope.Relation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
        SqlNodeList groups = block.getGroupBy()
                .map(group -> new GroupTranslator(translation, queries, scope, expressions).translate(group))
                .orElse(null);
        boolean refused = block.getGroupBy().filter(translation::isRefused).isPresent();
        if (refused || (groups != null && PoisonOperator.isIn(groups))) {
            translation.ignoreGrouping(scope);
        }
        @Nullable SqlNode having = block.getHaving().map(expressions::translate).orElse(null);
        SqlNodeList items = items(block.getSelect(), expressions);
        List<SqlNode> orders = queries.orders(block.getOrderBy(), expressions);
        List<SqlNode> grouped = new ArrayList<>(orders);
        grouped.add(items);
        if (having != null) {
            grouped.add(having);
        }
        new GroupedColumns(translation, scope).check(groups, items, grouped);
        checkWindows(block);
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
            } else if (item instanceof SqlCall call && call.getOperator() instanceof StarOperator star) {
                names.addAll(star.names().stream().map(Tokens::lower).toList());
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

    /** All columns of a relation: {@code TABLE name}, or relations in parentheses. */
    SqlNode all(io.trino.sql.tree.Relation relation) {
        SqlNode from = from(relation);
        SqlIdentifier star = SqlIdentifier.star(from.getParserPosition());
        SqlNode select = new SqlSelect(
                from.getParserPosition(),
                null,
                SqlNodeList.of(star),
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
        queries.nameColumns(select, starNames(star));
        return select;
    }

    /** Names in windows that no function uses are in no expression that the validator sees. */
    private void checkWindows(QuerySpecification block) {
        for (WindowDefinition window : block.getWindows()) {
            List<Expression> keys = new ArrayList<>(window.getWindow().getPartitionBy());
            window.getWindow()
                    .getOrderBy()
                    .ifPresent(order -> order.getSortItems().forEach(item -> keys.add(item.getSortKey())));
            keys.forEach(this::checkName);
        }
    }

    private void checkName(Expression key) {
        boolean known = scope.visible().stream()
                .noneMatch(relation -> relation.unknown() || relation.columns().isEmpty());
        if (known
                && key instanceof Identifier name
                && scope.ownerOf(List.of(name.getValue())).isEmpty()) {
            int start = translation.tokens().offsetOf(name);
            SqlParserPos place = TextPosition.of(start, translation.tokens().endAfter(start, 0));
            if (!translation.isPoisoned(place) && translation.columns().get(Translation.Range.of(place)) == null) {
                translation
                        .problems()
                        .report(
                                place,
                                Diagnostic.of(
                                        DiagnosticCode.UNKNOWN_COLUMN, "column `" + name.getValue() + "` not found"));
            }
        }
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
        if (star.getTarget().isEmpty()) {
            return SqlIdentifier.star(
                    TextPosition.of(start, translation.tokens().endAfter(start, 0)));
        }
        Expression target = star.getTarget().get();
        List<String> parts = parts(target);
        boolean relation = !parts.isEmpty() && scope.relation(parts).isPresent();
        List<String> names =
                star.getAliases().stream().map(Identifier::getValue).toList();
        if (!relation && !parts.isEmpty() && !isColumn(parts)) {
            return unknownStar(start, parts);
        }
        if (!relation) {
            SqlNode row = expressions.translate(target);
            SqlParserPos place = translation.span(start, starEnd(row.getParserPosition()), List.of(row));
            return translation.call(new StarOperator(names, List.of()), place, List.of(row));
        }
        SqlNode columns = star(start, parts);
        List<String> merged = scope.relation(parts).map(scope::merged).orElse(List.of());
        boolean plain = (names.isEmpty() && merged.isEmpty()) || !(columns instanceof SqlIdentifier);
        return plain
                ? columns
                : translation.call(new StarOperator(names, merged), columns.getParserPosition(), List.of(columns));
    }

    /** True when the first parts of a name are a relation's, so that the others can be of a column. */
    private boolean isColumn(List<String> parts) {
        return IntStream.range(1, parts.size())
                .anyMatch(count -> scope.relation(parts.subList(0, count)).isPresent());
    }

    private SqlNode unknownStar(int start, List<String> parts) {
        int end = translation.tokens().endAfter(start, 0);
        int star = translation.tokens().endOfNext(start, "*");
        String name = String.join(".", parts);
        boolean known = scope.relations().stream().noneMatch(Relation::unknown);
        if (known || parts.size() > 1) {
            translation
                    .problems()
                    .report(
                            TextPosition.of(start, end),
                            Qualifiers.hint(
                                    Diagnostic.of(
                                            DiagnosticCode.UNKNOWN_TABLE,
                                            "`" + name + "` is no relation of this `from`"),
                                    parts.get(parts.size() - 1),
                                    scope,
                                    List.of()));
        }
        return unnamed(TextPosition.of(start, star));
    }

    private SqlNode unnamed(SqlParserPos position) {
        SqlIdentifier unnamed = new SqlIdentifier(Unnamed.column(0), position);
        return SqlStdOperatorTable.AS.createCall(position, translation.poison(position), unnamed);
    }

    private int starEnd(SqlParserPos row) {
        int[] balanced = translation.tokens().balanced(TextPosition.start(row), TextPosition.end(row));
        return translation.tokens().endOfNext(balanced[1], "*");
    }

    private SqlNode star(int start, List<String> parts) {
        SqlParserPos position = TextPosition.of(start, translation.tokens().endOfNext(start, "*"));
        SqlParserPos name = TextPosition.of(start, translation.tokens().endAfter(start, 0));
        if (translation.isPoisoned(name) || translation.isPoisoned(position)) {
            return unnamed(position);
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
        new MissingComma(translation, scope)
                .check(item.getExpression(), alias.get().getValue(), name);
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
}
