package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the variables of one signature stand for while it is matched with a call. Mutable, for one match only. */
final class VariableBindings {
    /** A length that exists but cannot be known, because it belongs to an argument of type ANY. */
    static final long UNKNOWN_LENGTH = -1;

    private final Map<String, SqlType> types = new HashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private int changes;

    /** Grows with every change, so that a round without change can be seen. */
    int changes() {
        return changes;
    }

    Optional<SqlType> type(String variable) {
        return Optional.ofNullable(types.get(variable));
    }

    void bind(String variable, SqlType type) {
        if (!type.equals(types.put(variable, type))) {
            changes++;
        }
    }

    Optional<Long> length(String variable) {
        return Optional.ofNullable(lengths.get(variable));
    }

    void bind(String variable, long length) {
        Long before = lengths.put(variable, length);
        if (before == null || before != length) {
            changes++;
        }
    }

    /** Adds the lengths that formulas give. */
    void evaluate(Map<String, LengthFormula> formulas) {
        Map<String, Long> known = new HashMap<>(lengths);
        known.values().removeIf(length -> length == UNKNOWN_LENGTH);
        formulas.forEach((name, formula) -> {
            OptionalLong value = formula.evaluate(known);
            lengths.put(name, value.isPresent() ? value.getAsLong() : UNKNOWN_LENGTH);
        });
    }

    /** The type that a pattern stands for; empty while a variable in it is free. */
    Optional<SqlType> instantiate(TypePattern pattern) {
        if (pattern instanceof TypePattern.Fixed fixed) {
            return Optional.of(fixed.type());
        }
        if (pattern instanceof TypePattern.Variable variable) {
            return type(variable.name());
        }
        if (pattern instanceof TypePattern.Sized sized) {
            return instantiateSized(sized);
        }
        if (pattern instanceof TypePattern.Structure structure) {
            return instantiateAll(structure.parameters()).map(types -> Structures.type(structure.name(), types));
        }
        if (pattern instanceof TypePattern.Lambda lambda) {
            return instantiateAll(lambda.arguments())
                    .flatMap(arguments ->
                            instantiate(lambda.result()).map(result -> new SqlType.Function(arguments, result)));
        }
        return Optional.of(SqlTypes.ANY);
    }

    Optional<List<SqlType>> instantiateAll(List<TypePattern> patterns) {
        List<SqlType> instances = new ArrayList<>();
        for (TypePattern pattern : patterns) {
            Optional<SqlType> instance = instantiate(pattern);
            if (instance.isEmpty()) {
                return Optional.empty();
            }
            instances.add(instance.get());
        }
        return Optional.of(instances);
    }

    private Optional<SqlType> instantiateSized(TypePattern.Sized sized) {
        List<Long> numbers = new ArrayList<>();
        for (TypePattern.Size size : sized.sizes()) {
            Long number = size.literal().isPresent() ? (Long) size.literal().getAsLong() : lengths.get(size.variable());
            if (number == null) {
                return Optional.empty();
            }
            numbers.add(number);
        }
        if (numbers.contains(UNKNOWN_LENGTH)) {
            return Optional.of(sized.family() == SizedFamily.VARCHAR ? SqlTypes.VARCHAR : SqlTypes.ANY);
        }
        return Optional.of(sized.family().type(numbers));
    }
}
