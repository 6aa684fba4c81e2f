package io.graphc.runtime.engine;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Objects;

/** Any cursor, seen as a direct one; converts value by value. */
final class ConvertingCursor extends ForwardingCursor<RowCursor> {
    private static final long MICROS_PER_SECOND = 1_000_000;

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
        Object value = value(column);
        LocalDateTime time = value instanceof OffsetDateTime instant
                ? instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) value;
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND),
                time.getLong(ChronoField.MICRO_OF_SECOND));
    }

    private Object value(int column) {
        return Objects.requireNonNull(rows.getValue(column));
    }
}
