package io.graphc.runtime.engine.trino;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.warehouse.Warehouse;
import io.graphc.runtime.engine.warehouse.WarehouseEngine;
import io.graphc.runtime.inspect.Inspection;
import java.nio.file.Path;

/** Makes engines that run on a Trino cluster. Safe to use from several threads. */
public final class TrinoEngines implements QueryEngineFactory {
    private final Path projectFolder;
    private final QueryEngineFactory files;

    /**
     * Engines for a project.
     *
     * @param projectFolder what relative paths of certificates and keys start from
     * @param files makes the engines that read files of the project, for seeds
     */
    public TrinoEngines(Path projectFolder, QueryEngineFactory files) {
        this.projectFolder = projectFolder;
        this.files = files;
    }

    @Override
    public QueryEngine create(CompiledProject project) {
        return new WarehouseEngine(warehouse(project), files, true);
    }

    /** Looks at all that a target names. */
    public void inspect(EngineTarget target, Inspection inspection) {
        new TrinoInspection(target, projectFolder, inspection).run();
    }

    /** The cluster alone; it is not open yet. */
    public Warehouse warehouse(CompiledProject project) {
        return new TrinoWarehouse(TrinoProfile.of(project.engine(), projectFolder));
    }
}
