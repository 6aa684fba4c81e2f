package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;

/**
 * A constraint of a model or column, as dbt's contracts write it.
 *
 * @param type {@code not_null}, {@code unique}, {@code primary_key}, {@code foreign_key}, {@code check} or {@code custom}
 * @param columns the columns it names; empty for a constraint written at its column
 */
public record ConstraintSpec(Located<String> type, List<Located<String>> columns) {
    public ConstraintSpec {
        columns = List.copyOf(columns);
    }
}
