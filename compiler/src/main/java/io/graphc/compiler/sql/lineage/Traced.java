package io.graphc.compiler.sql.lineage;

import java.util.ArrayList;
import java.util.List;

/** What the columns of a query depend on, and what decides its rows. */
record Traced(List<SourceSet> columns, SourceSet rows) {
    static Traced empty() {
        return new Traced(new ArrayList<>(), new SourceSet());
    }

    /** The set of a column, added where there is none yet. */
    SourceSet column(int index) {
        while (columns.size() <= index) {
            columns.add(new SourceSet());
        }
        return columns.get(index);
    }

    /** Adds another query's columns to those in the same places. */
    void addColumns(Traced other) {
        for (int i = 0; i < other.columns.size(); i++) {
            column(i).addAll(other.columns.get(i));
        }
    }

    boolean sameAs(Traced other) {
        return rows.sorted().equals(other.rows.sorted())
                && columns.stream()
                        .map(SourceSet::sorted)
                        .toList()
                        .equals(other.columns.stream().map(SourceSet::sorted).toList());
    }
}
