package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import org.apache.calcite.sql.SqlKind;

/**
 * A constant of the text. An operator without operands instead of a literal of Calcite, which has neither Trino's types nor
 * its untyped {@code NULL}.
 */
public final class LiteralOperator extends TypedOperator {
    private final SqlType literalType;
    private final String value;
    private final boolean clock;

    /**
     * @param type the constant's type; {@code UNKNOWN} for {@code NULL}
     * @param value the constant without quotes: text as it is, numbers as written, bytes in hexadecimal digits, dates and
     *     times as written between the quotes, intervals as in {@code -1 day} or {@code 2-3 year to month}
     */
    public LiteralOperator(SqlType type, String value) {
        this(type, value, false);
    }

    private LiteralOperator(SqlType type, String value, boolean clock) {
        super("literal " + type + " " + value, SqlKind.OTHER_FUNCTION);
        this.literalType = type;
        this.value = value;
        this.clock = clock;
    }

    /** What {@code current_timestamp} or the like stands for in this run. */
    public static LiteralOperator clock(SqlType type, String value) {
        return new LiteralOperator(type, value, true);
    }

    /** True where the text does not hold the value but asks the clock. */
    public boolean isClock() {
        return clock;
    }

    /** The type as written; the same as {@link #type()} after validation. */
    public SqlType literalType() {
        return literalType;
    }

    public String value() {
        return value;
    }

    public boolean isNull() {
        return literalType == SqlTypes.UNKNOWN;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return new Typed(literalType, isNull());
    }
}
