package io.graphc.compiler.sql.calcite;

import org.apache.calcite.sql.SqlKind;

/**
 * Stands around a column that was found not to be grouped: it counts as an aggregate, so that the column is not found again,
 * and keeps the column's type, so that what is wrong with the types around it is found as well.
 */
public final class UngroupedOperator extends TypedOperator {
    public UngroupedOperator() {
        super("ungrouped", SqlKind.OTHER_FUNCTION);
    }

    @Override
    public boolean isAggregator() {
        return true;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return new Typed(call.type(0), true);
    }
}
