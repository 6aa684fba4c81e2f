package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.engine.trino.TrinoEngines;
import java.nio.file.Path;

/** Makes the engine that a compiled project asks for. */
final class Engines implements QueryEngineFactory {
    private final Path projectFolder;
    private final DuckDbEngines duckDb;

    Engines(Path projectFolder) {
        this.projectFolder = projectFolder;
        this.duckDb = new DuckDbEngines(projectFolder);
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
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "graphc compiles for `" + project.engine().type() + "`, but does not run there yet")
                .note("target `" + project.engine().name() + "` is of type `"
                        + project.engine().type() + "`")
                .help("choose a target of type `duckdb` or `trino` with --target")
                .build());
    }
}
