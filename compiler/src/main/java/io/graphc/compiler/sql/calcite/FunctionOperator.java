package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.function.Binding;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;

/** A call of a named function: scalar, aggregate or with {@code OVER}; see {@link FunctionShape} for its operands. */
public final class FunctionOperator extends TypedOperator {
    private final FunctionShape shape;
    private final boolean aggregate;
    private Optional<Binding.Bound> bound = Optional.empty();

    /** @param aggregate true for an aggregate function without {@code OVER} */
    public FunctionOperator(FunctionShape shape, boolean aggregate) {
        super(shape.signature(), SqlKind.OTHER_FUNCTION);
        this.shape = shape;
        this.aggregate = aggregate;
    }

    public FunctionShape shape() {
        return shape;
    }

    /** The overload that the call means, after validation; empty where there is none or the function is not known. */
    public Optional<Binding.Bound> bound() {
        return bound;
    }

    void bind(Binding.Bound overload) {
        bound = Optional.of(overload);
    }

    @Override
    public boolean isAggregator() {
        return aggregate;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return FunctionTyping.call(this, call);
    }
}
