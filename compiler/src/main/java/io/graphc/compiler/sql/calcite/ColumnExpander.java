package io.graphc.compiler.sql.calcite;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlScopedShuttle;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Writes the relation before each column of an expression, as Calcite does, but remembers what it found: Calcite looks
 * the column up again for its type. Not safe to share between threads.
 */
final class ColumnExpander extends SqlScopedShuttle {
    private final QueryValidator validator;
    private final ColumnNames names;

    ColumnExpander(QueryValidator validator, ColumnNames names, SqlValidatorScope scope) {
        super(scope);
        this.validator = validator;
        this.names = names;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier column) {
        SqlIdentifier full = names.expanded(getScope(), column);
        validator.setOriginal(full, column);
        return full;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        return validator.resolveLiteral(literal);
    }

    @Override
    protected @Nullable SqlNode visitScoped(SqlCall call) {
        SqlKind kind = call.getKind();
        if (kind == SqlKind.SCALAR_QUERY || kind == SqlKind.WITH || kind == SqlKind.LAMBDA) {
            return call;
        }
        CallCopyingArgHandler operands = new CallCopyingArgHandler(call, false);
        call.getOperator().acceptCall(this, call, true, operands);
        SqlNode result = operands.result();
        validator.setOriginal(result, call);
        return result;
    }
}
