package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * A model or snapshot, ready to run.
 *
 * @param id {@code model.<project>.<name>} or {@code snapshot.<project>.<name>}
 * @param path the project-relative file it was written in
 * @param compiledSql the author's SQL, rendered, in Trino's dialect, ephemeral models built in
 * @param engineSql the statement for the engine of the compiled target
 * @param incremental what an incremental model does when its table is there; empty for all others
 * @param table how its table is stored; {@link TableSettings#NONE} for views
 * @param columns the columns it yields, in order
 * @param dependsOn ids of the models, sources and seeds it reads, sorted
 * @param lineage what its columns and rows depend on
 * @param source what people wrote of it
 * @param opaque true when its SQL could not be analysed and its columns are only declared
 * @param build what is done around it
 */
public record ModelPlan(
        String id,
        String name,
        String path,
        Materialization materialization,
        RelationName relation,
        String compiledSql,
        String engineSql,
        Optional<IncrementalPlan> incremental,
        TableSettings table,
        List<Column> columns,
        Lineage lineage,
        List<String> dependsOn,
        List<String> tags,
        String description,
        ModelSource source,
        boolean opaque,
        BuildPlan build) {
    public ModelPlan {
        columns = List.copyOf(columns);
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    /** {@code model} or {@code snapshot}. */
    public String kind() {
        return isSnapshot() ? "snapshot" : "model";
    }

    public boolean isSnapshot() {
        return materialization == Materialization.SNAPSHOT;
    }

    /** Beside the table of a model that is made by batches, the one of its {@linkplain BatchPlan batches} that are still to be made. */
    public Optional<RelationName> openBatches() {
        return incremental
                .flatMap(IncrementalPlan::batches)
                .map(batches -> relation.withIdentifier(relation.identifier() + "__graphc_batches"));
    }

    /** Where its compiled text lies below the folder of compiled texts; one file may hold several snapshots. */
    public String compiledPath() {
        return isSnapshot() ? path + "/" + name + ".sql" : path;
    }

    /** A model with nothing around it. */
    public ModelPlan(
            String id,
            String name,
            String path,
            Materialization materialization,
            RelationName relation,
            String compiledSql,
            String engineSql,
            Optional<IncrementalPlan> incremental,
            TableSettings table,
            List<Column> columns,
            Lineage lineage,
            List<String> dependsOn,
            List<String> tags,
            String description,
            ModelSource source,
            boolean opaque) {
        this(
                id,
                name,
                path,
                materialization,
                relation,
                compiledSql,
                engineSql,
                incremental,
                table,
                columns,
                lineage,
                dependsOn,
                tags,
                description,
                source,
                opaque,
                BuildPlan.NONE);
    }

    /**
     * The same for one window of the time of a model that is made by such windows.
     *
     * @param around what is done around it
     */
    public ModelPlan of(TimeWindow window, BuildPlan around) {
        IncrementalPlan increment = incremental.orElseThrow();
        String first = increment.batches().orElseThrow().firstSql();
        return with(window.fill(first), Optional.of(increment.of(window)), lineage, around);
    }

    /** The same with what its columns depend on, and with what is done around it. */
    public ModelPlan with(Lineage other, BuildPlan around) {
        return with(engineSql, incremental, other, around);
    }

    private ModelPlan with(String statement, Optional<IncrementalPlan> increment, Lineage other, BuildPlan around) {
        return new ModelPlan(
                id,
                name,
                path,
                materialization,
                relation,
                compiledSql,
                statement,
                increment,
                table,
                columns,
                other,
                dependsOn,
                tags,
                description,
                source,
                opaque,
                around);
    }
}
