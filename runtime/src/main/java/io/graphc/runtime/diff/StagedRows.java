package io.graphc.runtime.diff;

import io.graphc.plan.RelationName;
import java.util.List;

/**
 * How many rows of an element type are staged.
 *
 * @param rows all of them
 * @param made those of them that are nodes without a row of their own, since relationships make them
 * @param madeIn tables of the ids of these, in the column {@code ~id}, each id once
 */
public record StagedRows(long rows, long made, List<RelationName> madeIn) {
    public StagedRows {
        madeIn = List.copyOf(madeIn);
    }

    /** So many rows, none of them made. */
    public static StagedRows of(long rows) {
        return new StagedRows(rows, 0, List.of());
    }
}
