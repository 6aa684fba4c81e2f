package io.graphc.runtime.engine;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;

/** Any cursor, seen as a direct one; converts value by value. */
final class ConvertingCursor extends ForwardingCursor<RowCursor> {
    private byte[] text = {};
    private int textColumn = -1;

    ConvertingCursor(RowCursor rows) {
        super(rows);
    }

    @Override
    public boolean next() {
        textColumn = -1;
        return rows.next();
    }

    @Override
    public int textLength(int column) {
        return text(column).length;
    }

    @Override
    public void copyText(int column, byte[] target, int offset) {
        byte[] bytes = text(column);
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    private byte[] text(int column) {
        if (textColumn != column) {
            text = rows.getText(column).getBytes(StandardCharsets.UTF_8);
            textColumn = column;
        }
        return text;
    }

    @Override
    public long getEpochDay(int column) {
        return ((LocalDate) value(column)).toEpochDay();
    }

    @Override
    public long getEpochMicros(int column) {
        return UtcTime.micros(value(column));
    }

    private Object value(int column) {
        return Objects.requireNonNull(rows.getValue(column));
    }
}
