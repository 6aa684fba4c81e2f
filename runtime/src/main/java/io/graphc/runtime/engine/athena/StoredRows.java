package io.graphc.runtime.engine.athena;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.ForwardingDirectCursor;
import io.graphc.runtime.engine.UtcTime;
import io.graphc.runtime.engine.warehouse.StagedColumn;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows as staged tables hold them, each value given as its column is read: what was stored as text for lack of a type is that
 * type again. Not safe to share between threads.
 */
final class StoredRows extends ForwardingDirectCursor {
    private final List<StagedColumn> columns;

    StoredRows(DirectRowCursor rows, List<StagedColumn> columns) {
        super(rows);
        this.columns = columns;
    }

    /** Whether a column is stored otherwise than it is read. */
    static boolean isNeeded(List<StagedColumn> columns) {
        return columns.stream()
                .anyMatch(column -> differs(column.storedType(), column.column().type()));
    }

    private static boolean differs(SqlType stored, SqlType read) {
        if (stored instanceof SqlType.Array array) {
            return !(read instanceof SqlType.Array elements) || differs(array.element(), elements.element());
        }
        return isText(stored) ? !isText(read) : read == SqlTypes.TINYINT || read == SqlTypes.SMALLINT;
    }

    private static boolean isText(SqlType type) {
        return SqlTypes.isText(type) || type == SqlTypes.ANY || type == SqlTypes.UNKNOWN;
    }

    private boolean differs(int column) {
        StagedColumn staged = columns.get(column);
        return differs(staged.storedType(), staged.column().type());
    }

    @Override
    public @Nullable Object getValue(int column) {
        Object stored = rows.getValue(column);
        return stored == null || !differs(column)
                ? stored
                : read(columns.get(column).column().type(), stored);
    }

    private static Object read(SqlType type, Object stored) {
        if (type instanceof SqlType.Array array && stored instanceof List<?> elements) {
            List<@Nullable Object> values = new ArrayList<>();
            elements.forEach(element -> values.add(element == null ? null : read(array.element(), element)));
            return values;
        }
        if (stored instanceof Number number) {
            return type == SqlTypes.TINYINT ? (Object) number.byteValue() : (Object) number.shortValue();
        }
        return toMillisecond(ValueText.read(type, (String) stored));
    }

    /** What a result has of a time: milliseconds. The same row must not have two values, by the way that it is read. */
    private static Object toMillisecond(Object value) {
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.truncatedTo(ChronoUnit.MILLIS);
        }
        if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MILLIS);
        }
        return value instanceof OffsetDateTime instant ? instant.truncatedTo(ChronoUnit.MILLIS) : value;
    }

    @Override
    public long getEpochMicros(int column) {
        return differs(column) ? UtcTime.micros(Objects.requireNonNull(getValue(column))) : rows.getEpochMicros(column);
    }
}
