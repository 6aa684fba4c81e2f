package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.source.Origin;

/**
 * A column that a query yields.
 *
 * @param column name, type and whether it can be null; a column without a name has the one Trino gives it, {@code _col0}
 * @param place the select item it comes from
 * @param named true when the query itself names it
 */
public record OutputColumn(Column column, Origin place, boolean named) {}
