package io.graphc.runtime.catalog;

import io.graphc.plan.EngineTarget;
import io.graphc.runtime.catalog.glue.GlueTables;

/** Makes the catalogs of services that tell what tables there are; their classes are loaded only when one is made. */
public final class TableCatalogs {
    private TableCatalogs() {}

    /** Whether tables of a target are known to a service. */
    public static boolean hasService(EngineTarget target) {
        return target.type().equals("athena");
    }

    /** The service of a target that has one. */
    public static TableCatalog ofService(EngineTarget target) {
        if (!hasService(target)) {
            throw new IllegalArgumentException("no service knows the tables of " + target);
        }
        return GlueTables.of(target);
    }
}
