package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * Tells what columns a source really has, for sources whose columns are not declared. The compiler asks; the runtime's
 * engines answer.
 */
@FunctionalInterface
public interface SourceCatalog {
    /**
     * The columns of a source table, empty when there is no such table or file.
     *
     * @throws io.graphc.diagnostic.GraphcException when the catalog cannot be asked
     */
    Optional<List<Column>> columnsOf(SourceTable table);
}
