package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;

/** The uniqueness constraint on the property that holds the ids of one element type; its name is made of what it is for. */
public final class IdConstraint {
    private IdConstraint() {}

    /** The statement that makes it where it is not there. */
    public static String of(ElementPlan element, String idProperty) {
        boolean node = element instanceof NodePlan;
        String kind = node ? "node" : "relationship";
        String name = Cypher.quote(element.name());
        String pattern = node ? "(e:" + name + ")" : "()-[e:" + name + "]-()";
        return "CREATE CONSTRAINT " + Cypher.quote("graphc " + kind + " " + element.name() + " " + idProperty)
                + " IF NOT EXISTS FOR " + pattern + " REQUIRE e." + Cypher.quote(idProperty) + " IS UNIQUE";
    }
}
