package io.graphc.plan;

import java.util.Locale;

/**
 * What a column has to do with a result. The first three decide a value, each stronger than the one before; the others
 * decide which rows there are. Described in docs/reference/lineage.md; the words are in artifacts and never change.
 */
public enum LineageKind {
    /** The value as it is, perhaps under another name. */
    COPIED,
    /** A value computed from values of one row: an expression, a cast, an element of an array. */
    TRANSFORMED,
    /** A value computed from several rows: an aggregate or window function, with its filter, partition and sort keys. */
    AGGREGATED,
    /** The column is in a condition on rows: WHERE, HAVING, EXISTS, INTERSECT, EXCEPT. */
    FILTERED,
    /** The column is in a join's condition, or is unnested beside the rows it stands in. */
    JOINED,
    /** The column tells groups apart: GROUP BY, DISTINCT, UNION without ALL. */
    GROUPED,
    /** The column sorts rows of which LIMIT, OFFSET or FETCH keeps a part. */
    SORTED,
    /** The rows of a relation decide the values in its columns and the rows of what reads it. */
    ROWS,
    /** The query could not be analysed, so anything may depend on the column. */
    UNKNOWN;

    /** How it is called in artifacts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it is said to people: {@code filtered on}. */
    public String phrase() {
        return switch (this) {
            case FILTERED, JOINED -> word() + " on";
            case GROUPED, SORTED -> word() + " by";
            case COPIED, TRANSFORMED, AGGREGATED, ROWS, UNKNOWN -> word();
        };
    }

    /** True for those that decide a value, not which rows there are. */
    public boolean decidesValues() {
        return compareTo(AGGREGATED) <= 0;
    }

    /** What a column has to do with a result that it reaches through another one. */
    public LineageKind through(LineageKind inner) {
        if (!inner.decidesValues()) {
            return inner;
        }
        return !decidesValues() || compareTo(inner) > 0 ? this : inner;
    }
}
