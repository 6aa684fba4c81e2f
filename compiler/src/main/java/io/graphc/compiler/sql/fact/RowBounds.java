package io.graphc.compiler.sql.fact;

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

    static final RowBounds ONE = new RowBounds(1, 1);

    /** The rows that a condition leaves. */
    RowBounds filtered() {
        return new RowBounds(0, most);
    }

    RowBounds limited(long limit) {
        return new RowBounds(Math.min(least, limit), Math.min(most, limit));
    }

    RowBounds plus(RowBounds other) {
        return new RowBounds(sum(least, other.least), sum(most, other.most));
    }

    RowBounds times(RowBounds other) {
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
