package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** Prints the expressions that the grammar knows; see {@link Form} for the order of their operands. */
final class FormPrinter {
    private final ExpressionPrinter expressions;

    FormPrinter(ExpressionPrinter expressions) {
        this.expressions = expressions;
    }

    Printed print(SqlCall call, FormOperator operator) {
        if (operator.form() == Form.AT_TIME_ZONE) {
            if (operator.type() instanceof SqlType.Time) {
                throw new NotOnDuckDbException("DuckDB has no time of day with a zone");
            }
            return DateFunctions.atZone(
                    expressions.operand(call, operator, 0), expressions.operand(call, operator, 1), operator.type());
        }
        if (operator.form() == Form.SCALAR_QUERY) {
            int width = ((SqlType.Row) operator.operandTypes().get(0)).fields().size();
            return Printed.of(width == 1 ? query(call.operand(0)) : rowQuery(call.operand(0), width), operator.type());
        }
        return Printed.of(text(call, operator), operator.type());
    }

    private String text(SqlCall call, FormOperator operator) {
        return switch (operator.form()) {
            case ARITHMETIC -> arithmetic(call, operator);
            case NEGATE -> "(-" + text(call, operator, 0) + ")";
            case PLUS_SIGN -> text(call, operator, 0);
            case COMPARISON -> comparison(call, operator, operator.detail());
            case IS_DISTINCT_FROM -> distinct(call, operator);
            case AND -> joined(call, operator, " AND ");
            case OR -> joined(call, operator, " OR ");
            case NOT -> "(NOT " + text(call, operator, 0) + ")";
            case IS_NULL -> "(" + anyText(call, operator, 0) + " IS NULL)";
            case IS_NOT_NULL -> "(" + anyText(call, operator, 0) + " IS NOT NULL)";
            case BETWEEN -> between(call, operator);
            case LIKE -> like(call, operator);
            case IN_LIST -> inList(call, operator);
            case IN_QUERY, QUANTIFIED, EXISTS -> queried(call, operator);
            case SIMPLE_CASE, SEARCHED_CASE -> cases(call, operator);
            case COALESCE, USING_COLUMN -> "coalesce(" + texts(call, operator, 0) + ")";
            case NULLIF -> nullIf(call, operator);
            case IF -> choice(call, operator);
            case TRY -> attempt(call, operator);
            case FORMAT -> throw new NotOnDuckDbException("DuckDB formats numbers differently than Java");
            case EXTRACT -> extract(call, operator);
            case ARRAY -> "[" + texts(call, operator, 0) + "]";
            case ROW -> "row(" + texts(call, operator, 0) + ")";
            case SUBSCRIPT -> subscript(call, operator);
            case FIELD -> field(call, operator);
            case SESSION -> throw new NotOnDuckDbException("the session is another one on every engine");
            case AT_TIME_ZONE, SCALAR_QUERY -> throw new AssertionError(operator);
        };
    }

    /** The text of an operand, converted; a zone would be lost. */
    private String text(SqlCall call, FormOperator operator, int index) {
        return expressions.coerced(call, operator, index).instant();
    }

    /** The text of an operand of which only the instant counts. */
    private String anyText(SqlCall call, FormOperator operator, int index) {
        return expressions.operand(call, operator, index).text();
    }

    private String texts(SqlCall call, FormOperator operator, int first) {
        return String.join(
                ", ",
                expressions.coercedFrom(call, operator, first).stream()
                        .map(Printed::instant)
                        .toList());
    }

    private String joined(SqlCall call, FormOperator operator, String word) {
        return "("
                + String.join(
                        word,
                        expressions.coercedFrom(call, operator, 0).stream()
                                .map(Printed::text)
                                .toList())
                + ")";
    }

    private String arithmetic(SqlCall call, FormOperator operator) {
        Printed left = numeric(
                expressions.operand(call, operator, 0), operator.expectedTypes().get(0));
        Printed right = numeric(
                expressions.operand(call, operator, 1), operator.expectedTypes().get(1));
        PrintedCall context = expressions.context("/", List.of(left, right), operator.type(), AggregateClauses.NONE);
        return DuckDbOperators.arithmetic(context, operator.detail(), left, right, operator.type());
    }

    private static Printed numeric(Printed value, SqlType expected) {
        return value.type() == SqlTypes.UNKNOWN ? Coercions.apply(value, expected) : value;
    }

    private Printed comparable(SqlCall call, FormOperator operator, int index) {
        SqlType own = operator.operandTypes().get(index);
        SqlType expected = operator.expectedTypes().get(index);
        boolean padded = expected instanceof SqlType.Char || own instanceof SqlType.Char;
        boolean time = Printed.isZoned(expected) && !Printed.isZoned(own);
        Printed value = expressions.operand(call, operator, index);
        return padded || time ? Coercions.apply(value, expected) : value;
    }

    private String comparison(SqlCall call, FormOperator operator, String comparison) {
        List<SqlNode> left = rowItems(call.operand(0));
        List<SqlNode> right = rowItems(call.operand(1));
        if (!left.isEmpty() && left.size() == right.size() && comparison.equals("=")) {
            return itemsEqual(left, right);
        }
        return DuckDbOperators.comparison(comparison, comparable(call, operator, 0), comparable(call, operator, 1));
    }

    /** The items of a row written out, or none. */
    private static List<SqlNode> rowItems(SqlNode node) {
        boolean row = node instanceof SqlCall call
                && call.getOperator() instanceof FormOperator operator
                && operator.form() == Form.ROW;
        return row ? ((SqlCall) node).getOperandList() : List.of();
    }

    private String itemsEqual(List<SqlNode> left, List<SqlNode> right) {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            equal.add(DuckDbOperators.comparison("=", expressions.print(left.get(i)), expressions.print(right.get(i))));
        }
        return "(" + String.join(" AND ", equal) + ")";
    }

    private String distinct(SqlCall call, FormOperator operator) {
        Printed left = comparable(call, operator, 0);
        Printed right = comparable(call, operator, 1);
        if (left.type() == SqlTypes.JSON || left.type() instanceof SqlType.Map) {
            DuckDbOperators.requireComparable(left.type());
        }
        return "(" + left.text() + " IS DISTINCT FROM " + right.text() + ")";
    }

    private String between(SqlCall call, FormOperator operator) {
        Printed value = comparable(call, operator, 0);
        DuckDbOperators.requireComparable(value.type());
        return "(" + value.text() + " BETWEEN " + comparable(call, operator, 1).text() + " AND "
                + comparable(call, operator, 2).text() + ")";
    }

    private String like(SqlCall call, FormOperator operator) {
        Printed value = expressions.operand(call, operator, 0);
        if (value.type() instanceof SqlType.Char) {
            throw new NotOnDuckDbException("DuckDB has no text that is padded with blanks; cast to `varchar` first");
        }
        String escape = call.operandCount() > 2 ? " ESCAPE " + anyText(call, operator, 2) : "";
        return "(" + value.text() + " LIKE " + anyText(call, operator, 1) + escape + ")";
    }

    private String inList(SqlCall call, FormOperator operator) {
        List<SqlNode> row = rowItems(call.operand(0));
        if (!row.isEmpty()) {
            List<String> alternatives = new ArrayList<>();
            for (int i = 1; i < call.operandCount(); i++) {
                List<SqlNode> items = rowItems(call.operand(i));
                if (items.size() != row.size()) {
                    throw new NotOnDuckDbException("a row is compared with rows that are written out only");
                }
                alternatives.add(itemsEqual(row, items));
            }
            return "(" + String.join(" OR ", alternatives) + ")";
        }
        Printed value = comparable(call, operator, 0);
        DuckDbOperators.requireComparable(value.type());
        List<String> values = new ArrayList<>();
        for (int i = 1; i < call.operandCount(); i++) {
            values.add(comparable(call, operator, i).text());
        }
        return "(" + value.text() + " IN (" + String.join(", ", values) + "))";
    }

    /** A query of one row with several columns, which is a row where a value is wanted. */
    private String rowQuery(SqlNode query, int width) {
        String names = QueryPrinter.names(width);
        return "(SELECT row" + names + " FROM " + query(query) + " AS \"_row\"" + names + ")";
    }

    private String query(SqlNode query) {
        return "(" + expressions.query().nested(query) + ")";
    }

    private String queried(SqlCall call, FormOperator operator) {
        if (operator.form() == Form.EXISTS) {
            return "EXISTS " + query(call.operand(0));
        }
        List<SqlNode> row = rowItems(call.operand(0));
        String words = operator.form() == Form.IN_QUERY ? "IN" : operator.detail();
        if (!row.isEmpty()) {
            return rowIn(row, words, call.operand(1));
        }
        DuckDbOperators.requireComparable(operator.operandTypes().get(0));
        return "(" + comparable(call, operator, 0).text() + " " + words + " " + query(call.operand(1)) + ")";
    }

    /** A row is among the rows of a query in Trino when no item is distinct, nulls included; it is never unknown. */
    private String rowIn(List<SqlNode> row, String words, SqlNode query) {
        boolean among = words.equals("IN") || words.equals("= ANY");
        if (!among && !words.equals("<> ALL")) {
            throw new NotOnDuckDbException(
                    "rows are compared with the rows of a query by `in`, `= any` and `<> all` only");
        }
        List<String> same = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Printed item = expressions.print(row.get(i));
            DuckDbOperators.requireComparable(item.type());
            same.add("\"_row\"." + DuckDbText.identifier(Unnamed.shown(i)) + " IS NOT DISTINCT FROM " + item.instant());
        }
        String exists = "EXISTS (SELECT 1 FROM " + query(query) + " AS \"_row\"" + QueryPrinter.names(row.size())
                + " WHERE " + String.join(" AND ", same) + ")";
        return among ? exists : "(NOT " + exists + ")";
    }

    private String cases(SqlCall call, FormOperator operator) {
        boolean simple = operator.form() == Form.SIMPLE_CASE;
        boolean otherwise = operator.detail().equals("ELSE");
        StringBuilder text = new StringBuilder("CASE");
        int at = 0;
        if (simple) {
            DuckDbOperators.requireComparable(operator.operandTypes().get(0));
            text.append(' ').append(comparable(call, operator, at++).text());
        }
        int end = call.operandCount() - (otherwise ? 1 : 0);
        for (; at + 1 < end; at += 2) {
            String condition = simple
                    ? comparable(call, operator, at).text()
                    : expressions.operand(call, operator, at).text();
            text.append(" WHEN ").append(condition).append(" THEN ").append(text(call, operator, at + 1));
        }
        if (otherwise) {
            text.append(" ELSE ").append(text(call, operator, end));
        }
        return text.append(" END").toString();
    }

    private String nullIf(SqlCall call, FormOperator operator) {
        Printed first = comparable(call, operator, 0);
        DuckDbOperators.requireComparable(first.type());
        return "nullif(" + first.instant() + ", "
                + comparable(call, operator, 1).text() + ")";
    }

    private String choice(SqlCall call, FormOperator operator) {
        String otherwise = call.operandCount() > 2 ? " ELSE " + text(call, operator, 2) : "";
        return "CASE WHEN " + anyText(call, operator, 0) + " THEN " + text(call, operator, 1) + otherwise + " END";
    }

    /** DuckDB's TRY takes no query inside. */
    private String attempt(SqlCall call, FormOperator operator) {
        String text = text(call, operator, 0);
        if (text.contains("(SELECT") || text.contains("(\n")) {
            throw new NotOnDuckDbException("DuckDB cannot try an expression with a query in it");
        }
        return "TRY(" + text + ")";
    }

    private String extract(SqlCall call, FormOperator operator) {
        String name = operator.detail().toLowerCase(Locale.ROOT);
        FunctionRewrite rewrite = DuckDbFunctions.find(name)
                .orElseThrow(() -> new NotOnDuckDbException("the field `" + operator.detail() + "` is not translated"));
        List<Printed> argument = List.of(expressions.operand(call, operator, 0));
        return rewrite.render(expressions.context(name, argument, operator.type(), AggregateClauses.NONE))
                .text();
    }

    private String subscript(SqlCall call, FormOperator operator) {
        Printed base = expressions.operand(call, operator, 0);
        Printed index = expressions.coerced(call, operator, 1);
        PrintedCall context = expressions.context("[]", List.of(base, index), operator.type(), AggregateClauses.NONE);
        if (base.type() instanceof SqlType.Map) {
            return MapFunctions.subscript(context);
        }
        if (base.type() instanceof SqlType.Row row) {
            return NestedCasts.field(base.text(), row, Integer.parseInt(index.text()) - 1);
        }
        return ArrayFunctions.subscript(context);
    }

    private String field(SqlCall call, FormOperator operator) {
        return "struct_extract(" + anyText(call, operator, 0) + ", " + DuckDbText.literal(operator.detail()) + ")";
    }
}
