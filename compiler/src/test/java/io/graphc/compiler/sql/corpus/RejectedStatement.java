package io.graphc.compiler.sql.corpus;

/**
 * A statement that may be wrong; a real Trino says whether it is.
 *
 * @param group what kind of mistake it is about: rates are counted by it
 */
record RejectedStatement(String group, String sql) {}
