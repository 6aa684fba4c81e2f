/** DuckDB inside this process by JDBC: databases, sources from files, builds and row cursors. */
@NullMarked
package io.graphc.runtime.engine.duckdb;

import org.jspecify.annotations.NullMarked;
