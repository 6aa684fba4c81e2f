package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * A constraint of a model or column, as dbt's contracts write it.
 *
 * @param type {@code not_null}, {@code unique}, {@code primary_key}, {@code foreign_key}, {@code check} or {@code custom}
 * @param columns the columns it names; empty for a constraint written at its column
 * @param to of a foreign key: the relation that it leads to, as written
 * @param toColumns of a foreign key: the columns of that relation
 * @param expression of a check: the condition that all rows meet
 * @param warned whether it is told where nothing enforces it
 */
public record ConstraintSpec(
        Located<String> type,
        List<Located<String>> columns,
        Optional<Located<MappedText>> to,
        List<Located<String>> toColumns,
        Optional<Located<MappedText>> expression,
        boolean warned) {
    public ConstraintSpec {
        columns = List.copyOf(columns);
        toColumns = List.copyOf(toColumns);
    }
}
