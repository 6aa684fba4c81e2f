package io.graphc.compiler.sql.calcite;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** What a block sorts, groups and makes distinct by: values that can be ordered or compared, and are there to be sorted by. */
final class KeyTyping {
    private final QueryValidator validator;
    private final SqlSelect select;

    KeyTyping(QueryValidator validator, SqlSelect select) {
        this.validator = validator;
        this.select = select;
    }

    void checkOrder(SqlValidatorScope scope) {
        SqlNodeList keys = select.getOrderList();
        if (keys == null) {
            return;
        }
        for (SqlNode key : keys) {
            SqlNode value = withoutDirection(key);
            SqlNode meant = validator.expandOrderExpr(select, value);
            checkType(value, validator.deriveType(scope, meant), true, "`order by`");
            if (select.isDistinct()) {
                checkSelected(value, meant);
            }
        }
    }

    private static SqlNode withoutDirection(SqlNode key) {
        SqlNode result = key;
        while (result.getKind() == SqlKind.DESCENDING
                || result.getKind() == SqlKind.NULLS_FIRST
                || result.getKind() == SqlKind.NULLS_LAST) {
            result = ((SqlCall) result).operand(0);
        }
        return result;
    }

    /** The rows are made distinct before they are sorted: what is not selected is gone by then. */
    private void checkSelected(SqlNode key, SqlNode meant) {
        SqlValidatorScope scope = validator.getRawSelectScope(select);
        if (scope == null || PoisonOperator.isIn(meant)) {
            return;
        }
        SqlNode wanted = qualified(meant, scope);
        for (SqlNode item : validator.expandedSelectList(select)) {
            SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (qualified(value, scope).equalsDeep(wanted, Litmus.IGNORE)) {
                return;
            }
        }
        validator
                .problems()
                .report(
                        key.getParserPosition(),
                        Diagnostic.of(
                                        DiagnosticCode.NOT_AGGREGATED,
                                        "with `select distinct`, `order by` can only use what is selected")
                                .caption("not in the select list")
                                .help(
                                        "select it too, or sort outside: `select * from (select distinct ...) order by ...`"));
    }

    private static SqlNode qualified(SqlNode expression, SqlValidatorScope scope) {
        SqlNode result = expression.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlIdentifier name) {
                return name.isStar() ? name : scope.fullyQualify(name).identifier;
            }
        });
        return result == null ? expression : result;
    }

    void checkGroups() {
        SqlNodeList groups = select.getGroup();
        if (groups != null) {
            groups.forEach(this::checkGroup);
        }
    }

    private void checkGroup(SqlNode group) {
        RelDataType type = validator.getValidatedNodeTypeIfKnown(group);
        if (type != null && !type.isStruct()) {
            checkType(group, type, false, "`group by`");
        } else if (group instanceof SqlCall call && call.isA(SqlKind.EXPRESSION)) {
            call.getOperandList().forEach(this::checkGroup);
        }
    }

    void checkDistinct(RelDataType row) {
        List<SqlNode> items = validator.expandedSelectList(select);
        for (RelDataTypeField field : row.getFieldList()) {
            if (field.getIndex() < items.size()) {
                checkType(items.get(field.getIndex()), field.getType(), false, "`select distinct`");
            }
        }
    }

    private void checkType(SqlNode value, RelDataType found, boolean ordered, String clause) {
        SqlType type = RelTypes.toSqlType(found);
        if (!FormTyping.isAny(type) && !FormTyping.comparable(type, ordered)) {
            String verb = ordered ? "ordered" : "compared";
            validator
                    .problems()
                    .report(
                            value.getParserPosition(),
                            FormTyping.mismatch("values of type `" + type + "` cannot be " + verb + ", as " + clause
                                            + " needs")
                                    .caption(type.toString()));
        }
    }
}
