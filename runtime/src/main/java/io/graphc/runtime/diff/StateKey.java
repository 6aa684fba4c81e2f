package io.graphc.runtime.diff;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.engine.SqlLiterals;
import java.nio.file.Path;

/**
 * Whose state it is: the project, the graph target, by its name and by where it is, and the tenant, empty for none. A target
 * that moves has a state of its own, so that a graph that was never written is not taken for one that was.
 */
record StateKey(String project, String target, String place, String tenant) {
    static StateKey of(CompiledProject project, String location) {
        return new StateKey(
                project.name(),
                project.graphTarget().name() + " " + location,
                location,
                project.tenant().orElse(""));
    }

    /** The condition that picks its rows from a table with the columns {@code target} and {@code tenant}. */
    String condition() {
        return "target = " + SqlLiterals.literal(target) + " AND tenant = " + SqlLiterals.literal(tenant);
    }

    /** Whether it is about files, which tenants have in folders beside each other and which are loaded into one graph. */
    boolean isFolder() {
        return isFolder(target);
    }

    private static boolean isFolder(String target) {
        return !target.contains("://") || target.contains(" s3://");
    }

    /**
     * The id that an element type has in this project: ids have the name of the project in them, which may have been another one
     * when they were written down.
     */
    String own(String element) {
        return ElementPlan.idIn(project, element);
    }

    /**
     * What the states of one graph have in common, whoever its tenants are. Nobody else has a folder that lies in the folder of
     * the project.
     */
    String graph() {
        String graph = graph(target, tenant);
        return isFolder() && !place.contains("://") && !Path.of(place).isAbsolute() ? project + " " + graph : graph;
    }

    /** Whether another tenant's target is the same graph, or a folder beside this one's that is loaded into the same. */
    boolean isGraphOf(String otherTarget, String otherTenant) {
        return graph(target, tenant).equals(graph(otherTarget, otherTenant));
    }

    /** Databases of a server that have the names of tenants are graphs of their own. */
    private static String graph(String target, String tenant) {
        String plain = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        return isFolder(target) && plain.endsWith("/" + tenant)
                ? plain.substring(0, plain.length() - tenant.length() - 1)
                : plain;
    }
}
