package io.graphc.plan;

import java.util.List;

/**
 * A CSV file of the project that becomes a table.
 *
 * @param id {@code seed.<project>.<name>}
 * @param places where its columns are declared, if they are
 * @param checksum of the file, so that it tells whether its rows were changed; empty where that is not known
 * @param build what is done around it
 */
public record SeedPlan(
        String id,
        String name,
        String path,
        RelationName relation,
        FileLocation file,
        List<Column> columns,
        List<String> tags,
        DeclaredPlaces places,
        String checksum,
        BuildPlan build) {
    public SeedPlan {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
    }

    /** A seed with nothing around it. */
    public SeedPlan(
            String id,
            String name,
            String path,
            RelationName relation,
            FileLocation file,
            List<Column> columns,
            List<String> tags,
            DeclaredPlaces places,
            String checksum) {
        this(id, name, path, relation, file, columns, tags, places, checksum, BuildPlan.NONE);
    }

    /** The same with the checksum of its file. */
    public SeedPlan withChecksum(String value) {
        return new SeedPlan(id, name, path, relation, file, columns, tags, places, value, build);
    }

    /** The same with what is done around it. */
    public SeedPlan with(BuildPlan other) {
        return new SeedPlan(id, name, path, relation, file, columns, tags, places, checksum, other);
    }
}
