package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import java.util.List;

/** What came of matching a call with the overloads of its name. Immutable. */
public sealed interface Binding {
    /**
     * One overload fits.
     *
     * @param argumentTypes what each argument is coerced to, one for each argument of the call; a function type for a
     *     lambda
     * @param result {@link SqlType.Simple#ANY} where it depends on an argument of that type
     */
    record Bound(FunctionSignature signature, List<SqlType> argumentTypes, SqlType result) implements Binding {
        public Bound {
            argumentTypes = List.copyOf(argumentTypes);
        }

        /** Whether the result can be NULL although no argument is. */
        public boolean nullable() {
            return signature.nullable();
        }
    }

    /** No function of this name. */
    record Unknown(String name) implements Binding {}

    /** The name exists, but no overload takes these arguments. */
    record Mismatch(List<FunctionSignature> candidates) implements Binding {
        public Mismatch {
            candidates = List.copyOf(candidates);
        }
    }

    /** Several overloads fit equally well; Trino refuses such a call. */
    record Ambiguous(List<FunctionSignature> candidates) implements Binding {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }
}
