package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.TableFunctionOperator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.trino.sql.tree.Descriptor;
import io.trino.sql.tree.DescriptorField;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.JsonPathParameter;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.JsonTableColumnDefinition;
import io.trino.sql.tree.NestedColumns;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrdinalityColumn;
import io.trino.sql.tree.QueryColumn;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TableFunctionArgument;
import io.trino.sql.tree.TableFunctionDescriptorArgument;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableFunctionTableArgument;
import io.trino.sql.tree.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Relations that functions make: {@code JSON_TABLE}, {@code TABLE(sequence(...))}, {@code TABLE(exclude_columns(...))}. */
final class TableFunctionTranslator {
    private static final List<String> SEQUENCE = List.of("start", "stop", "step");
    private static final List<String> EXCLUDE_COLUMNS = List.of("input", "columns");

    private final Translation translation;
    private final QueryTranslator queries;
    private final NameScope outer;
    private final NameScope scope;

    /**
     * @param outer what queries in the FROM clause can see
     * @param scope what stands before the relation in the FROM clause
     */
    TableFunctionTranslator(Translation translation, QueryTranslator queries, NameScope outer, NameScope scope) {
        this.translation = translation;
        this.queries = queries;
        this.outer = outer;
        this.scope = scope;
    }

    /** A relation and the names of its columns. */
    record Rows(SqlNode node, List<String> columns, boolean unknown) {}

    Rows jsonTable(JsonTable table) {
        List<Column> columns = new ArrayList<>();
        List<Expression> operands = new ArrayList<>();
        operands.add(table.getJsonPathInvocation().getInputExpression());
        checkPath(Optional.of(table.getJsonPathInvocation().getJsonPath()));
        for (JsonPathParameter parameter : table.getJsonPathInvocation().getPathParameters()) {
            operands.add(parameter.getParameter());
        }
        columns(table.getColumns(), columns, operands);
        return rows(TableFunctionOperator.Function.JSON_TABLE, table, columns, operands);
    }

    private void columns(List<JsonTableColumnDefinition> written, List<Column> columns, List<Expression> operands) {
        for (JsonTableColumnDefinition definition : written) {
            TypeTranslator types = new TypeTranslator(translation);
            if (definition instanceof NestedColumns nested) {
                checkPath(Optional.of(nested.getJsonPath()));
                columns(nested.getColumns(), columns, operands);
            } else if (definition instanceof OrdinalityColumn ordinality) {
                columns.add(new Column(named(ordinality.getName(), columns), SqlTypes.BIGINT, false));
            } else if (definition instanceof ValueColumn value) {
                checkPath(value.getJsonPath());
                columns.add(new Column(named(value.getName(), columns), types.translate(value.getType()), true));
                value.getEmptyDefault().ifPresent(operands::add);
                value.getErrorDefault().ifPresent(operands::add);
            } else {
                QueryColumn query = (QueryColumn) definition;
                checkPath(query.getJsonPath());
                columns.add(new Column(named(query.getName(), columns), types.translate(query.getType()), true));
            }
        }
    }

    private String named(Identifier name, List<Column> before) {
        String own = Tokens.lower(name.getValue());
        if (before.stream().anyMatch(column -> column.name().equals(own))) {
            report(name, Diagnostic.of(DiagnosticCode.DUPLICATE_SQL_NAME, "column name `" + own + "` is given twice"));
            return Unnamed.column(before.size());
        }
        return own;
    }

    private void checkPath(Optional<StringLiteral> path) {
        path.ifPresent(text -> JsonPathReader.problem(text.getValue())
                .ifPresent(problem -> report(text, Diagnostic.of(DiagnosticCode.BAD_LITERAL, problem))));
    }

    private void report(Node node, Diagnostic.Builder problem) {
        translation.problems().report(place(node), problem);
    }

    private SqlParserPos place(Node node) {
        int start = translation.tokens().offsetOf(node);
        return TextPosition.of(start, translation.tokens().endAfter(start, 0));
    }

    private Rows rows(
            TableFunctionOperator.Function function, Node node, List<Column> columns, List<Expression> operands) {
        List<SqlNode> parts = queries.expressions(scope).translateAll(operands);
        int start = translation.tokens().offsetOf(node);
        SqlParserPos place = translation.span(start, translation.tokens().callEnd(start), parts);
        SqlNode call =
                new TableFunctionOperator(function, columns, translation.written(place)).createCall(place, parts);
        return new Rows(call, columns.stream().map(Column::name).toList(), false);
    }

    /** The relation that a function makes; empty for a function that is not known. */
    Optional<Rows> invocation(TableFunctionInvocation invocation) {
        String name = Tokens.lower(invocation.getName().getSuffix());
        List<TableFunctionArgument> arguments = invocation.getArguments();
        if (name.equals("sequence") && arguments.stream().allMatch(one -> one.getValue() instanceof Expression)) {
            return arranged(arguments, SEQUENCE, 2).map(found -> sequence(invocation, found));
        }
        return name.equals("exclude_columns")
                ? arranged(arguments, EXCLUDE_COLUMNS, 2).flatMap(this::excluded)
                : Optional.empty();
    }

    /** The values of the arguments in the order of the parameters; empty where the call does not fit. */
    private static Optional<List<Node>> arranged(
            List<TableFunctionArgument> arguments, List<String> parameters, int required) {
        Node[] values = new Node[parameters.size()];
        for (int i = 0; i < arguments.size(); i++) {
            int at = arguments
                    .get(i)
                    .getName()
                    .map(name -> parameters.indexOf(Tokens.lower(name.getValue())))
                    .orElse(i);
            if (at < 0 || at >= values.length || values[at] != null) {
                return Optional.empty();
            }
            values[at] = arguments.get(i).getValue();
        }
        List<Node> found = new ArrayList<>();
        for (Node value : values) {
            if (value == null) {
                break;
            }
            found.add(value);
        }
        return found.size() >= required && found.size() == arguments.size() ? Optional.of(found) : Optional.empty();
    }

    private Rows sequence(TableFunctionInvocation node, List<Node> values) {
        List<Expression> operands = values.stream().map(Expression.class::cast).toList();
        List<Column> columns = List.of(new Column("sequential_number", SqlTypes.BIGINT, false));
        return rows(TableFunctionOperator.Function.SEQUENCE, node, columns, operands);
    }

    /** The same as a query of the other columns, where they are known. */
    private Optional<Rows> excluded(List<Node> values) {
        if (!(values.get(0) instanceof TableFunctionTableArgument input)
                || !(values.get(1) instanceof TableFunctionDescriptorArgument columns)) {
            return Optional.empty();
        }
        List<DescriptorField> excluded =
                columns.getDescriptor().map(Descriptor::getFields).orElse(List.of());
        NameScope inner = new NameScope(outer);
        SqlNode from = new RelationTranslator(translation, outer, inner, queries).translate(input.getTable());
        NameScope.Relation relation = inner.relations().get(0);
        if (inner.relations().size() != 1
                || relation.unknown()
                || relation.columns().isEmpty()) {
            return Optional.empty();
        }
        Set<String> left = excluded.stream()
                .map(field -> Tokens.lower(field.getName().getValue()))
                .collect(Collectors.toSet());
        excluded.stream()
                .filter(field -> !relation.columns()
                        .contains(Tokens.lower(field.getName().getValue())))
                .forEach(field -> report(
                        field.getName(),
                        Diagnostic.of(
                                        DiagnosticCode.UNKNOWN_COLUMN,
                                        "column `" + field.getName().getValue() + "` not found")
                                .hint(field.getName().getValue(), relation.columns(), "the relation has columns")));
        List<String> kept = relation.columns().stream()
                .filter(column -> !left.contains(column))
                .toList();
        SqlParserPos place = from.getParserPosition();
        List<SqlNode> items = new ArrayList<>();
        kept.forEach(column -> items.add(new SqlIdentifier(List.of(relation.alias(), column), place)));
        SqlNode select = new SqlSelect(
                place, null, Translation.list(items), from, null, null, null, null, null, null, null, null, null);
        return Optional.of(new Rows(select, kept, false));
    }
}
