package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlAbstractGroupFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** {@code GROUPING(...)}: integer, or bigint where there are more columns than an integer has bits. */
public final class GroupingOperator extends SqlAbstractGroupFunction {
    private static final int MOST_FOR_INTEGER = 31;

    public GroupingOperator() {
        super(
                "GROUPING",
                SqlKind.GROUPING,
                ReturnTypes.BIGINT,
                null,
                OperandTypes.ONE_OR_MORE,
                SqlFunctionCategory.SYSTEM);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        SqlType type = call.operandCount() <= MOST_FOR_INTEGER ? SqlTypes.INTEGER : SqlTypes.BIGINT;
        return RelTypes.toCalcite(type, false);
    }
}
