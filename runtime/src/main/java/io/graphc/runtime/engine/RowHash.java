package io.graphc.runtime.engine;

import io.graphc.plan.RelationName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hash of a row that stands beside it in the state, where DuckDB keeps it: 64 bits, by DuckDB's function {@code hash}. Another version
 * of DuckDB may give others; rows then count as differing and are compared by value.
 */
public final class RowHash {
    /** The column of hashes; null where a row is none of the project's. */
    public static final String COLUMN = "~hash";

    public static final String TYPE = "UBIGINT";

    private RowHash() {}

    /**
     * The expression for a row.
     *
     * @param alias what the row is called in the query
     */
    public static String of(String alias, List<String> columns) {
        return columns.stream()
                .map(column -> alias + "." + RelationName.quote(column))
                .collect(Collectors.joining(", ", "hash(", ")"));
    }
}
