package io.graphc.runtime.engine;

/**
 * What a statement did.
 *
 * @param rows rows in the relation that it made; -1 where that is not known, as for a view
 * @param message a short word for the results, for example {@code CREATE VIEW}
 * @param cost what it and the statements around it cost; {@link StatementCost#NONE} where the engine does not tell
 */
public record StatementResult(long rows, String message, StatementCost cost) {
    /** Made without a word on costs. */
    public StatementResult(long rows, String message) {
        this(rows, message, StatementCost.NONE);
    }
}
