package io.graphc.plan;

import java.util.Locale;

/** How many values a property holds. */
public enum Cardinality {
    SINGLE,
    /** Several values in order; equal ones are kept where the target can. */
    LIST,
    /** Several distinct values without order. */
    SET;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
