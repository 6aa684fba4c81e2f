package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Matches the arguments of one call with one signature: finds what its variables stand for, in rounds until nothing
 * changes, because an argument that comes later can widen a variable. For one match only.
 */
final class SignatureMatcher {
    /** As many as Trino makes; a lambda whose result widens its own parameter each time is refused. */
    private static final int MOST_ROUNDS = 4;

    private final FunctionSignature signature;
    private final List<? extends Argument> arguments;
    private final boolean coercing;
    private final VariableBindings bindings = new VariableBindings();

    private SignatureMatcher(FunctionSignature signature, List<? extends Argument> arguments, boolean coercing) {
        this.signature = signature;
        this.arguments = arguments;
        this.coercing = coercing;
    }

    /**
     * The bound signature.
     *
     * @param coercing whether an argument may be converted; otherwise its type must be exactly the declared one
     */
    static Optional<Binding.Bound> match(
            FunctionSignature signature, List<? extends Argument> arguments, boolean coercing) {
        return signature.takes(arguments.size())
                ? new SignatureMatcher(signature, arguments, coercing).match()
                : Optional.empty();
    }

    private Optional<Binding.Bound> match() {
        int round = 0;
        int before;
        do {
            before = bindings.changes();
            for (int index = 0; index < arguments.size(); index++) {
                if (!unify(signature.argument(index), arguments.get(index))) {
                    return Optional.empty();
                }
            }
        } while (bindings.changes() != before && ++round < MOST_ROUNDS);
        return bindings.changes() == before && satisfiesCasts() ? bound() : Optional.empty();
    }

    private Optional<Binding.Bound> bound() {
        List<SqlType> types = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            Optional<SqlType> wanted = wanted(signature.argument(index), arguments.get(index));
            if (wanted.isEmpty()) {
                return Optional.empty();
            }
            types.add(wanted.get());
        }
        bindings.evaluate(signature.formulas());
        return bindings.instantiate(signature.result()).map(result -> new Binding.Bound(signature, types, result));
    }

    /** What an argument becomes; empty when it cannot, or when a variable is still free. */
    private Optional<SqlType> wanted(TypePattern pattern, Argument argument) {
        if (!(argument instanceof Argument.Value value)) {
            return bindings.instantiate(pattern);
        }
        return pattern instanceof TypePattern.Anything
                ? Optional.of(value.type())
                : bindings.instantiate(pattern).filter(type -> fits(value.type(), type));
    }

    private boolean fits(SqlType actual, SqlType wanted) {
        return actual.equals(wanted)
                || ((coercing || TypeCoercion.containsAny(actual)) && TypeCoercion.canCoerce(actual, wanted));
    }

    private boolean unify(TypePattern pattern, Argument argument) {
        if (argument instanceof Argument.Value value) {
            return unify(pattern, value.type());
        }
        return argument instanceof LambdaArgument lambda
                && pattern instanceof TypePattern.Lambda function
                && unifyLambda(function, lambda);
    }

    /** A lambda waits until the types of its parameters are known; its result converts to nothing, as in Trino. */
    private boolean unifyLambda(TypePattern.Lambda pattern, LambdaArgument lambda) {
        if (lambda.arity() != pattern.arguments().size()) {
            return false;
        }
        Optional<List<SqlType>> parameters = bindings.instantiateAll(pattern.arguments());
        if (parameters.isEmpty()) {
            return true;
        }
        SqlType result = lambda.typer().apply(parameters.get());
        return unify(pattern.result(), result)
                && bindings.instantiate(pattern.result())
                        .filter(wanted -> wanted.equals(result) || TypeCoercion.containsAny(result))
                        .isPresent();
    }

    private boolean unify(TypePattern pattern, SqlType actual) {
        if (pattern instanceof TypePattern.Fixed fixed) {
            return fits(actual, fixed.type());
        }
        if (pattern instanceof TypePattern.Variable variable) {
            return unifyVariable(variable.name(), actual);
        }
        if (pattern instanceof TypePattern.Sized sized) {
            return actual == SqlTypes.ANY ? bindUnknownLengths(sized) : unifySized(sized, actual);
        }
        if (pattern instanceof TypePattern.Structure structure) {
            return unifyStructure(structure, actual);
        }
        return pattern instanceof TypePattern.Anything
                || (pattern instanceof TypePattern.Lambda lambda && unifyFunction(lambda, actual));
    }

    private boolean unifyFunction(TypePattern.Lambda pattern, SqlType actual) {
        if (actual == SqlTypes.ANY) {
            return unify(pattern.result(), SqlTypes.ANY);
        }
        if (!(actual instanceof SqlType.Function function)
                || function.arguments().size() != pattern.arguments().size()) {
            return false;
        }
        for (int index = 0; index < function.arguments().size(); index++) {
            if (!unify(pattern.arguments().get(index), function.arguments().get(index))) {
                return false;
            }
        }
        return unify(pattern.result(), function.result());
    }

    private boolean unifyVariable(String name, SqlType actual) {
        Optional<SqlType> before = bindings.type(name);
        Optional<SqlType> common =
                before.isEmpty() ? Optional.of(actual) : TypeCoercion.commonSuperType(before.get(), actual);
        if (common.isEmpty() || !satisfies(name, common.get())) {
            return false;
        }
        bindings.bind(name, common.get());
        return true;
    }

    private boolean satisfies(String name, SqlType type) {
        for (TypeVariable variable : signature.variables()) {
            if (variable.name().equals(name)) {
                return (!variable.comparable() || TypeCoercion.isComparable(type))
                        && (!variable.orderable() || TypeCoercion.isOrderable(type))
                        && (!variable.rowOnly()
                                || type instanceof SqlType.Row
                                || type == SqlTypes.UNKNOWN
                                || type == SqlTypes.ANY);
            }
        }
        return true;
    }

    private boolean bindUnknownLengths(TypePattern.Sized sized) {
        for (TypePattern.Size size : sized.sizes()) {
            if (size.literal().isEmpty()) {
                bindings.bind(size.variable(), VariableBindings.UNKNOWN_LENGTH);
            }
        }
        return true;
    }

    /** The variables take the numbers of the narrowest type of the family that holds what was seen so far. */
    private boolean unifySized(TypePattern.Sized sized, SqlType actual) {
        Optional<SqlType> own = TypeCoercion.coerceToFamily(actual, sized.family());
        if (own.isEmpty()) {
            return false;
        }
        List<Long> ownSizes = SizedFamily.sizes(own.get());
        List<Long> before = new ArrayList<>();
        for (int index = 0; index < ownSizes.size(); index++) {
            TypePattern.Size size = sized.sizes().get(index);
            long number = ownSizes.get(index);
            before.add(
                    size.literal().isPresent()
                            ? size.literal().getAsLong()
                            : bindings.length(size.variable()).orElse(number));
        }
        if (before.contains(VariableBindings.UNKNOWN_LENGTH)) {
            return true;
        }
        return TypeCoercion.commonSuperType(sized.family().type(before), actual)
                .filter(common -> SizedFamily.of(common).equals(Optional.of(sized.family())))
                .filter(common -> bindSizes(sized, SizedFamily.sizes(common)))
                .isPresent();
    }

    private boolean bindSizes(TypePattern.Sized sized, List<Long> numbers) {
        for (int index = 0; index < numbers.size(); index++) {
            TypePattern.Size size = sized.sizes().get(index);
            if (size.literal().isEmpty()) {
                bindings.bind(size.variable(), numbers.get(index));
            } else if (size.literal().getAsLong() != numbers.get(index)) {
                return false;
            }
        }
        return true;
    }

    private boolean unifyStructure(TypePattern.Structure pattern, SqlType actual) {
        List<SqlType> parameters;
        if (actual == SqlTypes.UNKNOWN || actual == SqlTypes.ANY) {
            parameters = Collections.nCopies(pattern.parameters().size(), actual);
        } else if (Structures.name(actual).equals(pattern.name())) {
            parameters = Structures.parameters(actual);
        } else {
            return false;
        }
        if (parameters.size() != pattern.parameters().size()) {
            return false;
        }
        for (int index = 0; index < parameters.size(); index++) {
            if (!unify(pattern.parameters().get(index), parameters.get(index))) {
                return false;
            }
        }
        return true;
    }

    private boolean satisfiesCasts() {
        return signature.variables().stream()
                .allMatch(variable -> bindings.type(variable.name())
                        .filter(type -> casts(variable, type))
                        .isPresent());
    }

    private boolean casts(TypeVariable variable, SqlType type) {
        return bindings.instantiateAll(variable.castableTo())
                        .filter(targets -> targets.stream().allMatch(target -> TypeCoercion.canCast(type, target)))
                        .isPresent()
                && bindings.instantiateAll(variable.castableFrom())
                        .filter(sources -> sources.stream().allMatch(source -> TypeCoercion.canCast(source, type)))
                        .isPresent();
    }
}
