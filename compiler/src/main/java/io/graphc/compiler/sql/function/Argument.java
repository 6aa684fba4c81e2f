package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;

/** What a call hands to a function: a value of a known type or a lambda that can be typed. */
public sealed interface Argument permits Argument.Value, LambdaArgument {
    /** A value. {@link SqlType.Simple#UNKNOWN} for a bare NULL, {@link SqlType.Simple#ANY} where typing failed before. */
    record Value(SqlType type) implements Argument {}
}
