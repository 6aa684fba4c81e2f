package io.graphc.compiler.sql.calcite;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** One call while its type is found out: the types of its operands, and where to report. */
final class CallTyping {
    private final QueryValidator validator;
    private final SqlValidatorScope scope;
    private final SqlCall call;
    private final @Nullable RelDataType[] types;
    private final @Nullable SqlType[] expected;

    CallTyping(QueryValidator validator, SqlValidatorScope scope, SqlCall call) {
        this.validator = validator;
        this.scope = scope;
        this.call = call;
        this.types = new RelDataType[call.operandCount()];
        this.expected = new SqlType[types.length];
    }

    int count() {
        return types.length;
    }

    SqlNode operand(int index) {
        return call.operand(index);
    }

    SqlParserPos position() {
        return TypedOperator.placeOf(call);
    }

    SqlType type(int index) {
        return RelTypes.toSqlType(rel(index));
    }

    boolean nullable(int index) {
        return rel(index).isNullable();
    }

    private RelDataType rel(int index) {
        RelDataType known = types[index];
        if (known == null) {
            known = validator.deriveType(scope, operand(index));
            types[index] = known;
        }
        return known;
    }

    /** True when an operand from {@code from} to before {@code to} can be null. */
    boolean anyNullable(int from, int to) {
        for (int i = from; i < to; i++) {
            if (nullable(i)) {
                return true;
            }
        }
        return false;
    }

    List<SqlType> types(int from, int to) {
        List<SqlType> result = new ArrayList<>();
        for (int i = from; i < to; i++) {
            result.add(type(i));
        }
        return result;
    }

    /** The type that an operand is converted to. */
    void expect(int index, SqlType type) {
        expected[index] = type;
    }

    /** Derives an operand anew, for a lambda whose parameters have got other types. */
    SqlType retype(int index) {
        validator.forgetTypes(operand(index));
        types[index] = null;
        return type(index);
    }

    QueryValidator validator() {
        return validator;
    }

    void report(Diagnostic.Builder problem) {
        validator.problems().report(position(), problem);
    }

    void report(int operand, Diagnostic.Builder problem) {
        validator.problems().report(TypedOperator.placeOf(operand(operand)), problem);
    }

    /** Reports at the first operand and the operator after it, where the second is too long to be marked. */
    void reportBefore(int operand, Diagnostic.Builder problem) {
        int start = TextPosition.start(TypedOperator.placeOf(operand(0)));
        int end = TextPosition.start(TypedOperator.placeOf(operand(operand)));
        validator.problems().report(validator.problems().trimmed(start, end), problem);
    }

    List<SqlType> types() {
        SqlType[] result = new SqlType[types.length];
        for (int i = 0; i < result.length; i++) {
            RelDataType known = types[i];
            result[i] = known == null ? SqlTypes.ANY : RelTypes.toSqlType(known);
        }
        return List.of(result);
    }

    /** @param own what {@link #types} gave */
    List<SqlType> expected(List<SqlType> own) {
        SqlType[] result = new SqlType[types.length];
        boolean converts = false;
        for (int i = 0; i < result.length; i++) {
            SqlType wanted = expected[i];
            result[i] = wanted == null ? own.get(i) : wanted;
            converts |= result[i] != own.get(i);
        }
        return converts ? List.of(result) : own;
    }
}
