package io.graphc.plan;

import java.util.List;

/**
 * A CSV file of the project that becomes a table.
 *
 * @param id {@code seed.<project>.<name>}
 * @param places where its columns are declared, if they are
 */
public record SeedPlan(
        String id,
        String name,
        String path,
        RelationName relation,
        FileLocation file,
        List<Column> columns,
        List<String> tags,
        DeclaredPlaces places) {
    public SeedPlan {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
    }
}
