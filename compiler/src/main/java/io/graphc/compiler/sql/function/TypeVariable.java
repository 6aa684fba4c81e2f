package io.graphc.compiler.sql.function;

import java.util.List;

/**
 * A type variable of a signature and what a type must be able to do to stand for it. Immutable.
 *
 * @param rowOnly only a row type fits
 * @param castableTo types that it must be castable to
 * @param castableFrom types that must be castable to it
 */
public record TypeVariable(
        String name,
        boolean comparable,
        boolean orderable,
        boolean rowOnly,
        List<TypePattern> castableTo,
        List<TypePattern> castableFrom) {
    public TypeVariable {
        castableTo = List.copyOf(castableTo);
        castableFrom = List.copyOf(castableFrom);
    }
}
