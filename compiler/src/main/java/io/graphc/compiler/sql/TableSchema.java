package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import java.util.List;

/**
 * A relation as a query sees it.
 *
 * @param label how messages and lineage call it: the model's name, {@code source.table}
 */
public record TableSchema(String label, List<Column> columns) {
    public TableSchema {
        columns = List.copyOf(columns);
    }
}
