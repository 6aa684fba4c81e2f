package io.graphc.runtime.emit;

import io.graphc.plan.CompiledProject;

/** Makes the writer for the graph target of a compiled project; it is not open yet. */
@FunctionalInterface
public interface GraphWriterFactory {
    GraphWriter create(CompiledProject project);
}
