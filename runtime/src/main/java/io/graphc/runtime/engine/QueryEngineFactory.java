package io.graphc.runtime.engine;

import io.graphc.plan.CompiledProject;

/** Makes the engine that a compiled project asks for; it is not open yet. */
@FunctionalInterface
public interface QueryEngineFactory {
    QueryEngine create(CompiledProject project);
}
