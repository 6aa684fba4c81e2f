package io.graphc.compiler.sql.calcite;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Writes out the stars of a select list that Calcite does not know; see {@link StarOperator}. */
final class StarExpansion {
    private final QueryValidator validator;
    private final SqlSelect select;

    StarExpansion(QueryValidator validator, SqlSelect select) {
        this.validator = validator;
        this.select = select;
    }

    SqlNodeList expand(SqlNodeList items) {
        List<SqlNode> result = new ArrayList<>();
        for (SqlNode item : items) {
            if (item instanceof SqlCall call && call.getOperator() instanceof StarOperator star) {
                result.addAll(columns(call, star));
            } else {
                result.add(item);
            }
        }
        return new SqlNodeList(result, items.getParserPosition());
    }

    /** Positions of GROUP BY count the columns of a star, which Calcite takes for one. */
    void resolvePositions(@Nullable SqlNodeList keys) {
        boolean plain = select.getSelectList().stream().noneMatch(StarExpansion::isStar);
        if (keys == null || plain || keys.stream().noneMatch(SqlNumericLiteral.class::isInstance)) {
            return;
        }
        List<SqlNode> items = new ArrayList<>();
        for (SqlNode item : expand(select.getSelectList())) {
            // The types of other items must not be asked for yet: they depend on what is grouped by.
            if (isStar(item)) {
                validator.expandStar(SqlNodeList.of(item), select, false).forEach(items::add);
            } else {
                items.add(item);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) instanceof SqlNumericLiteral position && position.isInteger()) {
                int index = position.intValue(true) - 1;
                if (index >= 0 && index < items.size()) {
                    keys.set(i, SqlUtil.stripAs(items.get(index)));
                }
            }
        }
    }

    private static boolean isStar(SqlNode item) {
        return (item instanceof SqlIdentifier name && name.isStar())
                || (item instanceof SqlCall call && call.getOperator() instanceof StarOperator);
    }

    private List<SqlNode> columns(SqlCall call, StarOperator star) {
        SqlNode operand = call.operand(0);
        boolean relation = operand instanceof SqlIdentifier name && name.isStar();
        List<SqlNode> columns = relation ? ofRelation(operand, star) : ofRow(call);
        if (star.names().isEmpty()) {
            return columns;
        }
        if (star.names().size() != columns.size()) {
            validator
                    .problems()
                    .report(
                            call.getParserPosition(),
                            Diagnostic.of(
                                    DiagnosticCode.COLUMN_NAMES_DIFFER,
                                    "the star has " + columns.size() + " columns, but "
                                            + star.names().size() + " names are given"));
        }
        List<SqlNode> renamed = new ArrayList<>();
        for (int i = 0; i < star.names().size(); i++) {
            SqlNode column = i < columns.size() ? columns.get(i) : poison(call.getParserPosition());
            renamed.add(named(column, star.names().get(i), call.getParserPosition()));
        }
        return renamed;
    }

    private List<SqlNode> ofRelation(SqlNode name, StarOperator star) {
        List<SqlNode> columns = new ArrayList<>();
        for (SqlNode column : validator.expandStar(SqlNodeList.of(name), select, false)) {
            SqlIdentifier identifier = (SqlIdentifier) column;
            String last = identifier.names.get(identifier.names.size() - 1);
            if (!star.merged().contains(last.toLowerCase(Locale.ROOT))) {
                columns.add(column);
            }
        }
        return columns;
    }

    private List<SqlNode> ofRow(SqlCall call) {
        SqlNode row = call.operand(0);
        SqlParserPos place = call.getParserPosition();
        SqlType type = RelTypes.toSqlType(validator.deriveType(validator.getSelectScope(select), row));
        if (!(type instanceof SqlType.Row fields)) {
            if (!FormTyping.isAny(type)) {
                validator
                        .problems()
                        .report(
                                row.getParserPosition(),
                                FormTyping.mismatch("`.*` needs a relation or a row, found `" + type + "`")
                                        .caption(type.toString()));
            }
            return List.of(named(poison(place), Unnamed.column(0), place));
        }
        List<SqlNode> columns = new ArrayList<>();
        for (int i = 0; i < fields.fields().size(); i++) {
            SqlNode position =
                    new LiteralOperator(SqlTypes.INTEGER, String.valueOf(i + 1)).createCall(place, List.of());
            SqlNode field = new FormOperator(Form.SUBSCRIPT).createCall(place, row, position);
            String name = fields.fields().get(i).name();
            columns.add(named(field, name.isEmpty() ? Unnamed.column(i) : name, place));
        }
        return columns;
    }

    private static SqlNode poison(SqlParserPos place) {
        return new PoisonOperator("column of a star").createCall(place, List.of());
    }

    private static SqlNode named(SqlNode column, String name, SqlParserPos place) {
        boolean has = column instanceof SqlCall call && call.getKind() == SqlKind.AS;
        SqlNode value = has ? ((SqlCall) column).operand(0) : column;
        return SqlStdOperatorTable.AS.createCall(place, value, new SqlIdentifier(name, place));
    }
}
