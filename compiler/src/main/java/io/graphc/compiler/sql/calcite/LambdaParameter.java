package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import org.apache.calcite.sql.SqlKind;

/** A parameter of a lambda; every use of it in the body is a call of the same operator without operands. */
public final class LambdaParameter extends TypedOperator {
    private final String name;
    private SqlType parameterType = SqlTypes.ANY;

    public LambdaParameter(String name) {
        super("parameter " + name, SqlKind.OTHER_FUNCTION);
        this.name = name;
    }

    /** The name as written. */
    public String parameterName() {
        return name;
    }

    void assign(SqlType type) {
        this.parameterType = type;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return new Typed(parameterType, true);
    }
}
