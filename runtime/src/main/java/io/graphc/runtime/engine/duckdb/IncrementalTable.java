package io.graphc.runtime.engine.duckdb;

import static io.graphc.runtime.engine.IncrementalSql.OLD;

import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.BatchRows;
import io.graphc.runtime.engine.IncrementalSql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of an incremental model that is there: takes in the rows of a query. All of it happens in one transaction, so
 * that readers see the old rows or the new ones, and a run that fails leaves the old ones.
 */
final class IncrementalTable {
    private final DuckDbSession.Connected connected;
    private final ModelPlan model;
    private final IncrementalPlan plan;
    private final IncrementalSql sql;
    private final String table;
    private final String rows;

    IncrementalTable(DuckDbSession.Connected connected, ModelPlan model, IncrementalPlan plan) {
        this.connected = connected;
        this.model = model;
        this.plan = plan;
        this.sql = new IncrementalSql(model, plan);
        this.table = model.relation().quoted();
        this.rows = RelationName.quote(model.relation().identifier() + "__graphc_rows");
    }

    /**
     * Takes in new rows.
     *
     * @param query the query for the new rows, with the columns of the model
     * @return how many there were
     */
    long take(String query) throws SQLException {
        List<String> statements = new ArrayList<>(schemaChanges());
        connected.execute("CREATE OR REPLACE TEMP TABLE " + rows + " AS " + query);
        try {
            long count = connected.queryLong("SELECT count(*) FROM " + rows);
            checkWindow(connected, model, rows);
            if (plan.strategy() == Strategy.MERGE) {
                sql.checkKeys(connected.queryLong(sql.doubledKeys(table, rows)));
            }
            if (plan.strategy() != Strategy.APPEND) {
                statements.add("DELETE FROM " + table + " AS " + OLD + " WHERE " + sql.replaced(rows));
            }
            String columns = sql.columns();
            statements.add("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + rows);
            connected.transaction(statements, new Constraints(connected, model));
            return count;
        } finally {
            connected.execute("DROP TABLE IF EXISTS " + rows);
        }
    }

    /** Refuses rows that are not of the time of the batch that is made, if any is. */
    static void checkWindow(DuckDbSession.Connected connected, ModelPlan model, String relation) throws SQLException {
        Optional<String> others = BatchRows.countOthers(model, relation);
        if (others.isPresent()) {
            BatchRows.refuse(model, connected.queryLong(others.get()));
        }
    }

    private List<String> schemaChanges() throws SQLException {
        List<Column> there = connected.describe("FROM " + table).stream()
                .map(DescribedColumn::column)
                .toList();
        IncrementalSql.ColumnChanges changes =
                sql.changes(there, (held, wanted) -> ColumnFit.of(held, wanted) == ColumnFit.SAME);
        List<String> statements = new ArrayList<>();
        for (Column column : changes.added()) {
            statements.add("ALTER TABLE " + table + " ADD COLUMN " + RelationName.quote(column.name()) + " "
                    + DuckDbTypes.nameOf(column.type()));
        }
        if (plan.onSchemaChange() == SchemaChange.SYNC_ALL_COLUMNS) {
            for (Column column : changes.dropped()) {
                statements.add("ALTER TABLE " + table + " DROP COLUMN " + RelationName.quote(column.name()));
            }
        }
        return statements;
    }
}
