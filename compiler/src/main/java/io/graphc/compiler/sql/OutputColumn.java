package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.source.Origin;
import java.util.List;

/**
 * A column that a query yields.
 *
 * @param column name, type and whether it can be null; a column without a name has the one Trino gives it, {@code _col0}
 * @param place the select item it comes from
 * @param named true when the query itself names it
 * @param lineage the columns whose values it is computed from, sorted by first use; empty for a constant
 */
public record OutputColumn(Column column, Origin place, boolean named, List<ColumnOrigin> lineage) {
    public OutputColumn {
        lineage = List.copyOf(lineage);
    }
}
