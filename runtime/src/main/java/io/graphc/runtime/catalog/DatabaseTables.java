package io.graphc.runtime.catalog;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.duckdb.DuckDbTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tables of a DuckDB database as a catalog. */
final class DatabaseTables implements TableCatalog {
    private final DuckDbTables database;

    DatabaseTables(DuckDbTables database) {
        this.database = database;
    }

    @Override
    public String place() {
        return "the database";
    }

    @Override
    public List<String> schemas() {
        return database.schemas();
    }

    @Override
    public Optional<List<CatalogTable>> tables(String schema, Predicate<String> wanted) {
        return schemas().stream().filter(schema::equalsIgnoreCase).findFirst().map(there -> {
            List<CatalogTable> tables = new ArrayList<>();
            database.tables(there, wanted).forEach((name, columns) -> tables.add(table(there, name, columns)));
            return tables;
        });
    }

    @Override
    public Optional<CatalogTable> table(RelationName relation) {
        return tables(relation.schema(), relation.identifier()::equalsIgnoreCase)
                .flatMap(found -> found.stream().findFirst());
    }

    private static CatalogTable table(String schema, String name, List<Column> columns) {
        return new CatalogTable(
                schema,
                name,
                false,
                false,
                columns.stream().map(CatalogColumn::of).toList(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() {
        database.close();
    }
}
