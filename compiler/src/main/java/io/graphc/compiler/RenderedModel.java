package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates.Pass;
import io.graphc.compiler.hook.HookRendering;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.ModelSpec;
import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model after rendering, its configs in force.
 *
 * @param incremental for an incremental model the rendering with {@code is_incremental()} true; empty for all others
 * @param firstBatch for a model that is made by batches the rendering for the batch that makes its table
 * @param standIn what others read in its place
 * @param hooks what runs around it
 */
record RenderedModel(
        ModelSpec spec,
        String id,
        RenderedQuery query,
        Optional<RenderedQuery> incremental,
        Optional<RenderedQuery> firstBatch,
        ResourceConfig config,
        Materialization materialization,
        RelationName relation,
        Optional<RelationName> standIn,
        HookRendering.Rendered hooks) {
    /** Whether its template asks for columns of models that were not known when it was rendered. */
    boolean awaitsColumns() {
        return renderings().anyMatch(rendered -> !rendered.awaited().isEmpty());
    }

    /** The query in all its cases. */
    Stream<RenderedQuery> renderings() {
        return Stream.of(Stream.of(query), incremental.stream(), firstBatch.stream())
                .flatMap(cases -> cases);
    }

    private boolean isBatched() {
        return config.text("incremental_strategy")
                .filter(word -> word.value().equals("microbatch"))
                .isPresent();
    }

    /** The same with another rendering of its query, and with those of an incremental model's other cases. */
    RenderedModel withQueries(RenderedQuery whole, Function<Pass, RenderedQuery> render) {
        Optional<RenderedModel> grown = Optional.of(this).filter(RenderedModel::grows);
        Optional<RenderedModel> batched = grown.filter(RenderedModel::isBatched);
        return new RenderedModel(
                spec,
                id,
                whole,
                grown.map(model -> render.apply(batched.isPresent() ? Pass.BATCH : Pass.INCREMENT)),
                batched.map(model -> render.apply(Pass.FIRST_BATCH)),
                config,
                materialization,
                relation,
                standIn,
                hooks);
    }

    private boolean grows() {
        return materialization == Materialization.INCREMENTAL;
    }

    /** Where a config is written; the top of the model's file where none says it. */
    SourceSpan placeOf(String name) {
        return config.value(name).map(ConfigValue::span).orElse(spec.file().top());
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
