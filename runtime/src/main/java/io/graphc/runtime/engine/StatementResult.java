package io.graphc.runtime.engine;

/**
 * What a statement did.
 *
 * @param rows rows in the relation that it made; -1 where that is not known, as for a view
 * @param message a short word for the results, for example {@code CREATE VIEW}
 */
public record StatementResult(long rows, String message) {}
