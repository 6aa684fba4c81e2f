package io.graphc.compiler.sql.calcite;

/** How a sort key of a function or window sorts; Trino puts nulls last where nothing is written, in both directions. */
public record SortOrder(boolean descending, boolean nullsFirst) {
    @Override
    public String toString() {
        return (descending ? "desc" : "asc") + (nullsFirst ? " nulls first" : "");
    }
}
