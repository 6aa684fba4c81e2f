package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.Column;
import io.graphc.runtime.engine.RowCursor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.Datum;

/** The rows of a query's result, each value of the type of its column. */
final class ResultCursor implements RowCursor {
    private final ResultPages pages;
    private final List<Column> columns;
    private List<Datum> row = List.of();

    /**
     * A cursor before the first row.
     *
     * @param columns the types to read values as; arrays must come as JSON
     */
    ResultCursor(ResultPages pages, List<Column> columns) {
        this.pages = pages;
        this.columns = List.copyOf(columns);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (!pages.hasNext()) {
            return false;
        }
        row = pages.next();
        return true;
    }

    /** A null has no text; an empty text has one. */
    @Override
    public boolean isNull(int column) {
        return column >= row.size() || row.get(column).varCharValue() == null;
    }

    private String text(int column) {
        return Objects.requireNonNull(row.get(column).varCharValue());
    }

    @Override
    public boolean getBoolean(int column) {
        return Boolean.parseBoolean(text(column));
    }

    @Override
    public long getLong(int column) {
        return Long.parseLong(text(column));
    }

    @Override
    public double getDouble(int column) {
        return Double.parseDouble(text(column));
    }

    @Override
    public String getText(int column) {
        return text(column);
    }

    @Override
    public @Nullable Object getValue(int column) {
        if (isNull(column)) {
            return null;
        }
        Column read = columns.get(column);
        try {
            return ValueText.read(read.type(), text(column));
        } catch (RuntimeException e) {
            throw new GraphcBugException("column `" + read.name() + "` of type " + read.type(), e);
        }
    }

    /** Athena keeps results without being asked to. */
    @Override
    public void close() {
        row = List.of();
    }
}
