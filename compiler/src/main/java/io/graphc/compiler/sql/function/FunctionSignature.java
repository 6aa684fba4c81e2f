package io.graphc.compiler.sql.function;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One overload of a function, as Trino declares it. Immutable; {@code toString} is fit for messages:
 * {@code substr(varchar(x), bigint)}.
 *
 * @param name lower case
 * @param kind scalar, aggregate or window
 * @param deterministic whether equal arguments give equal results
 * @param nullable whether the result can be NULL although no argument is
 * @param variadic whether the last argument may come any number of times, also never
 * @param variables type variables in the order of declaration
 * @param formulas lengths of the result that are computed from lengths of arguments
 */
public record FunctionSignature(
        String name,
        FunctionKind kind,
        boolean deterministic,
        boolean nullable,
        boolean variadic,
        List<TypeVariable> variables,
        List<TypePattern> arguments,
        TypePattern result,
        Map<String, LengthFormula> formulas) {
    public FunctionSignature {
        variables = List.copyOf(variables);
        arguments = List.copyOf(arguments);
        formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
    }

    /** Whether a number of arguments can fit at all. */
    boolean takes(int count) {
        return variadic ? count >= arguments.size() - 1 : count == arguments.size();
    }

    /** The declared type of the argument at an index, the last one again and again when variadic. */
    TypePattern argument(int index) {
        return arguments.get(Math.min(index, arguments.size() - 1));
    }

    /** How many parameters the lambda at an index has; empty where the signature takes none there. */
    public OptionalInt lambdaParameters(int index) {
        return !arguments.isEmpty() && argument(index) instanceof TypePattern.Lambda lambda
                ? OptionalInt.of(lambda.arguments().size())
                : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return arguments.stream().map(TypePattern::toString).collect(Collectors.joining(", ", name + "(", ""))
                + (variadic ? "..." : "")
                + ")";
    }
}
