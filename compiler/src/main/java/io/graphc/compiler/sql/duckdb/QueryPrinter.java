package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.TiesLiteral;
import io.graphc.compiler.sql.calcite.TypedOperator;
import io.graphc.compiler.sql.calcite.Unnamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/** Prints queries: SELECT, set operations, WITH, ORDER BY, VALUES. */
final class QueryPrinter {
    private final PrintedQuery query;
    private final ExpressionPrinter expressions;
    private final FromPrinter from;

    QueryPrinter(PrintedQuery query) {
        this.query = query;
        this.expressions = new ExpressionPrinter(query);
        this.from = new FromPrinter(query, expressions);
    }

    static boolean isQuery(SqlNode node) {
        return node instanceof SqlSelect
                || node instanceof SqlWith
                || node instanceof SqlOrderBy
                || node.getKind() == SqlKind.VALUES
                || SqlKind.SET_QUERY.contains(node.getKind());
    }

    /** A whole statement; what it has to bring along comes first among its common table expressions. */
    String statement(SqlNode node, List<EphemeralTable> ephemerals) {
        List<String> items = new ArrayList<>(ephemerals.stream()
                .map(table -> cte(table.cteName(), "", table.engineSql()))
                .toList());
        if (items.isEmpty()) {
            return print(node);
        }
        return node instanceof SqlWith with
                ? with(with, items)
                : "WITH " + String.join(", ", items) + "\n" + print(node);
    }

    private static String cte(String name, String columns, String query) {
        return ExpressionPrinter.name(name) + columns + " AS (\n" + indented(query) + "\n)";
    }

    /** The query, a clause a line; one that cannot be printed is reported. */
    String print(SqlNode node) {
        try {
            return text(node);
        } catch (NotOnDuckDbException e) {
            expressions.report(node.getParserPosition(), "the query", e.reason());
            return "SELECT NULL";
        }
    }

    private String text(SqlNode node) {
        if (node instanceof SqlWith with) {
            return with(with, new ArrayList<>());
        }
        if (node instanceof SqlOrderBy ordered) {
            return ordered(ordered);
        }
        if (node instanceof SqlSelect select) {
            return select(select);
        }
        SqlCall call = (SqlCall) node;
        if (node.getKind() == SqlKind.VALUES) {
            return "SELECT *\nFROM " + values(call) + " AS \"_values\"" + names(width(call));
        }
        if (call.getOperator() instanceof SqlSetOperator operator) {
            return set(call, operator);
        }
        if (node.getKind() == SqlKind.AS) {
            return print(call.operand(0));
        }
        throw new NotOnDuckDbException("the query is not translated");
    }

    private String with(SqlWith with, List<String> items) {
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            String columns = item.columnList == null ? "" : "(" + names(item.columnList) + ")";
            items.add(cte(item.name.getSimple(), columns, print(item.query)));
        }
        boolean recursive = with.withList.stream().anyMatch(item -> ((SqlWithItem) item).recursive.booleanValue());
        return "WITH " + (recursive ? "RECURSIVE " : "") + String.join(", ", items) + "\n" + print(with.body);
    }

    static String names(SqlNodeList list) {
        return String.join(
                ", ",
                list.stream()
                        .map(name -> ExpressionPrinter.name(((SqlIdentifier) name).getSimple()))
                        .toList());
    }

    static String indented(String text) {
        return "  " + text.replace("\n", "\n  ");
    }

    private String ordered(SqlOrderBy ordered) {
        StringBuilder text = new StringBuilder(print(ordered.query));
        if (!ordered.orderList.isEmpty()) {
            text.append("\nORDER BY ").append(sortKeys(ordered.orderList));
        }
        return text.append(limit(ordered.fetch, ordered.offset)).toString();
    }

    private String limit(@Nullable SqlNode fetch, @Nullable SqlNode offset) {
        return (fetch == null ? "" : "\nLIMIT " + expressions.clause(fetch))
                + (offset == null ? "" : "\nOFFSET " + expressions.clause(offset));
    }

    private String sortKeys(List<SqlNode> keys) {
        return String.join(", ", keys.stream().map(key -> sortKey(key, "", "")).toList());
    }

    private String sortKey(SqlNode key, String direction, String nulls) {
        return switch (key.getKind()) {
            case DESCENDING -> sortKey(((SqlCall) key).operand(0), " DESC", nulls);
            case NULLS_FIRST -> sortKey(((SqlCall) key).operand(0), direction, " NULLS FIRST");
            case NULLS_LAST -> sortKey(((SqlCall) key).operand(0), direction, " NULLS LAST");
            default -> expressions.clause(key) + direction + (nulls.isEmpty() ? " NULLS LAST" : nulls);
        };
    }

    private String set(SqlCall call, SqlSetOperator operator) {
        String word = operator.getKind().name().toUpperCase(Locale.ROOT) + (operator.isAll() ? " ALL" : "");
        List<String> sides = new ArrayList<>();
        for (SqlNode side : call.getOperandList()) {
            boolean plain =
                    (side instanceof SqlSelect select && !isSortedOrCut(select)) || side.getKind() == SqlKind.VALUES;
            sides.add(plain ? print(side) : "(" + print(side) + ")");
        }
        return String.join("\n" + word + "\n", sides);
    }

    private static boolean isSortedOrCut(SqlSelect select) {
        SqlNodeList order = select.getOrderList();
        return (order != null && !order.isEmpty()) || select.getFetch() != null || select.getOffset() != null;
    }

    private String select(SqlSelect select) {
        GeneratedNames generated = GeneratedNames.of(query.validator(), select);
        StringBuilder text = new StringBuilder("SELECT ").append(select.isDistinct() ? "DISTINCT " : "");
        text.append(String.join(",\n  ", items(select)));
        SqlNode source = select.getFrom();
        if (source != null) {
            text.append("\nFROM ").append(from.print(source, generated));
        }
        appendCondition(text, "WHERE", select.getWhere());
        SqlNodeList group = select.getGroup();
        if (group != null) {
            text.append("\nGROUP BY ").append(groups(group));
        }
        appendCondition(text, "HAVING", select.getHaving());
        if (select.getFetch() instanceof TiesLiteral ties) {
            return text.append("\nQUALIFY ").append(ties(select, ties)).toString();
        }
        SqlNodeList order = select.getOrderList();
        if (order != null && !order.isEmpty()) {
            text.append("\nORDER BY ").append(sortKeys(order));
        }
        return text.append(limit(select.getFetch(), select.getOffset())).toString();
    }

    /** The rows up to the last one that is asked for and all that sort like it. */
    private String ties(SqlSelect select, TiesLiteral ties) {
        if (select.isDistinct()) {
            throw new NotOnDuckDbException("`with ties` is not translated after `distinct`");
        }
        List<SqlNode> keys = new ArrayList<>();
        SqlNodeList order = select.getOrderList();
        for (SqlNode key : order == null ? SqlNodeList.EMPTY : order) {
            keys.add(query.validator().expandOrderExpr(select, key));
        }
        String over = " OVER (ORDER BY " + sortKeys(keys) + ")";
        SqlNode offset = select.getOffset();
        if (offset == null) {
            return "rank()" + over + " <= " + ties.rows() + "\nORDER BY " + sortKeys(keys);
        }
        String skipped = expressions.clause(offset);
        return "row_number()" + over + " > " + skipped + " AND rank()" + over + " <= " + skipped + " + " + ties.rows()
                + "\nORDER BY " + sortKeys(keys);
    }

    private void appendCondition(StringBuilder text, String word, @Nullable SqlNode condition) {
        if (condition != null) {
            text.append('\n').append(word).append(' ').append(expressions.clause(condition));
        }
    }

    private List<String> items(SqlSelect select) {
        List<String> items = new ArrayList<>();
        SqlValidatorNamespace namespace = query.validator().getNamespace(select);
        List<String> names =
                namespace == null ? List.of() : namespace.getRowType().getFieldNames();
        for (SqlNode item : query.validator().expandedSelectList(select)) {
            int index = items.size();
            boolean shared =
                    index < names.size() && Unnamed.written(names.get(index)).isPresent();
            items.add(shared ? sharedName(item, names.get(index)) : item(item, index));
        }
        return items;
    }

    /** A column that shares its name with another one; who reads it through a star knows it by its inner name. */
    private String sharedName(SqlNode item, String name) {
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        return expressions.column(value) + " AS " + ExpressionPrinter.name(name);
    }

    private String item(SqlNode item, int index) {
        if (item instanceof SqlCall call
                && call.getKind() == SqlKind.AS
                && !(call.getOperator() instanceof TypedOperator)) {
            SqlIdentifier alias = call.operand(1);
            return expressions.column(call.operand(0)) + " AS " + ExpressionPrinter.name(alias.getSimple());
        }
        String text = expressions.column(item);
        if (item instanceof SqlIdentifier identifier) {
            String last = identifier.names.get(identifier.names.size() - 1);
            return identifier.names.size() > 2 || Unnamed.is(last) || ExpressionPrinter.isGenerated(last)
                    ? text + " AS " + ExpressionPrinter.name(last)
                    : text;
        }
        boolean shared = item instanceof SqlCall call
                && call.getOperator() instanceof FormOperator form
                && form.form() == Form.USING_COLUMN;
        String name = shared ? ((FormOperator) ((SqlCall) item).getOperator()).detail() : Unnamed.shown(index);
        return text + " AS " + DuckDbText.identifier(name);
    }

    private String groups(List<SqlNode> groups) {
        return groups.isEmpty()
                ? "()"
                : String.join(", ", groups.stream().map(this::group).toList());
    }

    private String group(SqlNode node) {
        if (node instanceof SqlNodeList list) {
            return "(" + (list.isEmpty() ? "" : groups(list)) + ")";
        }
        if (!(node instanceof SqlCall call) || call.getOperator() instanceof TypedOperator) {
            return expressions.clause(node);
        }
        return switch (call.getKind()) {
            case ROLLUP -> "ROLLUP (" + groups(call.getOperandList()) + ")";
            case CUBE -> "CUBE (" + groups(call.getOperandList()) + ")";
            case GROUPING_SETS -> "GROUPING SETS (" + groups(call.getOperandList()) + ")";
            case ROW -> "(" + (call.operandCount() == 0 ? "" : groups(call.getOperandList())) + ")";
            default -> expressions.clause(node);
        };
    }

    /** {@code (VALUES (1, 'a'), (2, 'b'))}, as a table. */
    String values(SqlCall values) {
        List<String> rows = new ArrayList<>();
        for (SqlNode row : values.getOperandList()) {
            rows.add("("
                    + String.join(
                            ", ",
                            rowItems(row).stream().map(expressions::column).toList()) + ")");
        }
        return "(VALUES " + String.join(", ", rows) + ")";
    }

    private static List<SqlNode> rowItems(SqlNode row) {
        return row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
    }

    static int width(SqlCall values) {
        return rowItems(values.operand(0)).size();
    }

    static String names(int width) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(DuckDbText.identifier(Unnamed.shown(i)));
        }
        return "(" + String.join(", ", names) + ")";
    }
}
