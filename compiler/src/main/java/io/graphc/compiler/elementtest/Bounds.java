package io.graphc.compiler.elementtest;

import java.util.OptionalLong;

/** The least and the greatest number that are right; at least one of them is there. */
record Bounds(OptionalLong min, OptionalLong max) {
    /** The condition that a number is wrong. */
    String broken(String number) {
        String few = min.isPresent() ? number + " < " + min.getAsLong() : "";
        String many = max.isPresent() ? number + " > " + max.getAsLong() : "";
        return few.isEmpty() || many.isEmpty() ? few + many : "(" + few + " OR " + many + ")";
    }

    /** Whether nothing at all is too few. */
    boolean refusesNone() {
        return min.isPresent() && min.getAsLong() > 0;
    }
}
