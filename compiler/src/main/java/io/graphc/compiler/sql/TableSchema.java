package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.plan.fact.RelationFacts;
import java.util.List;
import java.util.Optional;

/**
 * A relation as a query sees it.
 *
 * @param id how lineage calls it: the id of the model, seed or source
 * @param label how messages call it: the model's name, {@code source.table}
 * @param facts what is known of its rows
 * @param standIn the common table expression that a query for DuckDB reads in its place
 */
public record TableSchema(
        String id, String label, List<Column> columns, RelationFacts facts, Optional<String> standIn) {
    public TableSchema {
        columns = List.copyOf(columns);
    }

    public TableSchema(String id, String label, List<Column> columns, RelationFacts facts) {
        this(id, label, columns, facts, Optional.empty());
    }

    /** A relation that has no id but its label, and of whose rows nothing is known. */
    public TableSchema(String label, List<Column> columns) {
        this(label, label, columns, RelationFacts.NONE);
    }
}
