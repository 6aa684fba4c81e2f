package io.graphc.plan;

import java.util.List;

/**
 * A hook of a model, seed or snapshot, rendered: statements in the engine's own dialect.
 *
 * @param statements in their order; none where the template printed nothing
 * @param whenGrown the same where the table of an incremental model is there and takes in rows
 * @param place where it is written
 * @param reads ids of what it reads, sorted
 */
public record HookPlan(List<String> statements, List<String> whenGrown, WrittenPlace place, List<String> reads) {
    public HookPlan {
        reads = List.copyOf(reads);
        statements = List.copyOf(statements);
        whenGrown = List.copyOf(whenGrown);
    }
}
