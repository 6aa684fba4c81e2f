package io.graphc.compiler.resolve;

import io.graphc.plan.RelationName;

/** Chooses the names on the engine of what a project builds. Safe to share between threads. */
@FunctionalInterface
public interface RelationNaming {
    /** The name of a resource with its configs in force. */
    RelationName name(Targets targets, NamedResource resource, ResourceConfig config);
}
