package io.graphc.runtime.catalog;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import java.util.Optional;

/**
 * A column as its catalog describes it.
 *
 * @param type its type for queries; ANY where the catalog's type is none that queries know
 * @param problem what is wrong with it in the catalog, if anything
 */
public record CatalogColumn(String name, SqlType type, Optional<String> description, Optional<String> problem) {
    /** A column without a description that nothing is wrong with. */
    public static CatalogColumn of(Column column) {
        return new CatalogColumn(column.name(), column.type(), Optional.empty(), Optional.empty());
    }

    /** As the compiler sees it; catalogs tell of no column that it holds no nulls. */
    public Column column() {
        return Column.of(name, type);
    }
}
