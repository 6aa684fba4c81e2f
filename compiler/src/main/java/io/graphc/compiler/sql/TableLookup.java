package io.graphc.compiler.sql;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The relations that a query may name. Implementations are safe to call from several threads. */
public interface TableLookup {
    /**
     * The relation of a name as written, one to three parts without their quotes; letter case does not matter.
     *
     * @param nameParts catalogue, schema and table, the leading ones left out where the query leaves them out
     */
    Optional<TableSchema> find(List<String> nameParts);

    /** The labels of all relations, for hints on a name that was not found. */
    Collection<String> labels();

    /** How a template would name a relation that was not found, but that there is; for hints. */
    default Optional<String> call(List<String> nameParts) {
        return Optional.empty();
    }
}
