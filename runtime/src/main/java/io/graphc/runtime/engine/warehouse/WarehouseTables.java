package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.RowCursor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tables of graphc's own on a warehouse, stored like staged ones. */
record WarehouseTables(Warehouse warehouse, StagedNames names) implements OwnTables {
    private static final String WHAT = "the state of the graph";

    @Override
    public void makeSchema(RelationName table) {
        warehouse.createSchema(table.database(), table.schema());
    }

    @Override
    public long make(RelationName table, List<Column> columns, String engineSql) {
        StagedTable stored = StagedTable.of(table, columns);
        OptionalLong rows = FileCopy.of(WHAT, engineSql, stored, names)
                .map(warehouse::makeOfFiles)
                .orElse(OptionalLong.empty());
        long made = rows.isPresent() ? rows.getAsLong() : asked(stored, engineSql);
        names.add(stored);
        return made;
    }

    private long asked(StagedTable stored, String engineSql) {
        return warehouse
                .replaceWithTable(
                        new Statement("", WHAT, stored.encode(names.replaceIn(engineSql))),
                        stored.relation(),
                        List.of(),
                        TableSettings.NONE)
                .rows();
    }

    @Override
    public boolean add(RelationName table, List<Column> columns, String engineSql) {
        return FileCopy.of(WHAT, engineSql, StagedTable.of(table, columns), names)
                .filter(warehouse::addFile)
                .isPresent();
    }

    @Override
    public Optional<RowCursor> rows(List<Column> columns, String engineSql) {
        StagedTable given = StagedTable.of(RelationName.of("", ""), columns);
        return warehouse.fileRows(TablesQuery.of(WHAT, engineSql, given.columns(), names));
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
