package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operators that compare values of one common type, which must be comparable or orderable. */
final class Comparisons {
    private static final String EQUALITY = "%s(T, T) -> boolean | for T comparable | is nullable";
    private static final String ORDER = "%s(T, T) -> boolean | for T orderable";

    private static final Map<String, FunctionSignature> SIGNATURES = Map.of(
            "equal", signature(EQUALITY, "equal"),
            "not_equal", signature(EQUALITY, "not_equal"),
            "is_distinct_from", signature("%s(T, T) -> boolean | for T comparable", "is_distinct_from"),
            "in", signature("%s(T, T...) -> boolean | for T comparable | is nullable", "in"),
            "less_than", signature(ORDER, "less_than"),
            "less_than_or_equal", signature(ORDER, "less_than_or_equal"),
            "greater_than", signature(ORDER, "greater_than"),
            "greater_than_or_equal", signature(ORDER, "greater_than_or_equal"),
            "between", signature("%s(T, T, T) -> boolean | for T orderable", "between"));

    private Comparisons() {}

    private static FunctionSignature signature(String form, String name) {
        return SignatureParser.parse(form.replace("%s", name));
    }

    /** The bound comparison; empty when the operator is none. */
    static Optional<Binding> bind(String operator, List<SqlType> types) {
        FunctionSignature signature = SIGNATURES.get(operator);
        if (signature == null) {
            return Optional.empty();
        }
        TypeVariable variable = signature.variables().get(0);
        Optional<SqlType> common =
                signature.takes(types.size()) ? TypeCoercion.commonSuperType(types) : Optional.empty();
        return Optional.of(common.filter(type -> !variable.comparable() || TypeCoercion.isComparable(type))
                .filter(type -> !variable.orderable() || TypeCoercion.isOrderable(type))
                .<Binding>map(
                        type -> new Binding.Bound(signature, Collections.nCopies(types.size(), type), SqlTypes.BOOLEAN))
                .orElseGet(() -> new Binding.Mismatch(List.of(signature))));
    }
}
