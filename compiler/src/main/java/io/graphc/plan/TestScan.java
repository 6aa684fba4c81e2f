package io.graphc.plan;

/**
 * A query of one row that counts the failures of several data tests in one scan of the relation that they test. It may be
 * asked for some of its columns alone; an engine then leaves the others out. Immutable.
 *
 * @param id {@code scan.<id of the relation>.<number>}
 * @param compiledSql the query in Trino's dialect
 * @param engineSql the query for the engine of the compiled target
 */
public record TestScan(String id, String compiledSql, String engineSql) {}
