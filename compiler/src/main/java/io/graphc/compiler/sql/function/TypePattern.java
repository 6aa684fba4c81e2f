package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type as a signature declares it, with variables for types and for lengths. Immutable; text is Trino's spelling. */
public sealed interface TypePattern {
    /** A type without any variable. */
    record Fixed(SqlType type) implements TypePattern {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A type variable such as {@code T}. */
    record Variable(String name) implements TypePattern {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A type whose numbers are variables or literals: {@code decimal(38,s)}. */
    record Sized(SizedFamily family, List<Size> sizes) implements TypePattern {
        public Sized {
            sizes = List.copyOf(sizes);
        }

        @Override
        public String toString() {
            return family.spelling(sizes.stream().map(Size::toString).toList());
        }
    }

    /** One number of a sized type: a literal, or the variable of this name. */
    record Size(OptionalLong literal, String variable) {
        @Override
        public String toString() {
            return literal.isPresent() ? Long.toString(literal.getAsLong()) : variable;
        }
    }

    /** A type made of types: {@code array}, {@code map}, {@code row}, or a named type with a type inside. */
    record Structure(String name, List<TypePattern> parameters) implements TypePattern {
        public Structure {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            return name + listed(parameters, ", ");
        }
    }

    /** A lambda: {@code function(T,boolean)}, the result last. */
    record Lambda(List<TypePattern> arguments, TypePattern result) implements TypePattern {
        public Lambda {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return "function"
                    + listed(
                            Stream.concat(arguments.stream(), Stream.of(result)).toList(), ",");
        }
    }

    /** Any type, and not the same one each time: the further arguments of {@code format}. */
    record Anything() implements TypePattern {
        @Override
        public String toString() {
            return "any";
        }
    }

    private static String listed(List<TypePattern> patterns, String separator) {
        return patterns.stream().map(TypePattern::toString).collect(Collectors.joining(separator, "(", ")"));
    }
}
