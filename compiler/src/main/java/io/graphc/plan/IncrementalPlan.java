package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * What an incremental model does when its table is there already; without the table, and when a full refresh is asked for,
 * it is built like any table.
 *
 * @param strategy what happens to the rows that are there
 * @param columns for {@link Strategy#MERGE} and {@link Strategy#DELETE_INSERT} the unique key, for {@link
 *     Strategy#INSERT_OVERWRITE} the columns that part the table; empty for {@link Strategy#APPEND}
 * @param onSchemaChange what happens when the table has other columns than the model
 * @param fullRefresh the model's own word, which wins over what a run asks for
 * @param compiledSql the author's SQL for this case, like {@link ModelPlan#compiledSql}
 * @param engineSql the statement for the engine of the compiled target, which reads the model's own relation
 */
public record IncrementalPlan(
        Strategy strategy,
        List<String> columns,
        SchemaChange onSchemaChange,
        Optional<Boolean> fullRefresh,
        String compiledSql,
        String engineSql) {
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
        INSERT_OVERWRITE
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

    /** Whether the table is built anew. */
    public boolean isRefreshed(boolean asked) {
        return fullRefresh.orElse(asked);
    }
}
