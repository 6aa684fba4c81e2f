package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * What an incremental model does when its table is there already; without the table, and when a full refresh is asked for,
 * it is built like any table.
 *
 * @param strategy what happens to the rows that are there
 * @param columns for {@link Strategy#MERGE} and {@link Strategy#DELETE_INSERT} the unique key, for {@link
 *     Strategy#INSERT_OVERWRITE} the columns that part the table, for {@link Strategy#MICROBATCH} the column with
 *     the time of a row; empty for {@link Strategy#APPEND}
 * @param onSchemaChange what happens when the table has other columns than the model
 * @param fullRefresh the model's own word, which wins over what a run asks for
 * @param compiledSql the author's SQL for this case, like {@link ModelPlan#compiledSql}
 * @param engineSql the statement for the engine of the compiled target, which reads the model's own relation
 * @param batches the windows of {@link Strategy#MICROBATCH}, for which both texts are compiled with {@link
 *     TimeWindow#UNKNOWN}; empty for all others
 */
public record IncrementalPlan(
        Strategy strategy,
        List<String> columns,
        SchemaChange onSchemaChange,
        Optional<Boolean> fullRefresh,
        String compiledSql,
        String engineSql,
        Optional<BatchPlan> batches) {
    public IncrementalPlan {
        columns = List.copyOf(columns);
    }

    /** What happens to the rows that are there. */
    public enum Strategy {
        /** They stay. */
        APPEND,
        /** Those with the key of a new row are replaced; two new rows for one of them are an error. */
        MERGE,
        /** Those with the key of a new row are deleted, then all new rows are inserted. */
        DELETE_INSERT,
        /** Those in the parts of the table that new rows belong to are deleted. */
        INSERT_OVERWRITE,
        /** Those of the time that is made are deleted. */
        MICROBATCH
    }

    /** What happens when the table has other columns than the model. */
    public enum SchemaChange {
        /** An error, since what reads the model was compiled with the model's columns. */
        FAIL,
        /** Columns that the table lacks are added, null in the rows that are there. */
        APPEND_NEW_COLUMNS,
        /** Columns that the table lacks are added, those that the model lacks are dropped. */
        SYNC_ALL_COLUMNS
    }

    /** The same for one window of time, which never takes the place of the others. */
    IncrementalPlan of(TimeWindow window) {
        return new IncrementalPlan(
                strategy,
                columns,
                onSchemaChange,
                Optional.empty(),
                window.fill(compiledSql),
                window.fill(engineSql),
                batches.map(plan -> plan.of(window)));
    }

    /** The condition on the rows of a table that the chosen window holds; empty for other strategies. */
    public Optional<String> inWindow(String alias, List<Column> schema) {
        return batches.flatMap(BatchPlan::window).map(window -> {
            Column time = schema.stream()
                    .filter(column -> column.name().equals(columns.get(0)))
                    .findFirst()
                    .orElseThrow();
            String prefix = alias.isEmpty() ? "" : alias + ".";
            return "(" + window.condition(prefix + RelationName.quote(time.name()), time.type()) + ")";
        });
    }

    /** Whether the table is built anew. */
    public boolean isRefreshed(boolean asked) {
        return fullRefresh.orElse(asked);
    }
}
