package io.graphc.runtime.catalog;

import io.graphc.plan.Column;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.duckdb.DuckDbCatalog;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of a target. The engine's classes are loaded at the first question only, so that a compilation whose sources
 * are all declared does not wait for them. Safe to use from several threads.
 */
public final class SourceCatalogs implements SourceCatalog, AutoCloseable {
    private final EngineTarget target;
    private final Path projectFolder;
    private @Nullable DuckDbCatalog files;

    public SourceCatalogs(EngineTarget target, Path projectFolder) {
        this.target = target;
        this.projectFolder = projectFolder;
    }

    @Override
    public synchronized Optional<List<Column>> columnsOf(SourceTable table) {
        DuckDbCatalog catalog = files;
        if (catalog == null) {
            catalog = new DuckDbCatalog(new DuckDbEngines(projectFolder), target, projectFolder);
            files = catalog;
        }
        return catalog.columnsOf(table);
    }

    @Override
    public synchronized void close() {
        if (files != null) {
            files.close();
        }
    }
}
