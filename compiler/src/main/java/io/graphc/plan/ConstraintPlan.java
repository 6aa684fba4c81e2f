package io.graphc.plan;

import java.util.List;

/**
 * A constraint of a contract that is checked before the rows of a table count.
 *
 * @param type {@code not_null}, {@code unique}, {@code primary_key} or {@code check}
 * @param columns the columns that it is about; none for a check of the whole model
 * @param engineSql counts the rows or keys that break it, for the engine of the compiled target
 * @param place where it is written
 */
public record ConstraintPlan(String type, List<String> columns, String engineSql, WrittenPlace place) {
    public ConstraintPlan {
        columns = List.copyOf(columns);
    }

    /** What it says, for messages. */
    public String title() {
        return "`" + type + "`" + (columns.isEmpty() ? "" : " on `" + String.join("`, `", columns) + "`");
    }
}
