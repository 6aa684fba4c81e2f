package io.graphc.plan.fact;

/**
 * How many rows there are.
 *
 * @param most {@link #UNBOUNDED} where no limit is known
 */
public record RowBounds(long least, long most) {
    /** Stands for any number of rows. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /** Nothing is known. */
    public static final RowBounds ANY = new RowBounds(0, UNBOUNDED);

    /** Exactly one row. */
    public static final RowBounds ONE = new RowBounds(1, 1);

    /** The rows that a condition leaves. */
    public RowBounds filtered() {
        return new RowBounds(0, most);
    }

    public RowBounds limited(long limit) {
        return new RowBounds(Math.min(least, limit), Math.min(most, limit));
    }

    public RowBounds plus(RowBounds other) {
        return new RowBounds(sum(least, other.least), sum(most, other.most));
    }

    public RowBounds times(RowBounds other) {
        return new RowBounds(product(least, other.least), product(most, other.most));
    }

    private static long sum(long one, long other) {
        return one > UNBOUNDED - other ? UNBOUNDED : one + other;
    }

    private static long product(long one, long other) {
        if (one == 0 || other == 0) {
            return 0;
        }
        return one > UNBOUNDED / other ? UNBOUNDED : one * other;
    }
}
