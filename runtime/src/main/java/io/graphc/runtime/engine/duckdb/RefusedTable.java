package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of the rows of an element type that the graph target refused, as statements of DuckDB. */
record RefusedTable(ElementPlan element) {
    private static final int ROWS_AT_ONCE = 500;

    /** Statements that put rows of an id and a reason in the place of what is there. */
    List<String> fill(List<List<String>> rows) {
        String table = element.query().refused().quoted();
        List<String> statements = new ArrayList<>();
        statements.add("DROP TABLE IF EXISTS " + table);
        statements.add("CREATE TABLE " + table + " (" + RelationName.quote(ElementQuery.ID) + " VARCHAR, "
                + RelationName.quote(ElementQuery.DETAIL) + " VARCHAR)");
        for (int i = 0; i < rows.size(); i += ROWS_AT_ONCE) {
            statements.add("INSERT INTO " + table + " VALUES "
                    + rows.subList(i, Math.min(rows.size(), i + ROWS_AT_ONCE)).stream()
                            .map(row ->
                                    row.stream().map(SqlLiterals::literal).collect(Collectors.joining(", ", "(", ")")))
                            .collect(Collectors.joining(", ")));
        }
        return statements;
    }

    String drop() {
        return "DROP TABLE " + element.query().refused().quoted();
    }
}
