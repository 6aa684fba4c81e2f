package io.graphc.compiler.sql.duckdb;

/**
 * Hands out names for lambda parameters by the depth of the lambda, so that no inner lambda hides an outer one's and the same
 * expression has the same text wherever it stands.
 */
final class LambdaNames {
    private int last;

    /** The names in use. */
    int mark() {
        return last;
    }

    /** Gives back the names that were handed out since. */
    void reset(int mark) {
        last = mark;
    }

    /** A quoted name that no column has: Trino and Hive do not make names that start with a dollar sign. */
    String next() {
        last++;
        return "\"$" + last + '"';
    }
}
