package io.graphc.runtime.catalog;

import io.graphc.plan.Column;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compares declared sources with what is there now, whatever was found before. Closing lets go of what was opened. Used by
 * one thread.
 */
public final class SourceCheck implements AutoCloseable {
    private final SourceCatalogs files;
    private final SourceCatalog looked;
    private final Optional<TableCatalog> service;

    /**
     * A check of one target's sources.
     *
     * @param targetFolder the folder that {@code cache/sources.json} is kept in
     */
    public SourceCheck(EngineTarget target, Path projectFolder, Path targetFolder) {
        this.files = new SourceCatalogs(projectFolder);
        this.looked = files.of(target, targetFolder);
        this.service = TableCatalogs.ofService(target, projectFolder);
    }

    /** Compares one table. One that a tenant lacks is as declared. */
    public SourceChange compare(SourceTable table) {
        if (table.absent()) {
            return new SourceChange(table, false, List.of(), List.of(), List.of(), List.of(), List.of());
        }
        if (table.files().isEmpty() && service.isPresent()) {
            return service.get()
                    .table(table.relation())
                    .map(found -> SourceChange.of(table, found))
                    .orElseGet(() -> SourceChange.missing(table));
        }
        Optional<List<Column>> actual = looked.columnsOf(table);
        return actual.map(columns -> SourceChange.of(
                        table, columns.stream().map(CatalogColumn::of).toList(), looked.differencesOf(table)))
                .orElseGet(() -> SourceChange.missing(table));
    }

    @Override
    public void close() {
        service.ifPresent(TableCatalog::close);
        files.close();
    }
}
