package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Value;

/**
 * Cuts the rows of an element type into batches by their number and size. Relationships come sorted by their end; those with
 * one end stay in one batch as far as it goes, so that batches which run side by side seldom wait for the same node. Not
 * safe to share between threads.
 */
final class RowBatches {
    /** A batch ends early when its texts reach this, so that long texts do not fill the heap here or on the server. */
    private static final long MAX_BYTES = 8L << 20;

    /** How much longer than asked for a batch may get, to keep relationships with one end together. */
    private static final double STRETCH = 1.2;

    private static final int END = 2;

    private final RowCursor rows;
    private final RowValues values;
    private final int size;
    private final boolean relationships;
    private boolean more;

    RowBatches(ElementPlan element, RowCursor rows, int size) {
        this.rows = rows;
        this.values = new RowValues(element, rows);
        this.size = size;
        this.relationships = element instanceof RelationshipPlan;
        if (rows.columns().size() != values.columns()) {
            throw new GraphcBugException(
                    element.id() + " has " + rows.columns().size() + " columns, its plan " + values.columns());
        }
        this.more = rows.next();
    }

    /** The next batch; empty after the last one. */
    List<Value> next() {
        List<Value> batch = new ArrayList<>();
        long bytes = 0;
        String end = "";
        while (more && !isFull(batch.size(), bytes, end)) {
            batch.add(values.row());
            bytes += values.lastSize();
            // Only the last row of a full batch is compared with the next one.
            end = relationships && batch.size() >= size ? rows.getText(END) : "";
            more = rows.next();
        }
        return batch;
    }

    private boolean isFull(int count, long bytes, String end) {
        if (bytes >= MAX_BYTES || count >= size * STRETCH) {
            return true;
        }
        return count >= size && !(relationships && rows.getText(END).equals(end));
    }
}
