package io.graphc.runtime.catalog;

import io.graphc.plan.EngineTarget;
import io.graphc.runtime.catalog.glue.GlueTables;
import java.nio.file.Path;

/** Makes the catalogs of services that tell what tables there are; their classes are loaded only when one is made. */
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
}
