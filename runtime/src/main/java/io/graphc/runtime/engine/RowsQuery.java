package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import java.util.List;

/**
 * A query over staged rows and tables of the state whose columns are known, so that an engine may have its rows written to
 * files and read them there, or read the files of the tables. It passes on the values of columns as they are; only texts are
 * compared, by means that Trino and DuckDB share.
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
