package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.StatementResult;
import java.util.List;

/** Tables of graphc's own on a warehouse, stored like staged ones. */
record WarehouseTables(Warehouse warehouse, StagedNames names) implements OwnTables {
    @Override
    public void makeSchema(RelationName table) {
        warehouse.createSchema(table.database(), table.schema());
    }

    @Override
    public long make(RelationName table, List<Column> columns, String engineSql) {
        StagedTable stored = StagedTable.of(table, columns);
        StatementResult made = warehouse.replaceWithTable(
                new Statement("", "the state of the graph", stored.encode(names.replaceIn(engineSql))),
                table,
                List.of(),
                TableSettings.NONE);
        names.add(stored);
        return made.rows();
    }

    @Override
    public void makeName(RelationName table) {
        warehouse.createName(table);
    }

    @Override
    public List<RelationName> beginningWith(RelationName beginning) {
        return warehouse.tables(beginning);
    }

    @Override
    public void know(RelationName table, List<Column> columns) {
        names.add(StagedTable.of(table, columns));
    }

    @Override
    public boolean exists(RelationName table) {
        return warehouse.describe(table).isPresent();
    }

    @Override
    public void drop(RelationName table) {
        warehouse.drop(table);
    }
}
