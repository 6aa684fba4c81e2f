package io.graphc.runtime.engine;

import io.graphc.plan.RelationName;

/**
 * The rows of an element type as they were loaded last, in a table with the columns of its query, {@link RowHash#COLUMN}, and
 * {@link #WRITTEN}; its ids are unique.
 *
 * @param rows how many there are
 */
public record FormerRows(RelationName table, long rows) {
    /** The column with the instant at which a row was loaded last. */
    public static final String WRITTEN = "~written";
}
