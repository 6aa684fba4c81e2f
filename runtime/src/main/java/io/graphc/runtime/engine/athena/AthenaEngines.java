package io.graphc.runtime.engine.athena;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.warehouse.TableDescriptions;
import io.graphc.runtime.engine.warehouse.WarehouseEngine;
import io.graphc.runtime.inspect.Inspection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes engines that run in Amazon Athena. Safe to use from several threads. */
public final class AthenaEngines implements QueryEngineFactory {
    private final Path folder;
    private final QueryEngineFactory files;
    private final Function<EngineTarget, TableDescriptions> descriptions;

    /**
     * Engines for projects.
     *
     * @param projectFolder below whose {@code target} folder files with rows are kept while they are read
     * @param files makes the engines that read files of the project, for seeds
     * @param descriptions tells, for a target, what a relation is
     */
    public AthenaEngines(
            Path projectFolder, QueryEngineFactory files, Function<EngineTarget, TableDescriptions> descriptions) {
        this.folder = projectFolder.resolve("target").resolve("rows");
        this.files = files;
        this.descriptions = descriptions;
    }

    @Override
    public QueryEngine create(CompiledProject project) {
        return new WarehouseEngine(warehouse(project), files, true);
    }

    /** Looks at all that a target names. */
    public static void inspect(EngineTarget target, Inspection inspection) {
        new AthenaInspection(target, inspection, Patience.real()).run();
    }

    private AthenaWarehouse warehouse(CompiledProject project) {
        return new AthenaWarehouse(
                folder,
                descriptions.apply(project.engine()),
                Patience.real(),
                () -> UUID.randomUUID().toString());
    }

    /**
     * Removes the folders in S3 that builds of a project have left behind: those that graphc made for it, that no table in
     * Glue lies in, and that are older than a day.
     *
     * @param removed is told the address of each folder, when it is gone
     */
    public void clean(CompiledProject project, Instant now, Consumer<String> removed) {
        try (AthenaWarehouse warehouse = warehouse(project)) {
            warehouse.open(project);
            warehouse.clean(project, now, removed);
        }
    }
}
