package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * A table that the project reads and did not make.
 *
 * @param id {@code source.<project>.<source>.<table>}
 * @param relation its name on the engine, by which compiled SQL reads it
 * @param files where its rows lie, when they lie in files; empty for a table of the engine
 * @param absent true when the tenant has no such table: the engine then offers an empty relation with these columns
 * @param columns its columns, declared or introspected
 * @param places where it is declared
 */
public record SourceTable(
        String id,
        String source,
        String name,
        RelationName relation,
        Optional<FileLocation> files,
        boolean absent,
        List<Column> columns,
        DeclaredPlaces places) {
    public SourceTable {
        columns = List.copyOf(columns);
    }

    /** {@code source.table}, as users write it. */
    public String label() {
        return source + "." + name;
    }
}
