package io.graphc.plan.fact;

/** A column of a relation of the project; the relation by its label: the model's name, {@code source.table}. */
public record TableColumn(String table, String column) {
    // Written out since facts compare thousands of these: the comparison that Java makes for records goes through
    // method
    // handles, which the JVM's first compiler does not compile well.
    @Override
    public boolean equals(Object other) {
        return other instanceof TableColumn that && column.equals(that.column) && table.equals(that.table);
    }

    @Override
    public int hashCode() {
        return 31 * table.hashCode() + column.hashCode();
    }
}
