package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.OutputColumn;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.calcite.PoisonOperator;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.RelTypes;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The columns that a checked query yields, and whether each has a name of its own. */
final class OutputColumns {
    private final Problems problems;
    private final SqlRequest request;
    private final QueryAnalysis.Outcome outcome;

    OutputColumns(Problems problems, SqlRequest request, QueryAnalysis.Outcome outcome) {
        this.problems = problems;
        this.request = request;
        this.outcome = outcome;
    }

    List<OutputColumn> read() {
        List<SqlNode> items = items(outcome.tree());
        List<RelDataTypeField> fields =
                outcome.validator().getValidatedNodeType(outcome.tree()).getFieldList();
        List<OutputColumn> columns = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        for (RelDataTypeField field : fields) {
            int index = field.getIndex();
            SqlParserPos place = index < items.size() ? items.get(index).getParserPosition() : TextPosition.of(0, 1);
            boolean wrong = isWrongStar(place) || (index < items.size() && PoisonOperator.is(items.get(index)));
            String inner = Unnamed.written(field.getName()).orElse(field.getName());
            boolean named = !Unnamed.is(inner);
            String name = named ? Tokens.lower(inner) : Unnamed.shown(index);
            if (request.needsColumnNames() && !wrong) {
                checkName(name, named, index, place, first);
            }
            Column column = new Column(
                    name, RelTypes.toSqlType(field.getType()), field.getType().isNullable());
            columns.add(new OutputColumn(column, problems.place(place), named));
        }
        return columns;
    }

    /** After another mistake, what a star stands for is a guess. */
    private boolean isWrongStar(SqlParserPos place) {
        return problems.hasErrors() && request.text().text().charAt(TextPosition.end(place) - 1) == '*';
    }

    private void checkName(String name, boolean named, int index, SqlParserPos place, Map<String, Integer> first) {
        if (!named) {
            problems.report(
                    place,
                    Diagnostic.of(DiagnosticCode.UNNAMED_COLUMN, "column " + (index + 1) + " has no name")
                            .help("name it with `as`"));
        } else if (first.putIfAbsent(name, index) != null) {
            problems.report(
                    place,
                    Diagnostic.of(DiagnosticCode.DUPLICATE_OUTPUT_COLUMN, "the query has two columns `" + name + "`")
                            .note("they are columns " + (first.get(name) + 1) + " and " + (index + 1)));
        }
    }

    /** The select items of a query; those of the first query of a set operation, which names the columns. */
    private List<SqlNode> items(SqlNode query) {
        if (query instanceof SqlWith with) {
            return items(with.body);
        }
        if (query instanceof SqlSelect select) {
            if (select.getFrom() != null
                    && select.getSelectList().getParserPosition().getLineNum() == 0) {
                return items(select.getFrom());
            }
            return outcome.validator().expandedSelectList(select);
        }
        if (query instanceof SqlCall call
                && (call.getKind() == SqlKind.ORDER_BY
                        || call.getKind() == SqlKind.AS
                        || SqlKind.SET_QUERY.contains(call.getKind()))) {
            return items(call.operand(0));
        }
        if (query.getKind() == SqlKind.VALUES) {
            SqlCall row = ((SqlCall) query).operand(0);
            return row.getOperandList();
        }
        return List.of();
    }
}
