package io.graphc.runtime.diff;

import io.graphc.plan.RelationName;

/**
 * The tables of one element type in the state.
 *
 * @param state the rows as they were loaded, each with the instant of its last write
 */
record ElementTables(RelationName state) {
    /** The differences as they were computed last. */
    RelationName changes() {
        return state.withIdentifier(state.identifier() + "__changes");
    }

    /** The differences of a load that has begun and not ended well: what the target holds of them is not known. */
    RelationName pending() {
        return state.withIdentifier(state.identifier() + "__pending");
    }

    /** The state under construction. */
    RelationName next() {
        return state.withIdentifier(state.identifier() + "__next");
    }
}
