package io.graphc.plan;

import java.util.Optional;

/**
 * What becomes of the rows that a check finds. Its queries read staged tables and the relation of the element type.
 *
 * @param max how many rows may be taken out or made; any number where it is absent
 * @param united whether a staged row may come from several source rows
 * @param conflicts for {@link CheckPlan.Kind#UNIQUE_KEY}: the ids that remain in conflict once equal rows are one, as {@code
 *     key}, and in how many staged rows each stands, as {@code rows}; ordered
 * @param rejected the source rows that are taken out, or lose values, for the reject file: the columns {@code ~id} and {@code
 *     ~detail}, then those of the relation; ordered. Present where rows are rejected or values dropped
 * @param accepted the rows that take the place of the staged ones; for {@link Action#CREATE} those of the node type at the
 *     end that is looked at. Its columns are those of the staged table
 * @param losses for {@link Action#DROP}: one row that tells of the values that are left out; for each property that may have
 *     some, by its number {@code n} among {@link ElementPlan#values()}, in four columns: {@code ~count<n>}, how many;
 *     {@code ~reason<n>}, in words; {@code ~id<n>} and {@code ~value<n>}, the first element by id and the value there, null
 *     for none
 */
public record PolicyPlan(
        Action action,
        Optional<RejectLimit> max,
        boolean united,
        Optional<PolicyQuery> conflicts,
        Optional<PolicyQuery> rejected,
        Optional<PolicyQuery> accepted,
        Optional<PolicyQuery> losses) {
    /** The run fails, nothing is written. */
    public static final PolicyPlan ERROR =
            new PolicyPlan(Action.ERROR, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

    /** A policy that leaves no values out. */
    public PolicyPlan(
            Action action,
            Optional<RejectLimit> max,
            boolean united,
            Optional<PolicyQuery> conflicts,
            Optional<PolicyQuery> rejected,
            Optional<PolicyQuery> accepted) {
        this(action, max, united, conflicts, rejected, accepted, Optional.empty());
    }

    /** The same with what tells of the values that are left out. */
    public PolicyPlan withLosses(Optional<PolicyQuery> query) {
        return new PolicyPlan(action, max, united, conflicts, rejected, accepted, query);
    }

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
