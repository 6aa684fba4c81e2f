package io.graphc.plan;

/**
 * A query of one row that counts what several checks of one table look for, in one scan. Checks that share it have it in
 * equal words.
 *
 * @param column the column that holds the count of this check
 */
public record CheckCount(String compiledSql, String engineSql, String column) {}
