package io.graphc.compiler.resolve;

import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import java.util.Optional;

/**
 * Where a project runs and where its graph goes.
 *
 * @param database the catalogue that unqualified names are in, for engines that have several
 */
public record Targets(EngineTarget engine, GraphTarget graph, Optional<String> database) {
    /** The same places, with another schema. */
    public Targets inSchema(String schema) {
        return new Targets(engine.inSchema(schema), graph, database);
    }
}
