package io.graphc.plan;

import java.util.Optional;

/**
 * What becomes of the rows that a check finds. Its queries read staged tables and the relation of the element type.
 *
 * @param max how many rows may be taken out or made; any number where it is absent
 * @param united whether a staged row may come from several source rows
 * @param conflicts for {@link CheckPlan.Kind#UNIQUE_KEY}: the ids that remain in conflict once equal rows are one, as {@code
 *     key}, and in how many staged rows each stands, as {@code rows}; ordered
 * @param rejected the source rows that are taken out, for the reject file: the columns {@code ~id} and {@code ~detail}, then
 *     those of the relation; ordered. Present where rows are rejected
 * @param accepted the rows that take the place of the staged ones; for {@link Action#CREATE} those of the node type at the
 *     end that is looked at. Its columns are those of the staged table
 */
public record PolicyPlan(
        Action action,
        Optional<RejectLimit> max,
        boolean united,
        Optional<PolicyQuery> conflicts,
        Optional<PolicyQuery> rejected,
        Optional<PolicyQuery> accepted) {
    /** The run fails, nothing is written. */
    public static final PolicyPlan ERROR =
            new PolicyPlan(Action.ERROR, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

    /** What can be done. */
    public enum Action {
        /** The run fails, nothing is written. */
        ERROR,
        /** The rows are left out and go to a reject file. */
        REJECT,
        /** For a missing end: a node with its key alone is made. */
        CREATE,
        /** For rows of one key: one row, each property the one value that is not null. */
        MERGE,
        /** For rows of one key: the first in a given order. */
        FIRST,
        /** For a bad value: it is left out, the row stays. */
        DROP
    }
}
