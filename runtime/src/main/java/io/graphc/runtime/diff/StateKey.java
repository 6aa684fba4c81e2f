package io.graphc.runtime.diff;

import io.graphc.plan.CompiledProject;

/**
 * Whose state it is: the graph target, by its name and by where it is, and the tenant, empty for none. A target that moves
 * has a state of its own, so that a graph that was never written is not taken for one that was.
 */
record StateKey(String target, String place, String tenant) {
    static StateKey of(CompiledProject project, String location) {
        return new StateKey(
                project.graphTarget().name() + " " + location,
                location,
                project.tenant().orElse(""));
    }

    /** The condition that picks its rows from a table with the columns {@code target} and {@code tenant}. */
    String condition() {
        return "target = " + SqlLiterals.literal(target) + " AND tenant = " + SqlLiterals.literal(tenant);
    }
}
