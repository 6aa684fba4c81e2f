package io.graphc.runtime.emit;

import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.ForwardingDirectCursor;
import io.graphc.runtime.engine.RowCursor;
import java.util.function.LongConsumer;

/** Rows that tell, now and then, how many of them were read. Not safe to share between threads. */
public final class CountedRows extends ForwardingDirectCursor {
    private static final int STRIDE = 4096;

    private final LongConsumer read;
    private long count;

    /**
     * Rows to count.
     *
     * @param read is told the number of rows so far, on the thread that reads them
     */
    public CountedRows(RowCursor rows, LongConsumer read) {
        super(DirectRowCursor.of(rows));
        this.read = read;
    }

    @Override
    public boolean next() {
        boolean there = rows.next();
        if (there && ++count % STRIDE == 0) {
            read.accept(count);
        }
        return there;
    }
}
