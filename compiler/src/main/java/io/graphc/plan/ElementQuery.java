package io.graphc.plan;

/**
 * The query that yields the rows of one element type. Its columns are {@code ~id}; for relationships {@code ~from} and
 * {@code ~to}; then one column for each property under the property's name. Ids are text, null where a part of the key is
 * null.
 *
 * @param lineage what its columns and rows depend on
 * @param staged the table on the engine into which the runtime puts the rows before it checks and writes them
 */
public record ElementQuery(String compiledSql, String engineSql, Lineage lineage, RelationName staged) {
    public static final String ID = "~id";
    public static final String FROM = "~from";
    public static final String TO = "~to";
}
