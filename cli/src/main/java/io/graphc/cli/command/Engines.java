package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.catalog.CatalogColumn;
import io.graphc.runtime.catalog.glue.GlueTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.athena.AthenaEngines;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.engine.trino.TrinoEngines;
import io.graphc.runtime.engine.warehouse.TableDescription;
import io.graphc.runtime.engine.warehouse.TableDescriptions;
import io.graphc.runtime.inspect.Inspection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the engine that a compiled project asks for. */
final class Engines implements QueryEngineFactory {
    private final Path projectFolder;
    private final DuckDbEngines duckDb;

    Engines(Path projectFolder) {
        this.projectFolder = projectFolder;
        this.duckDb = new DuckDbEngines(projectFolder);
    }

    /** What Glue tells of relations. */
    private record Descriptions(GlueTables tables) implements TableDescriptions {
        @Override
        public Optional<TableDescription> of(RelationName relation) {
            return tables.table(relation)
                    .map(table -> new TableDescription(
                            table.view() ? TableDescription.Kind.VIEW : TableDescription.Kind.TABLE,
                            table.columns().stream().map(CatalogColumn::column).toList()));
        }

        @Override
        public void close() {
            tables.close();
        }
    }

    private static TableDescriptions descriptions(EngineTarget target) {
        return new Descriptions(GlueTables.of(target));
    }

    /** Removes what builds of a project left behind where its tables lie; nothing on engines that leave nothing. */
    void clean(CompiledProject project, Instant now, Consumer<String> removed) {
        if (project.engine().type().equals("athena")) {
            new AthenaEngines(projectFolder, duckDb, Engines::descriptions).clean(project, now, removed);
        }
    }

    /**
     * Looks at a project's engine in detail.
     *
     * @return whether engines of its type have details; if not, opening one tells all there is to know
     */
    boolean inspect(CompiledProject project, Inspection inspection) {
        switch (project.engine().type()) {
            case "athena" -> AthenaEngines.inspect(project.engine(), inspection);
            case "trino" -> new TrinoEngines(projectFolder, duckDb).inspect(project.engine(), inspection);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Keeps databases open between engines until what it gives is run. */
    Runnable linger() {
        return duckDb.linger();
    }

    /** Closes databases that nobody uses, and gives back their memory; they are opened again when they are needed. */
    void closeUnused() {
        duckDb.closeUnused();
    }

    @Override
    public QueryEngine create(CompiledProject project) {
        if (project.engine().type().equals("duckdb")) {
            return duckDb.create(project);
        }
        if (project.engine().type().equals("trino")) {
            // A run without Trino loads no class of its driver.
            return new TrinoEngines(projectFolder, duckDb).create(project);
        }
        if (project.engine().type().equals("athena")) {
            return new AthenaEngines(projectFolder, duckDb, Engines::descriptions).create(project);
        }
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "graphc compiles for `" + project.engine().type() + "`, but does not run there yet")
                .note("target `" + project.engine().name() + "` is of type `"
                        + project.engine().type() + "`")
                .help("choose a target of type `duckdb`, `athena` or `trino` with --target")
                .build());
    }
}
