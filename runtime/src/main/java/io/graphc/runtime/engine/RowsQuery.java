package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import java.util.List;

/**
 * A query over staged rows whose columns are known, so that an engine may have its rows written to files and read them there.
 *
 * @param element the type that it gives rows of
 * @param unsorted the query without an order
 * @param order what follows it for rows in the order in which they are written
 * @param columns what it gives
 */
public record RowsQuery(ElementPlan element, String unsorted, String order, List<Column> columns) {
    public RowsQuery {
        columns = List.copyOf(columns);
    }

    /** The query with its order. */
    public String sorted() {
        return unsorted + order;
    }
}
