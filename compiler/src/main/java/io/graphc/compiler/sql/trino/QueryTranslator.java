package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.SetQueryOperator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.TiesLiteral;
import io.graphc.compiler.sql.trino.ExpressionTranslator.BlockContext;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.FunctionSpecification;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Queries of Trino's tree as queries of Calcite's. */
final class QueryTranslator {
    private final Translation translation;
    private final Set<SqlNode> unknown = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<SqlNode, List<String>> columns = new IdentityHashMap<>();

    QueryTranslator(Translation translation) {
        this.translation = translation;
    }

    /** The whole statement. */
    SqlNode translate(Query query) {
        return translate(query, new NameScope(null));
    }

    /** True for a query whose columns cannot be known because a table in it was not found. */
    boolean isUnknown(SqlNode query) {
        return unknown.contains(query);
    }

    /** The names of a query's columns, lower case, as far as the text tells them. */
    List<String> columns(SqlNode query) {
        return columns.getOrDefault(query, List.of());
    }

    void nameColumns(SqlNode query, List<String> names) {
        columns.put(query, names);
    }

    private SqlNode sameColumns(SqlNode query, SqlNode as) {
        columns.put(query, columns(as));
        return marked(query, isUnknown(as));
    }

    void markUnknown(SqlNode query) {
        unknown.add(query);
    }

    ExpressionTranslator expressions(NameScope scope) {
        return new ExpressionTranslator(translation, scope, BlockContext.NONE, this::translate);
    }

    SqlNode translate(Query query, NameScope outer) {
        NameScope scope = new NameScope(outer);
        query.getFunctions().forEach(function -> scope.add(declared(function)));
        List<SqlNode> items = query.getWith()
                .map(with -> new WithTranslator(translation, this, scope).translate(with))
                .orElse(List.of());
        SqlNode body = body(query.getQueryBody(), scope);
        SqlNode ordered = ordered(body, query, scope);
        if (items.isEmpty()) {
            return ordered;
        }
        SqlNode result = new SqlWith(
                translation.span(
                        translation.tokens().offsetOf(query), TextPosition.end(ordered.getParserPosition()), items),
                Translation.list(items),
                ordered);
        return sameColumns(result, ordered);
    }

    /** What a function is from outside; its statements are left to the engine. */
    private NameScope.Declared declared(FunctionSpecification function) {
        TypeTranslator types = new TypeTranslator(translation);
        return new NameScope.Declared(
                function.getName().getSuffix(),
                function.getParameters().stream()
                        .map(parameter -> types.translate(parameter.getType()))
                        .toList(),
                types.translate(function.getReturnsClause().getReturnType()));
    }

    private SqlNode marked(SqlNode query, boolean isUnknown) {
        if (isUnknown) {
            unknown.add(query);
        }
        return query;
    }

    SqlNode body(QueryBody body, NameScope scope) {
        if (body instanceof QuerySpecification block) {
            return new BlockTranslator(translation, this, scope).translate(block);
        }
        if (body instanceof TableSubquery query) {
            return translate(query.getQuery(), scope);
        }
        if (body instanceof Values values) {
            return values(values, scope);
        }
        if (body instanceof Table table) {
            return new BlockTranslator(translation, this, scope).all(table);
        }
        if (body instanceof SetOperation operation) {
            return setOperation(operation, scope);
        }
        throw new AssertionError(body);
    }

    private SqlNode setOperation(SetOperation operation, NameScope scope) {
        SqlKind kind = operation instanceof Except
                ? SqlKind.EXCEPT
                : operation instanceof Intersect ? SqlKind.INTERSECT : SqlKind.UNION;
        List<Relation> relations = operation.getRelations();
        SqlNode result = body((QueryBody) relations.get(0), scope);
        for (Relation relation : relations.subList(1, relations.size())) {
            SqlNode next = body((QueryBody) relation, scope);
            boolean isUnknown = isUnknown(result) || isUnknown(next);
            SqlParserPos place = TextPosition.union(result.getParserPosition(), next.getParserPosition());
            SqlNode left = result;
            result = new SetQueryOperator(kind, operation.isDistinct()).createCall(place, left, next);
            sameColumns(result, left);
            marked(result, isUnknown);
        }
        return result;
    }

    private SqlNode values(Values values, NameScope scope) {
        List<SqlNode> rows = new ArrayList<>();
        for (Expression row : values.getRows()) {
            List<? extends Expression> items = row instanceof Row many ? many.getItems() : List.of(row);
            List<SqlNode> parts = expressions(scope).translateAll(items);
            rows.add(SqlStdOperatorTable.ROW.createCall(translation.position(row, parts), parts));
        }
        return SqlStdOperatorTable.VALUES.createCall(translation.position(values, rows), rows);
    }

    /** ORDER BY, OFFSET and LIMIT around a set operation, VALUES or a query in parentheses. */
    private SqlNode ordered(SqlNode body, Query query, NameScope scope) {
        boolean plain = query.getOrderBy().isEmpty()
                && query.getOffset().isEmpty()
                && query.getLimit().isEmpty();
        if (plain) {
            return body;
        }
        SqlNodeList orders = Translation.list(orders(query.getOrderBy(), expressions(scope)));
        SqlNode result = new SqlOrderBy(
                TextPosition.union(body.getParserPosition(), orders.getParserPosition()),
                body,
                orders,
                offset(query.getOffset()),
                limit(query.getLimit()));
        return sameColumns(result, body);
    }

    List<SqlNode> orders(Optional<OrderBy> orderBy, ExpressionTranslator expressions) {
        List<SqlNode> result = new ArrayList<>();
        for (SortItem item : orderBy.map(OrderBy::getSortItems).orElse(List.of())) {
            SqlNode key = ordinalOr(item.getSortKey(), expressions);
            if (item.getOrdering() == SortItem.Ordering.DESCENDING) {
                key = SqlStdOperatorTable.DESC.createCall(key.getParserPosition(), key);
            }
            if (item.getNullOrdering() == SortItem.NullOrdering.FIRST) {
                key = SqlStdOperatorTable.NULLS_FIRST.createCall(key.getParserPosition(), key);
            } else if (item.getNullOrdering() == SortItem.NullOrdering.LAST) {
                key = SqlStdOperatorTable.NULLS_LAST.createCall(key.getParserPosition(), key);
            }
            result.add(key);
        }
        return result;
    }

    /** A bare number in ORDER BY or GROUP BY is the position of a column, which Calcite resolves. */
    SqlNode ordinalOr(Expression expression, ExpressionTranslator expressions) {
        if (expression instanceof LongLiteral number) {
            return number.getParsedValue() < 0 ? noColumn(number) : number(number.getParsedValue(), number);
        }
        return expressions.translate(expression);
    }

    private SqlNode noColumn(LongLiteral number) {
        SqlNode poison = translation.poison(number);
        translation
                .problems()
                .report(
                        poison.getParserPosition(),
                        Diagnostic.of(
                                DiagnosticCode.UNKNOWN_COLUMN,
                                "the query has no column at position " + number.getParsedValue()));
        return poison;
    }

    private SqlNode number(long value, Node node) {
        int start = translation.tokens().offsetOf(node);
        SqlParserPos place = TextPosition.of(start, translation.tokens().endAfter(start, 0));
        if (translation.isPoisoned(place)) {
            return translation.poison(place);
        }
        return SqlLiteral.createExactNumeric(String.valueOf(value), place);
    }

    @Nullable
    SqlNode offset(Optional<Offset> offset) {
        return offset.map(found -> count(found.getRowCount())).orElse(null);
    }

    @Nullable
    SqlNode limit(Optional<Node> limit) {
        if (limit.isEmpty()) {
            return null;
        }
        if (limit.get() instanceof Limit rows) {
            return rows.getRowCount() instanceof LongLiteral ? count(rows.getRowCount()) : null;
        }
        FetchFirst fetch = (FetchFirst) limit.get();
        SqlNode count = fetch.getRowCount()
                .map(this::count)
                .orElseGet(() -> SqlLiteral.createExactNumeric("1", translation.position(fetch, List.of())));
        return fetch.isWithTies() && count instanceof SqlLiteral rows
                ? new TiesLiteral(rows.longValue(true), rows.getParserPosition())
                : count;
    }

    private SqlNode count(Expression rows) {
        if (rows instanceof LongLiteral number) {
            return number(number.getParsedValue(), number);
        }
        return expressions(new NameScope(null)).refused(rows, "a parameter has no value here");
    }
}
