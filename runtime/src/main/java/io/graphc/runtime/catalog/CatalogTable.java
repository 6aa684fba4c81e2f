package io.graphc.runtime.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table or view as its catalog describes it.
 *
 * @param view whether it is a view
 * @param filtered whether the catalog may hide columns from who asks, so that a missing one need not be gone
 * @param columns those that a query sees, in its order
 * @param changed when the catalog says that it was changed last
 */
public record CatalogTable(
        String schema,
        String name,
        boolean view,
        boolean filtered,
        List<CatalogColumn> columns,
        Optional<String> description,
        Optional<Instant> changed) {
    public CatalogTable {
        columns = List.copyOf(columns);
    }
}
