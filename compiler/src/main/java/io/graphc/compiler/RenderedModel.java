package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.hook.HookRendering;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.ModelSpec;
import java.util.Optional;

/**
 * A model after rendering, its configs in force.
 *
 * @param incremental for an incremental model the rendering with {@code is_incremental()} true; empty for all others
 * @param standIn what others read in its place
 * @param hooks what runs around it
 */
record RenderedModel(
        ModelSpec spec,
        String id,
        RenderedQuery query,
        Optional<RenderedQuery> incremental,
        ResourceConfig config,
        Materialization materialization,
        RelationName relation,
        Optional<RelationName> standIn,
        HookRendering.Rendered hooks) {
    /** Whether its template asks for columns of models that were not known when it was rendered. */
    boolean awaitsColumns() {
        return !query.awaited().isEmpty()
                || incremental.filter(rendered -> !rendered.awaited().isEmpty()).isPresent();
    }

    /** The same, rendered again. */
    RenderedModel withQueries(RenderedQuery other, Optional<RenderedQuery> otherIncremental) {
        return new RenderedModel(spec, id, other, otherIncremental, config, materialization, relation, standIn, hooks);
    }

    /** Whether it has a table of its own. */
    boolean isTable() {
        return materialization == Materialization.TABLE
                || materialization == Materialization.INCREMENTAL
                || materialization == Materialization.SNAPSHOT;
    }

    boolean isEphemeral() {
        return materialization == Materialization.EPHEMERAL;
    }
}
