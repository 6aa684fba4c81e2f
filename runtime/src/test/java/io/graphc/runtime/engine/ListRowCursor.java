package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that a test holds in lists. */
public final class ListRowCursor implements RowCursor {
    private final List<Column> columns;
    private final Iterator<? extends List<? extends @Nullable Object>> rows;
    private List<? extends @Nullable Object> row = List.of();

    public ListRowCursor(List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows.iterator();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (rows.hasNext()) {
            row = rows.next();
            return true;
        }
        return false;
    }

    @Override
    public boolean isNull(int column) {
        return row.get(column) == null;
    }

    @Override
    public boolean getBoolean(int column) {
        return (Boolean) value(column);
    }

    @Override
    public long getLong(int column) {
        return ((Number) value(column)).longValue();
    }

    @Override
    public double getDouble(int column) {
        return ((Number) value(column)).doubleValue();
    }

    @Override
    public String getText(int column) {
        return (String) value(column);
    }

    private Object value(int column) {
        return Objects.requireNonNull(row.get(column));
    }

    @Override
    public @Nullable Object getValue(int column) {
        return row.get(column);
    }

    @Override
    public void close() {}
}
