package io.graphc.runtime.emit;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.gremlin.GremlinWriter;
import io.graphc.runtime.emit.neo4j.Neo4jInspection;
import io.graphc.runtime.emit.neo4j.Neo4jWriter;
import io.graphc.runtime.emit.neo4jadmin.Neo4jAdminWriter;
import io.graphc.runtime.emit.neptune.NeptuneCsvWriter;
import io.graphc.runtime.emit.neptune.NeptuneInspection;
import io.graphc.runtime.emit.neptune.NeptuneWriter;
import io.graphc.runtime.emit.none.NoneWriter;
import io.graphc.runtime.inspect.Inspection;
import java.nio.file.Path;
import java.util.List;

/** The graph targets that graphc knows, by their {@code type}. Immutable; makes a new writer for every call. */
public final class GraphWriters implements GraphWriterFactory {
    private static final List<String> TYPES =
            List.of("gremlin", "neo4j", "neo4j_admin", "neptune", "neptune_csv", "none");

    private final Path projectFolder;

    /**
     * Knows where the project is.
     *
     * @param projectFolder what relative paths in settings start from
     */
    public GraphWriters(Path projectFolder) {
        this.projectFolder = projectFolder;
    }

    @Override
    public GraphWriter create(CompiledProject project) {
        GraphTarget target = project.graphTarget();
        return switch (target.type()) {
            case "gremlin" -> new GremlinWriter(target);
            case "neo4j" -> new Neo4jWriter(target);
            case "neo4j_admin" -> new Neo4jAdminWriter(project, projectFolder);
            case "none" -> new NoneWriter(target);
            case "neptune" -> NeptuneWriter.of(project, projectFolder);
            case "neptune_csv" -> new NeptuneCsvWriter(project, projectFolder);
            default -> throw unknown(target);
        };
    }

    /**
     * Looks at a project's graph target in detail.
     *
     * @return whether targets of its type have details; if not, opening a writer tells all there is to know
     */
    public boolean inspect(CompiledProject project, Inspection inspection) {
        switch (project.graphTarget().type()) {
            case "neo4j" -> new Neo4jInspection(project.graphTarget(), inspection).run();
            case "neptune" -> new NeptuneInspection(project, projectFolder, inspection).run();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static GraphcException unknown(GraphTarget target) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "graph output `" + target.name() + "` has the unknown type `" + target.type() + "`")
                .hint(target.type(), TYPES, "types")
                .build());
    }
}
