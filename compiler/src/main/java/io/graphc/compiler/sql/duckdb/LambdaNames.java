package io.graphc.compiler.sql.duckdb;

/** Hands out names for lambda parameters, each once per query, so that no inner lambda hides an outer one's. */
final class LambdaNames {
    private int last;

    /** A quoted name that no column has: Trino and Hive do not make names that start with a dollar sign. */
    String next() {
        last++;
        return "\"$" + last + '"';
    }
}
