package io.graphc.runtime.catalog;

import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.trino.TrinoCatalog;
import io.graphc.runtime.engine.warehouse.TableDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tables of a Trino cluster as it tells of them. */
final class TrinoCatalogTables implements TableCatalog {
    private final TrinoCatalog trino;

    TrinoCatalogTables(EngineTarget target, Path projectFolder) {
        this.trino = new TrinoCatalog(target, projectFolder);
    }

    @Override
    public String place() {
        return trino.place();
    }

    @Override
    public List<String> schemas() {
        return trino.schemas();
    }

    @Override
    public Optional<List<CatalogTable>> tables(String schema, Predicate<String> wanted) {
        return trino.schemas().stream()
                .filter(schema::equalsIgnoreCase)
                .findFirst()
                .map(there -> trino.tables(there, wanted).entrySet().stream()
                        .map(entry -> table(there, entry.getKey(), entry.getValue()))
                        .toList());
    }

    @Override
    public Optional<CatalogTable> table(RelationName relation) {
        return trino.table(relation).map(found -> table(relation.schema(), relation.identifier(), found));
    }

    private static CatalogTable table(String schema, String name, TableDescription found) {
        return new CatalogTable(
                schema,
                name,
                found.kind() == TableDescription.Kind.VIEW,
                false,
                found.columns().stream().map(CatalogColumn::of).toList(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() {
        trino.close();
    }
}
