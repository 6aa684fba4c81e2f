package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor that asks another one; what differs is overridden. Not safe to share between threads.
 *
 * @param <C> the kind of the other cursor
 */
public abstract class ForwardingCursor<C extends RowCursor> implements DirectRowCursor {
    protected final C rows;

    protected ForwardingCursor(C rows) {
        this.rows = rows;
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() {
        return rows.next();
    }

    @Override
    public boolean isNull(int column) {
        return rows.isNull(column);
    }

    @Override
    public boolean getBoolean(int column) {
        return rows.getBoolean(column);
    }

    @Override
    public long getLong(int column) {
        return rows.getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return rows.getDouble(column);
    }

    @Override
    public String getText(int column) {
        return rows.getText(column);
    }

    @Override
    public @Nullable Object getValue(int column) {
        return rows.getValue(column);
    }

    @Override
    public void close() {
        rows.close();
    }
}
