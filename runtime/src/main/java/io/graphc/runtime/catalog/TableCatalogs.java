package io.graphc.runtime.catalog;

import io.graphc.plan.EngineTarget;
import io.graphc.runtime.catalog.glue.GlueTables;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.engine.duckdb.DuckDbTables;
import java.nio.file.Path;

/** Makes what tells which tables an engine has; classes of an engine are loaded only when one is made. */
public final class TableCatalogs {
    private TableCatalogs() {}

    /** Whether tables of a target are known to a service. */
    public static boolean hasService(EngineTarget target) {
        return target.type().equals("athena") || target.type().equals("trino");
    }

    /**
     * The service of a target that has one.
     *
     * @param projectFolder what relative paths in the target's settings start from
     */
    public static TableCatalog ofService(EngineTarget target, Path projectFolder) {
        if (!hasService(target)) {
            throw new IllegalArgumentException("no service knows the tables of " + target);
        }
        return target.type().equals("trino") ? new TrinoCatalogTables(target, projectFolder) : GlueTables.of(target);
    }

    /** What tells the tables of a target. */
    public static TableCatalog of(EngineTarget target, Path projectFolder) {
        return hasService(target)
                ? ofService(target, projectFolder)
                : new DatabaseTables(new DuckDbTables(new DuckDbEngines(projectFolder), target, projectFolder));
    }
}
