package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;

/**
 * A column as DuckDB describes it.
 *
 * @param typeText the type in DuckDB's spelling
 */
record DescribedColumn(String name, String typeText) {
    SqlType type() {
        return DuckDbTypeText.parse(typeText);
    }

    Column column() {
        return Column.of(name, type());
    }
}
