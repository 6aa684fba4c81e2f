package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a snapshot keeps, and how it tells that a row has changed (docs.getdbt.com, "Add snapshots to your DAG").
 *
 * @param columns those of its query, in order; its table has those of {@link Names} behind them
 * @param uniqueKey the columns that identify a row
 * @param updatedAt the column with the time of a row, which it is valid from; empty where that is the time of the run
 * @param compared the columns whose changes count; empty where a row has changed when its time has
 * @param timeType the type of the columns with times
 * @param hardDeletes what happens to rows that the query gives no more
 * @param names of the columns that are added
 * @param current a scalar query for the end of a row that is in force, in the engine's dialect; null where it is empty
 */
public record SnapshotPlan(
        List<Column> columns,
        List<String> uniqueKey,
        Optional<String> updatedAt,
        List<String> compared,
        SqlType timeType,
        HardDeletes hardDeletes,
        Names names,
        Optional<String> current) {
    public SnapshotPlan {
        columns = List.copyOf(columns);
        uniqueKey = List.copyOf(uniqueKey);
        compared = List.copyOf(compared);
    }

    /** What happens to rows that are gone. */
    public enum HardDeletes {
        /** They stay in force. */
        IGNORE,
        /** They end. */
        INVALIDATE,
        /** They end, and a row says that they are deleted. */
        NEW_RECORD
    }

    /** The columns that a snapshot adds. */
    public record Names(String scdId, String updatedAt, String validFrom, String validTo, String isDeleted) {
        /** As dbt calls them. */
        public static final Names USUAL =
                new Names("dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to", "dbt_is_deleted");
    }

    public boolean tellsDeleted() {
        return hardDeletes == HardDeletes.NEW_RECORD;
    }
}
