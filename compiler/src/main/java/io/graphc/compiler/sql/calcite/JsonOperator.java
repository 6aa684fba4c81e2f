package io.graphc.compiler.sql.calcite;

import java.util.Locale;
import org.apache.calcite.sql.SqlKind;

/** A call of one of SQL's JSON functions, which the grammar knows; see {@link JsonShape} for its operands. */
public final class JsonOperator extends TypedOperator {
    private final JsonShape shape;

    public JsonOperator(JsonShape shape) {
        super(shape.function().name().toLowerCase(Locale.ROOT) + " " + shape, SqlKind.OTHER_FUNCTION);
        this.shape = shape;
    }

    public JsonShape shape() {
        return shape;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return JsonTyping.infer(shape, call);
    }
}
