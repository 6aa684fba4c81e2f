package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A lambda; the one operand is its body. The function it is an argument of gives its parameters their types. */
public final class LambdaOperator extends TypedOperator {
    private final List<LambdaParameter> parameters;

    public LambdaOperator(List<LambdaParameter> parameters) {
        super(
                parameters.stream().map(LambdaParameter::parameterName).collect(Collectors.joining(",", "lambda ", "")),
                SqlKind.OTHER_FUNCTION);
        this.parameters = List.copyOf(parameters);
    }

    public List<LambdaParameter> parameters() {
        return parameters;
    }

    @Override
    protected Typed infer(CallTyping call) {
        List<SqlType> arguments = parameters.stream()
                .map(parameter -> parameter.infer(call).type())
                .toList();
        return new Typed(new SqlType.Function(arguments, call.type(0)), false);
    }

    /** Nothing to check before the parameters have types; then the body is checked with the call of the function. */
    @Override
    public void validateCall(
            SqlCall call, SqlValidator validator, SqlValidatorScope scope, SqlValidatorScope operandScope) {}
}
