package io.graphc.runtime.emit;

import io.graphc.plan.Column;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.ForwardingDirectCursor;
import io.graphc.runtime.engine.RowCursor;
import java.util.List;

/**
 * Rows of an element query of which it is known which properties changed. A writer that can make use of that asks {@link
 * #isChanged}; to all others it is a cursor like any. Not safe to share between threads.
 */
public final class ChangedRows extends ForwardingDirectCursor {
    private final List<Column> columns;
    private final int firstProperty;
    private String marks = "";

    /**
     * Rows that end with a column of marks, which is hidden.
     *
     * @param rows their last column is a text with a {@code 1} for every changed property and a {@code 0} for every other;
     *     the empty text stands for none
     * @param firstProperty the index of the column of the first property
     */
    public ChangedRows(RowCursor rows, int firstProperty) {
        super(DirectRowCursor.of(rows));
        this.columns = List.copyOf(rows.columns().subList(0, rows.columns().size() - 1));
        this.firstProperty = firstProperty;
    }

    /** Whether the property in this column may differ from what the target holds for the current row's element. */
    public boolean isChanged(int column) {
        int at = column - firstProperty;
        return at < marks.length() && marks.charAt(at) == '1';
    }

    /** Whether the target may hold the current row's element; a type without properties cannot tell. */
    public boolean mayBeThere() {
        return !marks.isEmpty() || columns.size() <= firstProperty;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        boolean there = rows.next();
        marks = there ? rows.getText(columns.size()) : "";
        return there;
    }
}
