package io.graphc.runtime.engine;

/** A cursor that asks another direct one; what differs is overridden. Not safe to share between threads. */
public abstract class ForwardingDirectCursor extends ForwardingCursor<DirectRowCursor> {
    protected ForwardingDirectCursor(DirectRowCursor rows) {
        super(rows);
    }

    @Override
    public int textLength(int column) {
        return rows.textLength(column);
    }

    @Override
    public void copyText(int column, byte[] target, int offset) {
        rows.copyText(column, target, offset);
    }

    @Override
    public long getEpochDay(int column) {
        return rows.getEpochDay(column);
    }

    @Override
    public long getEpochMicros(int column) {
        return rows.getEpochMicros(column);
    }
}
