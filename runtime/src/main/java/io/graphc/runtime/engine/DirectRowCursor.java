package io.graphc.runtime.engine;

/**
 * A cursor that also gives text as UTF-8 bytes and times as numbers, so that a writer of files makes no object per value.
 * An engine implements it where it holds its values that way; {@link #of} gives it for every other cursor. The typed
 * getters may only be called for a column that is not null in the current row.
 */
public interface DirectRowCursor extends RowCursor {
    /** The number of UTF-8 bytes of a varchar or char value. */
    int textLength(int column);

    /** Copies the UTF-8 bytes of a varchar or char value into an array with room for {@link #textLength} bytes. */
    void copyText(int column, byte[] target, int offset);

    /** A date value as days since 1970-01-01. */
    long getEpochDay(int column);

    /**
     * A timestamp value as microseconds since 1970-01-01T00:00Z, rounded down; one without a zone is taken as if it were
     * in UTC.
     */
    long getEpochMicros(int column);

    /** The cursor itself where it is direct already, otherwise a view of it that converts; closing one closes both. */
    static DirectRowCursor of(RowCursor rows) {
        return rows instanceof DirectRowCursor direct ? direct : new ConvertingCursor(rows);
    }
}
