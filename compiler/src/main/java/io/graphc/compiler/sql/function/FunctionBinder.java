package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds the overload that a call means, by Trino's order: one whose declared types are exactly those of the arguments,
 * then a generic one, then any with implicit conversions, of which the most specific wins (that which every other one
 * could stand in for). Thread-safe; the answers to calls without lambdas are remembered.
 *
 * <p>An argument of type {@link SqlType.Simple#ANY} matches everything; where the overloads that remain differ in their
 * result, the result is ANY too.
 */
public final class FunctionBinder {
    /** Room for the calls of thousands of models; beyond it answers are computed again rather than kept. */
    private static final int MOST_REMEMBERED = 20_000;

    private final FunctionCatalog catalog;
    private final Map<Call, Binding> remembered = new ConcurrentHashMap<>();

    public FunctionBinder(FunctionCatalog catalog) {
        this.catalog = catalog;
    }

    private record Call(String name, boolean operator, List<SqlType> types) {}

    public FunctionCatalog catalog() {
        return catalog;
    }

    /** Binds a call of a function, letter case ignored. */
    public Binding bind(String name, List<? extends Argument> arguments) {
        List<SqlType> types = new ArrayList<>();
        for (Argument argument : arguments) {
            if (argument instanceof Argument.Value value) {
                types.add(value.type());
            }
        }
        return types.size() == arguments.size() ? bindTypes(name, types) : resolve(name, catalog.find(name), arguments);
    }

    /** Binds a call of a function without lambdas. */
    public Binding bindTypes(String name, List<SqlType> types) {
        return remember(new Call(name, false, List.copyOf(types)));
    }

    /**
     * Binds an operator: {@code add}, {@code subtract}, {@code multiply}, {@code divide}, {@code modulus},
     * {@code negation}, {@code subscript} (array or map, index); {@code equal}, {@code not_equal}, {@code less_than},
     * {@code less_than_or_equal}, {@code greater_than}, {@code greater_than_or_equal}, {@code is_distinct_from},
     * {@code between} (value, low, high) and {@code in} (value, then the list).
     */
    public Binding bindOperator(String operator, List<SqlType> types) {
        return remember(new Call(operator, true, List.copyOf(types)));
    }

    private Binding remember(Call call) {
        Binding known = remembered.get(call);
        if (known == null) {
            known = compute(call);
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(call, known);
            }
        }
        return known;
    }

    private Binding compute(Call call) {
        if (call.operator()) {
            Optional<Binding> comparison = Comparisons.bind(call.name(), call.types());
            if (comparison.isPresent()) {
                return comparison.get();
            }
        }
        List<FunctionSignature> overloads =
                call.operator() ? catalog.findOperator(call.name()) : catalog.find(call.name());
        return resolve(call.name(), overloads, values(call.types()));
    }

    private static List<Argument> values(List<SqlType> types) {
        List<Argument> values = new ArrayList<>();
        types.forEach(type -> values.add(new Argument.Value(type)));
        return values;
    }

    private static Binding resolve(String name, List<FunctionSignature> overloads, List<? extends Argument> arguments) {
        if (overloads.isEmpty()) {
            return new Binding.Unknown(name);
        }
        if (arguments.stream().anyMatch(FunctionBinder::isUntyped)) {
            return resolveUntyped(overloads, arguments);
        }
        for (boolean generic : List.of(false, true)) {
            List<FunctionSignature> group = overloads.stream()
                    .filter(overload -> overload.variables().isEmpty() != generic)
                    .toList();
            List<Binding.Bound> exact = matching(group, arguments, false);
            if (!exact.isEmpty()) {
                return only(exact);
            }
        }
        List<Binding.Bound> coerced = matching(overloads, arguments, true);
        return coerced.isEmpty() ? new Binding.Mismatch(overloads) : only(mostSpecific(coerced, arguments));
    }

    private static boolean isUntyped(Argument argument) {
        return argument instanceof Argument.Value value && TypeCoercion.containsAny(value.type());
    }

    /** With a type unknown to us the choice is Trino's at run time; we keep what all possible choices agree on. */
    private static Binding resolveUntyped(List<FunctionSignature> overloads, List<? extends Argument> arguments) {
        List<Binding.Bound> possible = matching(overloads, arguments, true);
        if (possible.isEmpty()) {
            return new Binding.Mismatch(overloads);
        }
        Set<SqlType> results = new LinkedHashSet<>();
        possible.forEach(bound -> results.add(bound.result()));
        Binding.Bound first = possible.get(0);
        if (possible.size() == 1) {
            return first;
        }
        List<SqlType> unconverted = arguments.stream()
                .map(argument -> argument instanceof Argument.Value value ? value.type() : SqlTypes.ANY)
                .toList();
        return new Binding.Bound(first.signature(), unconverted, agreed(results));
    }

    private static SqlType agreed(Set<SqlType> results) {
        if (results.size() == 1) {
            return results.iterator().next();
        }
        return results.stream().allMatch(SqlType.Varchar.class::isInstance) ? SqlTypes.VARCHAR : SqlTypes.ANY;
    }

    private static List<Binding.Bound> matching(
            List<FunctionSignature> overloads, List<? extends Argument> arguments, boolean coercing) {
        List<Binding.Bound> matching = new ArrayList<>();
        for (FunctionSignature overload : overloads) {
            SignatureMatcher.match(overload, arguments, coercing).ifPresent(matching::add);
        }
        return matching;
    }

    private static Binding only(List<Binding.Bound> candidates) {
        List<FunctionSignature> signatures =
                candidates.stream().map(Binding.Bound::signature).toList();
        if (candidates.size() > 1) {
            return new Binding.Ambiguous(signatures);
        }
        return SizedFamily.exists(candidates.get(0).result()) ? candidates.get(0) : new Binding.Mismatch(signatures);
    }

    private static List<Binding.Bound> mostSpecific(
            List<Binding.Bound> candidates, List<? extends Argument> arguments) {
        List<Binding.Bound> best = representatives(candidates);
        boolean hasNull = arguments.stream().anyMatch(FunctionBinder::isNull);
        boolean hasLambda = arguments.stream().anyMatch(LambdaArgument.class::isInstance);
        if (best.size() == 1 || !hasNull || hasLambda) {
            return best;
        }
        List<Binding.Bound> onlyNullsConverted = candidates.stream()
                .filter(bound -> convertsOnlyNulls(bound, arguments))
                .toList();
        List<Binding.Bound> left = onlyNullsConverted.isEmpty() ? best : onlyNullsConverted;
        boolean sameResult = left.stream().map(Binding.Bound::result).distinct().count() == 1;
        return sameResult ? List.of(Collections.max(left, Comparator.comparing(FunctionBinder::spelling))) : left;
    }

    /** Trino takes the last in the order of its own text for signatures, where variables follow the name. */
    private static String spelling(Binding.Bound bound) {
        FunctionSignature signature = bound.signature();
        String variables =
                signature.variables().stream().map(TypeVariable::name).collect(Collectors.joining(","))
                        + String.join(",", signature.formulas().keySet());
        String arguments =
                signature.arguments().stream().map(TypePattern::toString).collect(Collectors.joining(",", "(", ")"));
        return variables.isEmpty() ? arguments : "<" + variables + ">" + arguments;
    }

    private static boolean isNull(Argument argument) {
        return argument instanceof Argument.Value value && value.type() == SqlTypes.UNKNOWN;
    }

    private static boolean convertsOnlyNulls(Binding.Bound bound, List<? extends Argument> arguments) {
        for (int index = 0; index < arguments.size(); index++) {
            boolean kept = arguments.get(index) instanceof Argument.Value value
                    && (value.type() == SqlTypes.UNKNOWN
                            || value.type().equals(bound.argumentTypes().get(index)));
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private static List<Binding.Bound> representatives(List<Binding.Bound> candidates) {
        List<Binding.Bound> best = new ArrayList<>();
        for (Binding.Bound current : candidates) {
            boolean covered = false;
            for (int index = 0; index < best.size() && !covered; index++) {
                if (isMoreSpecific(current, best.get(index))) {
                    best.set(index, current);
                    covered = true;
                } else {
                    covered = isMoreSpecific(best.get(index), current);
                }
            }
            if (!covered) {
                best.add(current);
            }
        }
        return best;
    }

    /** One is more specific when the other one, as it is declared, takes the argument types of the one. */
    private static boolean isMoreSpecific(Binding.Bound one, Binding.Bound other) {
        return SignatureMatcher.match(other.signature(), values(one.argumentTypes()), true)
                .isPresent();
    }
}
