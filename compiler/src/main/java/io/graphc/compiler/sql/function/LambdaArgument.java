package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.function.Function;

/**
 * A lambda of a number of parameters, with the way to type its body once the types of the parameters are known.
 *
 * <p>Binding may ask for the body several times with different parameter types, and may throw an overload away
 * afterwards. So the typer reports nothing and gives {@link SqlType.Simple#ANY} for a body that does not type; the caller
 * types the body once more with the parameter types of the {@link Binding.Bound} result and reports then.
 */
public record LambdaArgument(int arity, Function<List<SqlType>, SqlType> typer) implements Argument {}
