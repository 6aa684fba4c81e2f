package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * An operator made for one call of the query. It finds out the call's type by Trino's rules and remembers what it found,
 * so that lineage and the printers can ask it after validation.
 *
 * <p>The validator copies calls, but a copy keeps the operator: the operator, not the call, is what one place in the text
 * has exactly one of. Two operators of the same name mean the same, so the name holds everything that tells calls apart
 * apart from their operands. Not safe to share between threads.
 */
public abstract class TypedOperator extends SqlOperator {
    private static final int PRECEDENCE = 200;

    private List<SqlType> operandTypes = List.of();
    private List<SqlType> expectedTypes = List.of();
    private SqlType type = SqlTypes.ANY;
    private boolean nullable = true;
    private @Nullable SqlParserPos place;

    protected TypedOperator(String name, SqlKind kind) {
        super(name, kind, PRECEDENCE, true, null, null, null);
    }

    /** The call's type and whether it can be null; problems go to the call's validator. */
    protected abstract Typed infer(CallTyping call);

    /** What {@link #infer} found out: a type, and whether the value can be null. */
    public record Typed(SqlType type, boolean nullable) {
        static final Typed UNKNOWN = new Typed(SqlTypes.ANY, true);
    }

    /** The type of the call. */
    public final SqlType type() {
        return type;
    }

    /** False only where it is known that the call is never null. */
    public final boolean nullable() {
        return nullable;
    }

    /** The types that the operands have; a query among them has its row type. */
    public final List<SqlType> operandTypes() {
        return operandTypes;
    }

    /** The types that Trino converts the operands to before it applies the operator; the operand's own where it does not. */
    public final List<SqlType> expectedTypes() {
        return expectedTypes;
    }

    /** The place of the first call, which is the one that was written; the validator makes others out of parts of it. */
    static SqlParserPos placeOf(SqlNode node) {
        SqlParserPos written = node instanceof SqlCall call && call.getOperator() instanceof TypedOperator operator
                ? operator.place
                : null;
        return written == null ? node.getParserPosition() : written;
    }

    @Override
    public SqlCall createCall(@Nullable SqlLiteral qualifier, SqlParserPos position, @Nullable SqlNode... operands) {
        if (place == null) {
            place = position;
        }
        return super.createCall(qualifier, position, operands);
    }

    @Override
    public final RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        CallTyping typing = new CallTyping((QueryValidator) validator, scope.getOperandScope(call), call);
        Typed typed = infer(typing);
        operandTypes = typing.types();
        expectedTypes = typing.expected(operandTypes);
        type = typed.type();
        nullable = typed.nullable();
        return RelTypes.toCalcite(type, nullable);
    }

    @Override
    public SqlSyntax getSyntax() {
        return SqlSyntax.FUNCTION;
    }

    @Override
    public boolean argumentMustBeScalar(int ordinal) {
        return false;
    }
}
