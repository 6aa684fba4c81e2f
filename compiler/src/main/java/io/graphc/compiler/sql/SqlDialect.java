package io.graphc.compiler.sql;

/** The SQL that an engine speaks. */
public enum SqlDialect {
    /** Trino and Athena engine version 3: the author's own text is sent. */
    TRINO,
    /** DuckDB: the validated query is printed anew. */
    DUCKDB
}
