package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.TableFunctionOperator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.compiler.sql.calcite.UnnestOperator;
import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Prints what stands in FROM: tables, queries, joins, UNNEST. */
final class FromPrinter {
    private final PrintedQuery query;
    private final ExpressionPrinter expressions;

    FromPrinter(PrintedQuery query, ExpressionPrinter expressions) {
        this.query = query;
        this.expressions = expressions;
    }

    String print(SqlNode node, GeneratedNames generated) {
        if (node instanceof SqlJoin join) {
            return join(join, generated);
        }
        return named(node, false, generated);
    }

    /** A relation with the name that the select list knows it by, where the query gives it none. */
    private String named(SqlNode node, boolean lateral, GeneratedNames generated) {
        return relation(node, lateral, generated)
                + generated
                        .of(node)
                        .map(name -> " AS " + ExpressionPrinter.relation(name))
                        .orElseGet(() -> nameOfReplaced(node));
    }

    /** Columns of a relation that rows stand in for are qualified with the relation's name. */
    private static String nameOfReplaced(SqlNode node) {
        return node instanceof TableIdentifier table && table.table().standIn().isPresent()
                ? " AS "
                        + DuckDbText.identifier(
                                table.written().get(table.written().size() - 1))
                : "";
    }

    private String join(SqlJoin join, GeneratedNames generated) {
        String left = print(join.getLeft(), generated);
        SqlNode rightNode = join.getRight();
        String right = rightNode instanceof SqlJoin
                ? "(" + print(rightNode, generated) + ")"
                : named(rightNode, true, generated);
        if (join.isNatural()) {
            throw new NotOnDuckDbException("a natural join is not translated");
        }
        String word = switch (join.getJoinType()) {
            case COMMA, CROSS -> "CROSS JOIN";
            case LEFT -> "LEFT JOIN";
            case RIGHT -> "RIGHT JOIN";
            case FULL -> "FULL JOIN";
            default -> "JOIN";
        };
        return left + "\n" + word + " " + right + condition(join);
    }

    private String condition(SqlJoin join) {
        SqlNode condition = join.getCondition();
        if (condition == null) {
            return "";
        }
        return switch (join.getConditionType()) {
            case NONE -> "";
            case ON -> " ON " + expressions.clause(condition);
            case USING -> " USING (" + QueryPrinter.names((SqlNodeList) condition) + ")";
        };
    }

    /** A relation; one that cannot be printed is reported. */
    private String relation(SqlNode node, boolean lateral, GeneratedNames generated) {
        try {
            return text(node, lateral, generated);
        } catch (NotOnDuckDbException e) {
            expressions.report(node.getParserPosition(), "the relation", e.reason());
            return "(SELECT NULL)";
        }
    }

    private String text(SqlNode node, boolean lateral, GeneratedNames generated) {
        if (node instanceof TableIdentifier table) {
            if (!table.moment().isEmpty()) {
                throw new NotOnDuckDbException("DuckDB keeps no earlier states of a table");
            }
            return table.table()
                    .standIn()
                    .map(DuckDbText::identifier)
                    .orElseGet(() ->
                            table.written().stream().map(DuckDbText::identifier).collect(Collectors.joining(".")));
        }
        if (node instanceof SqlIdentifier name) {
            return name.names.stream().map(ExpressionPrinter::name).collect(Collectors.joining("."));
        }
        SqlCall call = (SqlCall) node;
        if (call.getKind() == SqlKind.AS) {
            return aliased(call, lateral, generated);
        }
        if (call.getKind() == SqlKind.TABLESAMPLE) {
            throw new NotOnDuckDbException("a sample is other rows on every engine");
        }
        if (call.getKind() == SqlKind.LATERAL) {
            return relation(call.operand(0), true, generated);
        }
        if (call.getOperator() instanceof TableFunctionOperator function) {
            return rows(
                    call,
                    function,
                    ExpressionPrinter.name(function.columns().get(0).name()));
        }
        if (call.getOperator() instanceof UnnestOperator unnest) {
            return unnest(call, unnest, List.of(), lateral);
        }
        if (QueryPrinter.isQuery(call)) {
            return (lateral ? "LATERAL " : "") + "(\n"
                    + QueryPrinter.indented(query.queries().print(call)) + "\n)";
        }
        if (node instanceof SqlJoin join) {
            return "(" + join(join, generated) + ")";
        }
        throw new NotOnDuckDbException("the relation is not translated");
    }

    private String aliased(SqlCall call, boolean lateral, GeneratedNames generated) {
        String alias = ExpressionPrinter.name(((SqlIdentifier) call.operand(1)).getSimple());
        List<String> columns = new ArrayList<>();
        for (int i = 2; i < call.operandCount(); i++) {
            columns.add(((SqlIdentifier) call.operand(i)).getSimple());
        }
        SqlNode relation = call.operand(0);
        while (relation.getKind() == SqlKind.LATERAL) {
            relation = ((SqlCall) relation).operand(0);
        }
        if (relation instanceof SqlCall inner && inner.getOperator() instanceof TableFunctionOperator function) {
            String first = columns.isEmpty() ? function.columns().get(0).name() : columns.get(0);
            return rows(inner, function, ExpressionPrinter.name(first)) + " AS " + alias;
        }
        if (relation instanceof SqlCall inner && inner.getOperator() instanceof UnnestOperator unnest) {
            return unnest(inner, unnest, columns, lateral) + " AS " + alias;
        }
        String names = columns.isEmpty()
                ? ""
                : "(" + columns.stream().map(ExpressionPrinter::name).collect(Collectors.joining(", ")) + ")";
        if (relation.getKind() == SqlKind.VALUES) {
            String own = columns.isEmpty() ? QueryPrinter.names(QueryPrinter.width((SqlCall) relation)) : names;
            return query.queries().values((SqlCall) relation) + " AS " + alias + own;
        }
        boolean needsLateral = call.operand(0).getKind() == SqlKind.LATERAL;
        return relation(relation, needsLateral, generated) + " AS " + alias + names;
    }

    private String rows(SqlCall call, TableFunctionOperator function, String column) {
        if (function.function() == TableFunctionOperator.Function.JSON_TABLE) {
            throw new NotOnDuckDbException("`json_table` is not translated");
        }
        String arguments =
                call.getOperandList().stream().map(expressions::clause).collect(Collectors.joining(", "));
        return "(SELECT unnest(generate_series(" + arguments + ")) AS " + column + ")";
    }

    /** A query with one {@code unnest} a column: DuckDB fills the shorter ones up with nulls, as Trino does. */
    private String unnest(SqlCall call, UnnestOperator operator, List<String> names, boolean lateral) {
        List<String> columns = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        for (int i = 0; i < call.operandCount(); i++) {
            SqlType type = operator.operandTypes().get(i);
            String text = expressions.print(call.operand(i), type).text();
            lengths.add(
                    (type instanceof SqlType.Map ? "CAST(cardinality(" + text + ") AS BIGINT)" : "len(" + text + ")"));
            for (String column : columnsOf(type, text)) {
                columns.add("unnest(" + column + ") AS " + name(names, columns.size(), type));
            }
        }
        if (operator.withOrdinality) {
            String longest = lengths.size() == 1 ? lengths.get(0) : "greatest(" + String.join(", ", lengths) + ")";
            columns.add("unnest(range(1, " + longest + " + 1)) AS "
                    + name(names, columns.size(), operator.operandTypes().get(0)));
        }
        return (lateral ? "LATERAL " : "") + "(SELECT " + String.join(", ", columns) + ")";
    }

    private static String name(List<String> names, int index, SqlType type) {
        if (index < names.size()) {
            return ExpressionPrinter.name(names.get(index));
        }
        if (type instanceof SqlType.Array array
                && array.element() instanceof SqlType.Row row
                && index < row.fields().size()) {
            String field = row.fields().get(index).name();
            return ExpressionPrinter.name(field.isEmpty() ? Unnamed.column(index) : field);
        }
        return ExpressionPrinter.name(Unnamed.column(index));
    }

    private static List<String> columnsOf(SqlType type, String text) {
        if (type instanceof SqlType.Map) {
            return List.of("map_keys(" + text + ")", "map_values(" + text + ")");
        }
        if (type instanceof SqlType.Array array && array.element() instanceof SqlType.Row row) {
            boolean named =
                    row.fields().stream().noneMatch(field -> field.name().isEmpty());
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < row.fields().size(); i++) {
                String key = named ? DuckDbText.literal(row.fields().get(i).name()) : String.valueOf(i + 1);
                columns.add("list_transform(" + text + ", lambda \"$0\": struct_extract(\"$0\", " + key + "))");
            }
            return columns;
        }
        return List.of(text);
    }
}
