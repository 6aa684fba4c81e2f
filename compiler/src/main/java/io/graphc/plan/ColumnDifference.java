package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * A declared column that is not as declared where the rows of a source are.
 *
 * @param column its declared name
 * @param actual its type there; empty when there is no such column
 * @param where what was looked at, as a message names it
 * @param there the names of the columns that there are
 */
public record ColumnDifference(String column, Optional<SqlType> actual, String where, List<String> there) {
    public ColumnDifference {
        there = List.copyOf(there);
    }
}
