package io.graphc.plan;

import java.util.List;

/**
 * A hook of a project around its runs.
 *
 * @param id {@code operation.<project>.<project>-on-run-start-<number>}, as in dbt's results
 * @param statements in the engine's own dialect, in their order
 * @param place where it is written
 * @param reads ids of what it reads, sorted
 */
public record OperationPlan(String id, List<String> statements, WrittenPlace place, List<String> reads) {
    public OperationPlan {
        reads = List.copyOf(reads);
        statements = List.copyOf(statements);
    }

    /** The last part of the id. */
    public String name() {
        return id.substring(id.lastIndexOf('.') + 1);
    }
}
