package io.graphc.plan.lineage;

/**
 * A column of a source, seed or model, or a property, key or end of an element type; or, under the name {@link #ROWS}, the
 * rows of one of them as a whole.
 *
 * @param owner the id of what has the column
 */
public record ColumnId(String owner, String column) {
    /** Stands for the rows of the owner. */
    public static final String ROWS = "*";

    public static ColumnId rowsOf(String owner) {
        return new ColumnId(owner, ROWS);
    }

    public boolean isRows() {
        return column.equals(ROWS);
    }

    @Override
    public String toString() {
        return owner + "." + column;
    }
}
