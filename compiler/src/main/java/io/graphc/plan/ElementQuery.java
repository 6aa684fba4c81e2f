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

    /** In {@link #refused()}: what the graph target says of the row. */
    public static final String DETAIL = "~detail";

    /** The table of the rows that the graph target refused, columns {@code ~id} and {@code ~detail}. */
    public RelationName refused() {
        return refused(staged);
    }

    /** The table of the rows of a staged table that the graph target refused. */
    public static RelationName refused(RelationName staged) {
        // No staged table is called so: their names begin with node_ or rel_.
        return staged.withIdentifier("refused_" + staged.identifier());
    }
}
