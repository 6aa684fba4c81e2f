package io.graphc.plan;

import java.util.List;

/**
 * The query that yields the rows of one element type. Its columns are {@code ~id}; for relationships {@code ~from} and
 * {@code ~to}; then one column for each property under the property's name; for nodes that differ
 * in their labels {@code ~labels}. Ids are text, null where a part of the key is null.
 *
 * @param lineage what its columns and rows depend on
 * @param staged the table on the engine into which the runtime puts the rows before it checks and writes them
 */
public record ElementQuery(String compiledSql, String engineSql, Lineage lineage, RelationName staged) {
    public static final String ID = "~id";
    public static final String FROM = "~from";
    public static final String TO = "~to";

    /**
     * The labels that a node has besides those that all nodes of its type have: a text with {@value #LABEL_SEPARATOR} between
     * them in the order of {@link NodePlan#optionalLabels()}, null for none.
     */
    public static final String LABELS = "~labels";

    /** Stands between labels in {@link #LABELS}; no such label holds it. */
    public static final String LABEL_SEPARATOR = ";";

    /** In {@link #refused()}: what the graph target says of the row. */
    public static final String DETAIL = "~detail";

    /** The labels in a text of {@link #LABELS}. */
    public static List<String> labels(String text) {
        return List.of(text.split(LABEL_SEPARATOR, -1));
    }

    /** The table of the rows that differ from those that were loaded last, where not all are staged. */
    public RelationName differing() {
        // No staged table is called so: their names begin with node_ or rel_.
        return staged.withIdentifier("differing_" + staged.identifier());
    }

    /**
     * Of a relationship type: the table of the ids of nodes that were made because it misses them at one end.
     *
     * @param start at which end
     */
    public RelationName made(boolean start) {
        // No staged table is called so: their names begin with node_ or rel_.
        return staged.withIdentifier((start ? "made_start_" : "made_end_") + staged.identifier());
    }

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
