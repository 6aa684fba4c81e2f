package io.graphc.plan;

import java.util.List;

/**
 * A CSV file of the project that becomes a table.
 *
 * @param id {@code seed.<project>.<name>}
 */
public record SeedPlan(
        String id,
        String name,
        String path,
        RelationName relation,
        FileLocation file,
        List<Column> columns,
        List<String> tags) {
    public SeedPlan {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
    }
}
