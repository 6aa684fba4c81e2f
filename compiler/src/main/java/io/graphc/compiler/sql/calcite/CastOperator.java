package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import org.apache.calcite.sql.SqlKind;

/** {@code CAST} or {@code TRY_CAST} of the one operand. */
public final class CastOperator extends TypedOperator {
    private final SqlType target;
    private final boolean safe;

    public CastOperator(SqlType target, boolean safe) {
        super((safe ? "TRY_CAST " : "CAST ") + target, SqlKind.OTHER_FUNCTION);
        this.target = target;
        this.safe = safe;
    }

    public SqlType target() {
        return target;
    }

    /** True for {@code TRY_CAST}. */
    public boolean safe() {
        return safe;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return FormTyping.cast(this, call);
    }
}
