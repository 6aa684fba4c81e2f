package io.graphc.runtime.diff;

import io.graphc.plan.RelationName;

/**
 * The tables of one element type in the state.
 *
 * @param state the rows as they were loaded, each with the instant of its last write
 * @param changes the differences as they were computed last
 * @param pending the differences of a load that has begun and not ended well: what the target holds of them is not known
 * @param next the state under construction
 * @param whole whether the differences are those of a first load: every row is new, so the rows themselves, in the table that
 *     is to be the state, stand for them
 */
record ElementTables(RelationName state, RelationName changes, RelationName pending, RelationName next, boolean whole) {
    /** Tables that keep their names. */
    static ElementTables lasting(RelationName state) {
        String name = state.identifier();
        return new ElementTables(
                state,
                state.withIdentifier(name + "__changes"),
                state.withIdentifier(name + "__pending"),
                state.withIdentifier(name + "__next"),
                false);
    }

    /** With the differences of a load in another table. */
    ElementTables withPending(RelationName other) {
        return new ElementTables(state, changes, other, next, false);
    }
}
