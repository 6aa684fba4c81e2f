package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * Tells what columns a source really has, for sources whose columns are not declared. The compiler asks; the runtime's
 * engines answer.
 */
@FunctionalInterface
public interface SourceCatalog {
    /** Whether it can tell anything of a source table. */
    default boolean knows(SourceTable table) {
        return true;
    }

    /**
     * The columns of a source table, empty when there is no such table or file.
     *
     * @throws io.graphc.diagnostic.GraphcException when the catalog cannot be asked
     */
    Optional<List<Column>> columnsOf(SourceTable table);

    /**
     * How a table whose columns are declared differs from what is there. A difference that a run would settle without
     * losing a value is none, and what is not there, or cannot be asked at no great cost, has none.
     */
    default List<ColumnDifference> differencesOf(SourceTable table) {
        return List.of();
    }

    /**
     * Why a run could not read the rows of a table whose columns are declared, as a message says it; empty where nothing
     * that is seen at no great cost speaks against it.
     */
    default Optional<String> obstacleTo(SourceTable table) {
        return Optional.empty();
    }
}
