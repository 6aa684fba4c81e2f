package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.ChangedRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.function.Function;

/** Reads what a load that has begun is to write and to delete. One thread uses it. */
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

    /** All rows of an element type that are to be written. */
    public RowCursor all(ElementDifference difference, ElementPlan staged) {
        return difference.element().values().size() == staged.values().size()
                ? engine.staged(staged)
                : rows(difference, Change.INSERT, Change.UPDATE, Change.MOVE);
    }

    /** The rows that the target does not have. */
    public RowCursor inserts(ElementDifference difference, ElementPlan staged) {
        // A first load needs no look at the state, and the staged table can be read in the fastest way there is.
        boolean first = difference.held() == 0
                && difference.inserts() == difference.rows()
                && sql(staged).pendingShape().isEmpty();
        return first ? all(difference, staged) : rows(difference, Change.INSERT);
    }

    /** The rows that the target has otherwise, those that move aside. */
    public RowCursor updates(ElementDifference difference) {
        return rows(difference, Change.UPDATE);
    }

    /** The rows of relationships that were deleted to be made again with other ends. */
    public RowCursor moves(ElementDifference difference) {
        return rows(difference, Change.MOVE);
    }

    private RowCursor rows(ElementDifference difference, Change... changes) {
        int keys = difference.element() instanceof NodePlan ? 1 : 3;
        return new ChangedRows(engine.query(sql(difference.element()).rows(changes)), keys);
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
