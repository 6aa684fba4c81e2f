package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.ModelSpec;

/** A model after rendering, its configs in force. */
record RenderedModel(
        ModelSpec spec,
        String id,
        RenderedQuery query,
        ResourceConfig config,
        Materialization materialization,
        RelationName relation) {
    boolean isEphemeral() {
        return materialization == Materialization.EPHEMERAL;
    }
}
