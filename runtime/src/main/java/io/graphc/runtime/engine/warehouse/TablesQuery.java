package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.RowsQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * A query over tables that graphc made, which passes on their values as they are stored.
 *
 * @param what names its rows in messages
 * @param tables each of them is called {@link #name} in the text and has the columns' own names there
 * @param sql in words that Trino and DuckDB share
 * @param columns what it gives
 */
public record TablesQuery(String what, List<StagedTable> tables, String sql, List<StagedColumn> columns) {
    public TablesQuery {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
    }

    /** What a table is called, by its place among the others. */
    public static String name(int table) {
        return "table_" + table;
    }

    /** All rows of a table. */
    static TablesQuery all(String what, StagedTable table, String order) {
        return new TablesQuery(
                what, List.of(table), "SELECT * FROM " + RelationName.quote(name(0)) + order, table.columns());
    }

    static TablesQuery of(RowsQuery query, StagedNames names) {
        StagedTable given = StagedTable.of(query.element().query().staged(), query.columns());
        return of("`" + query.element().name() + "`", query.sorted(), given.columns(), names);
    }

    /** A query in which tables have the names that they have in the warehouse. */
    static TablesQuery of(String what, String engineSql, List<StagedColumn> columns, StagedNames names) {
        List<StagedTable> tables = new ArrayList<>();
        String sql = names.replaceIn(engineSql, table -> {
            int known = tables.indexOf(table);
            if (known < 0) {
                tables.add(table);
            }
            return RelationName.quote(name(known < 0 ? tables.size() - 1 : known));
        });
        return new TablesQuery(what, tables, sql, columns);
    }
}
