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

    /** Whether another tenant's target is the same graph, or a folder beside this one's that is loaded into the same. */
    boolean isGraphOf(String otherTarget, String otherTenant) {
        return graph(target, tenant).equals(graph(otherTarget, otherTenant));
    }

    private static String graph(String target, String tenant) {
        String plain = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        return plain.endsWith("/" + tenant) ? plain.substring(0, plain.length() - tenant.length() - 1) : plain;
    }
}
