package io.graphc.plan;

import java.util.Comparator;

/**
 * A column that something depends on.
 *
 * @param relation id of the model, source or seed that has the column
 * @param column its name; {@link #EVERY} for all columns of the relation
 */
public record LineageSource(String relation, String column, LineageKind kind) implements Comparable<LineageSource> {
    /** Stands for all columns of a relation. */
    public static final String EVERY = "*";

    private static final Comparator<LineageSource> ORDER = Comparator.comparing(LineageSource::kind)
            .thenComparing(LineageSource::relation)
            .thenComparing(LineageSource::column);

    @Override
    public int compareTo(LineageSource other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + " " + relation + "." + column;
    }
}
