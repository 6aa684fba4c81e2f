package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.ModelSpec;
import java.util.Optional;

/**
 * A model after rendering, its configs in force.
 *
 * @param incremental for an incremental model the rendering with {@code is_incremental()} true; empty for all others
 */
record RenderedModel(
        ModelSpec spec,
        String id,
        RenderedQuery query,
        Optional<RenderedQuery> incremental,
        ResourceConfig config,
        Materialization materialization,
        RelationName relation) {
    /** Whether its template asks for columns of models that were not known when it was rendered. */
    boolean awaitsColumns() {
        return !query.awaited().isEmpty()
                || incremental.filter(rendered -> !rendered.awaited().isEmpty()).isPresent();
    }

    boolean isEphemeral() {
        return materialization == Materialization.EPHEMERAL;
    }
}
