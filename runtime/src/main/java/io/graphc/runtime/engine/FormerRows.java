package io.graphc.runtime.engine;

import io.graphc.plan.RelationName;

/**
 * The rows of an element type as they were loaded last, in a table with the columns of its query and {@link RowHash#COLUMN}; its ids
 * are unique.
 *
 * @param rows how many there are
 */
public record FormerRows(RelationName table, long rows) {}
