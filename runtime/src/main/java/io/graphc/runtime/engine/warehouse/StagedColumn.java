package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;

/**
 * A column of a staged table. Tables of Hive hold names in lower-case letters, digits and underscores, and fewer types than
 * Trino has, so a staged column has a number for a name and may hold another type than it is read as.
 *
 * @param stored its name in the table: {@code c0}, {@code c1} and so on
 * @param storedType its type in the table
 * @param column its name and type for whoever reads it
 */
public record StagedColumn(String stored, SqlType storedType, Column column) {
    static StagedColumn of(int index, Column column) {
        return new StagedColumn("c" + index, StoredTypes.of(column.type()), column);
    }

    /** The expression over a query with the column's own name that is stored. */
    String encoded() {
        return StoredTypes.encode(RelationName.quote(column.name()), column.type()) + " AS " + stored;
    }

    /** The expression over the table that is read. */
    String decoded() {
        return StoredTypes.decode(stored, column.type()) + " AS " + RelationName.quote(column.name());
    }
}
