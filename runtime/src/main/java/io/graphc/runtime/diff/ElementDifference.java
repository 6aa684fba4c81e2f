package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import java.util.Map;

/**
 * How the rows of one element type differ from what the state says that the target holds.
 *
 * @param element the type; its properties include those that it lost, which hold no value any more
 * @param held elements that the state had
 * @param rows rows that the project has now
 * @param inserts elements that the state does not have
 * @param updates elements with other properties or labels, {@code moves} among them
 * @param moves relationships with other ends, which are deleted and made again
 * @param deletes elements that the project has no more and that are to be deleted
 * @param leftovers elements that a run that died may have left and that nobody has any more; deleted without a limit
 * @param waiting elements that the project has no more and that stay for now
 * @param released global elements that this tenant has no more but another one has
 * @param everything whether all rows count as changed, because what the target holds is not known
 * @param retired whether the project has the element type no more
 * @param made nodes that have no row of their own, since relationships make them
 */
public record ElementDifference(
        ElementPlan element,
        long held,
        long rows,
        long inserts,
        long updates,
        long moves,
        long deletes,
        long leftovers,
        long waiting,
        long released,
        boolean everything,
        boolean retired,
        Made made) {
    /**
     * Nodes without a row of their own.
     *
     * @param nodes all of them
     * @param inserts those that the state does not have
     * @param emptied those of the updates that lose the values which a row gave them: it is gone
     */
    public record Made(long nodes, long inserts, long emptied) {}

    /**
     * What a comparison found.
     *
     * @param counts the number of changes of each kind, by its letter
     */
    static ElementDifference of(
            ElementPlan element, Map<String, Long> counts, long held, long rows, boolean everything, boolean retired) {
        long moves = Change.MOVE.of(counts);
        long emptied = Change.PLACEHOLDER.of(counts);
        return new ElementDifference(
                element,
                held,
                rows,
                Change.INSERT.of(counts),
                Change.UPDATE.of(counts) + emptied + moves,
                moves,
                Change.DELETE.of(counts),
                Change.LEFTOVER.of(counts),
                Change.WAIT.of(counts),
                Change.RELEASE.of(counts),
                everything,
                retired,
                new Made(0, 0, emptied));
    }

    /** Nothing known of what the target holds: every row is new. */
    public static ElementDifference unremembered(ElementPlan element, StagedRows rows) {
        return of(element, Map.of(Change.INSERT.letter(), rows.rows()), 0, rows.rows(), true, false)
                .withMade(rows.made(), rows.made());
    }

    /** With the number of nodes that relationships make, and of those of them that are new. */
    ElementDifference withMade(long nodes, long fresh) {
        return new ElementDifference(
                element,
                held,
                rows,
                inserts,
                updates,
                moves,
                deletes,
                leftovers,
                waiting,
                released,
                everything,
                retired,
                new Made(nodes, fresh, made.emptied()));
    }

    /** Elements that lose all or most of what is known of them: those to be deleted, and nodes whose rows are gone. */
    public long losses() {
        return deletes + made.emptied();
    }

    /** Rows that the target has just so. */
    public long unchanged() {
        return rows - inserts - updates;
    }

    /** The numbers of the most common changes. */
    public String words() {
        String emptied =
                made.emptied() == 0 ? "" : " (" + made.emptied() + " of them emptied, for their rows are gone)";
        return inserts + " new, " + updates + " changed" + emptied + ", " + deletes + " to delete, " + unchanged()
                + " unchanged";
    }

    /** Whether nothing is to be written or deleted. */
    public boolean isEmpty() {
        return inserts + updates + deletes + leftovers == 0;
    }

    /** Whether the state has nothing to remember either. */
    boolean leavesStateAlone() {
        return isEmpty() && released == 0;
    }

    /** The elements that the target has to hold afterwards, if none is kept. */
    public long expected() {
        return rows + waiting;
    }
}
