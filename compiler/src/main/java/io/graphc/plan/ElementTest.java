package io.graphc.plan;

import java.util.Optional;

/**
 * How a test of elements runs on their staged rows, before they are written. Immutable.
 *
 * @param count what tells cheaply whether anything fails; without it the query is counted
 * @param maxIncrease for {@link Method#CHANGE}, how many more elements there may be than after the last load
 * @param maxDecrease for {@link Method#CHANGE}, how many fewer
 */
public record ElementTest(
        Method method,
        Optional<CheckCount> count,
        Optional<RejectLimit> maxIncrease,
        Optional<RejectLimit> maxDecrease) {
    /** The rows of the test's query are its failures. */
    public static final ElementTest ROWS =
            new ElementTest(Method.ROWS, Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The relationships that the test's query yields must form no cycle. Its columns are {@code start} and {@code end}, the
     * numbers of the nodes at both ends, counted from 1, and {@code key}, the id of the start.
     */
    public static final ElementTest CYCLES =
            new ElementTest(Method.CYCLES, Optional.empty(), Optional.empty(), Optional.empty());

    /** The number of elements is compared with that after the last load. */
    public static ElementTest change(Optional<RejectLimit> maxIncrease, Optional<RejectLimit> maxDecrease) {
        return new ElementTest(Method.CHANGE, Optional.empty(), maxIncrease, maxDecrease);
    }

    ElementTest withCount(CheckCount value) {
        return new ElementTest(method, Optional.of(value), maxIncrease, maxDecrease);
    }

    /** The ways in which a test of elements comes to its failures. */
    public enum Method {
        ROWS,
        CYCLES,
        CHANGE
    }
}
