package io.graphc.runtime.engine.warehouse;

/**
 * A statement for a warehouse, in Trino's SQL.
 *
 * @param owner id of the model, seed, source, test or element type that it is run for; empty where there is none
 * @param what what is being done, in words for messages, for example {@code model `orders`}
 * @param sql the text, without a semicolon at its end
 */
public record Statement(String owner, String what, String sql) {
    /** What may stand between the words of a statement, as a regular expression: one blank, or one comment. */
    public static final String BLANK = "(?:\\s|--[^\n]*+(?:\n|$)|/\\*(?s:.*?)\\*/)";

    /** The same purpose with another text. */
    public Statement withSql(String other) {
        return new Statement(owner, what, other);
    }
}
