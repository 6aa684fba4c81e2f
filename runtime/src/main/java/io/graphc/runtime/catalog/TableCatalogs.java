package io.graphc.runtime.catalog;

import io.graphc.plan.EngineTarget;
import io.graphc.runtime.catalog.glue.GlueTables;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.engine.duckdb.DuckDbTables;
import java.nio.file.Path;
import java.util.Optional;

/** Makes what tells which tables an engine has; classes of an engine are loaded only when one is made. */
public final class TableCatalogs {
    private TableCatalogs() {}

    /** Whether tables of a target are known to a service. */
    public static boolean hasService(EngineTarget target) {
        return target.type().equals("athena") || target.type().equals("trino");
    }

    /**
     * The service that knows the tables of a target, if one does.
     *
     * @param projectFolder what relative paths in the target's settings start from
     */
    public static Optional<TableCatalog> ofService(EngineTarget target, Path projectFolder) {
        return switch (target.type()) {
            case "athena" -> Optional.of(GlueTables.of(target));
            case "trino" -> Optional.of(new TrinoCatalogTables(target, projectFolder));
            default -> Optional.empty();
        };
    }

    /** What tells the tables of a target. */
    public static TableCatalog of(EngineTarget target, Path projectFolder) {
        return ofService(target, projectFolder)
                .orElseGet(() ->
                        new DatabaseTables(new DuckDbTables(new DuckDbEngines(projectFolder), target, projectFolder)));
    }
}
