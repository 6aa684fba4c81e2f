package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Orders the overloads of a function by how near a call comes to them, for messages. */
public final class ClosestOverload {
    private ClosestOverload() {}

    /**
     * An argument that would have to be of another type.
     *
     * @param index its position among the arguments, from 0
     */
    public record Misfit(int index, SqlType wanted) {}

    /** The overloads, those first that take as many arguments and the most of them. */
    public static List<FunctionSignature> sorted(List<FunctionSignature> overloads, List<SqlType> types) {
        List<FunctionSignature> sorted = new ArrayList<>(overloads);
        sorted.sort(Comparator.comparingInt((FunctionSignature one) -> distance(one, types))
                .thenComparing(one -> onlyMisfit(one, types).isEmpty()));
        return sorted;
    }

    private static int distance(FunctionSignature overload, List<SqlType> types) {
        int count = types.size();
        int declared = overload.arguments().size();
        return overload.takes(count) ? misfits(overload, types).size() : count + declared + Math.abs(count - declared);
    }

    /** The argument that alone keeps an overload from being called; empty where there are several, or none. */
    public static Optional<Misfit> onlyMisfit(FunctionSignature overload, List<SqlType> types) {
        if (!overload.takes(types.size())) {
            return Optional.empty();
        }
        List<Integer> misfits = misfits(overload, types);
        return misfits.size() == 1
                ? wanted(overload.argument(misfits.get(0))).map(type -> new Misfit(misfits.get(0), type))
                : Optional.empty();
    }

    /** A type that can be written down. */
    private static Optional<SqlType> wanted(TypePattern pattern) {
        if (pattern instanceof TypePattern.Fixed fixed) {
            return Optional.of(fixed.type());
        }
        boolean text =
                pattern instanceof TypePattern.Sized && pattern.toString().startsWith("varchar(");
        return text ? Optional.of(SqlTypes.VARCHAR) : Optional.empty();
    }

    /** The arguments that do not fit even where nothing is known of the others. */
    private static List<Integer> misfits(FunctionSignature overload, List<SqlType> types) {
        List<Integer> misfits = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            List<Argument> alone = new ArrayList<>();
            for (int other = 0; other < types.size(); other++) {
                alone.add(new Argument.Value(other == i ? types.get(i) : SqlTypes.ANY));
            }
            if (SignatureMatcher.match(overload, alone, true).isEmpty()) {
                misfits.add(i);
            }
        }
        return misfits;
    }
}
