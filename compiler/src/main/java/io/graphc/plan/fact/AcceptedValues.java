package io.graphc.plan.fact;

import io.graphc.plan.Proof;
import java.util.List;
import java.util.TreeSet;

/**
 * The values that a column has at most, nulls aside.
 *
 * @param values texts as they are, integers and booleans as Trino prints them; sorted
 */
public record AcceptedValues(List<String> values, Proof proof) {
    public AcceptedValues {
        values = List.copyOf(new TreeSet<>(values));
    }

    /** The values of either. */
    public AcceptedValues or(AcceptedValues other) {
        TreeSet<String> all = new TreeSet<>(values);
        all.addAll(other.values);
        return new AcceptedValues(List.copyOf(all), proof.and(other.proof));
    }

    /** True where the two have no value in common. */
    public boolean isApartFrom(AcceptedValues other) {
        return values.stream().noneMatch(other.values::contains);
    }
}
