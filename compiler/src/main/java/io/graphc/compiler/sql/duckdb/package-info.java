/** The validated tree printed for DuckDB: types, literals, casts, operators, functions, queries. */
@NullMarked
package io.graphc.compiler.sql.duckdb;

import org.jspecify.annotations.NullMarked;
