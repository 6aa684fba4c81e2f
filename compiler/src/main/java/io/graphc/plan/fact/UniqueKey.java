package io.graphc.plan.fact;

import io.graphc.plan.Proof;
import java.util.List;
import java.util.TreeSet;

/**
 * No two rows in which none of the columns is null agree in all of them, as a {@code unique} test means it. Without columns:
 * there is at most one row.
 *
 * @param columns names in lower case, sorted
 */
public record UniqueKey(List<String> columns, Proof proof) {
    public UniqueKey {
        columns = List.copyOf(new TreeSet<>(columns));
    }
}
