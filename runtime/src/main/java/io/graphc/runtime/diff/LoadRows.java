package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.ChangedRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.RowsQuery;
import java.util.function.Function;

/**
 * Reads what a load that has begun is to write and to delete. One thread uses it; rows in shares may then be read by several.
 */
public final class LoadRows {
    private final QueryEngine engine;
    private final Function<ElementPlan, DiffSql> compared;

    LoadRows(QueryEngine engine, Function<ElementPlan, DiffSql> compared) {
        this.engine = engine;
        this.compared = compared;
    }

    private DiffSql sql(ElementPlan element) {
        return compared.apply(element);
    }

    /**
     * All rows of an element type that are to be written.
     *
     * @param several whether they may come in several shares, in no order
     */
    public RowShares all(ElementDifference difference, ElementPlan staged, boolean several) {
        if (difference.element().values().size() != staged.values().size()) {
            return rows(
                    difference,
                    difference.rows(),
                    several,
                    Change.INSERT,
                    Change.UPDATE,
                    Change.PLACEHOLDER,
                    Change.MOVE);
        }
        return several ? engine.stagedShares(staged, difference.rows()) : RowShares.of(() -> engine.staged(staged));
    }

    /** The rows that the target does not have. */
    public RowShares inserts(ElementDifference difference, ElementPlan staged, boolean several) {
        // A first load needs no look at the state, and the staged table can be read in the fastest way there is.
        boolean first = difference.held() == 0
                && difference.inserts() == difference.rows()
                && sql(staged).pendingShape().isEmpty();
        return first
                ? all(difference, staged, several)
                : rows(difference, difference.inserts(), several, Change.INSERT);
    }

    /** The rows that the target has otherwise, those that move aside. */
    public RowShares updates(ElementDifference difference, boolean several) {
        return rows(difference, difference.updates() - difference.moves(), several, Change.UPDATE, Change.PLACEHOLDER);
    }

    /** The rows of relationships that were deleted to be made again with other ends. */
    public RowShares moves(ElementDifference difference, boolean several) {
        return rows(difference, difference.moves(), several, Change.MOVE);
    }

    private RowShares rows(ElementDifference difference, long count, boolean several, Change... changes) {
        RowsQuery query = sql(difference.element()).rows(changes);
        RowShares rows = several ? engine.queryShares(query, count) : RowShares.of(() -> engine.query(query));
        int keys = difference.element() instanceof NodePlan ? 1 : 3;
        return rows.seenAs(share -> new ChangedRows(share, keys));
    }

    /** The relationships that are to be deleted before they are made again. */
    public RowCursor moved(ElementDifference difference) {
        return engine.query(sql(difference.element()).ids(Change.MOVE));
    }

    /** The elements that are to be deleted. */
    public RowCursor deletes(ElementDifference difference) {
        return engine.query(sql(difference.element()).ids(Change.DELETE, Change.LEFTOVER));
    }
}
