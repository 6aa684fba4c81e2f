package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import java.util.List;
import java.util.Optional;

/** A table or view as the warehouse knows it, its columns in order and with the types that they have there. */
public record TableDescription(Kind kind, List<Column> columns) {
    public TableDescription {
        columns = List.copyOf(columns);
    }

    /** What a relation is. */
    public enum Kind {
        TABLE,
        VIEW
    }

    /** The column of a name; letter case is ignored, as warehouses do. */
    public Optional<Column> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
