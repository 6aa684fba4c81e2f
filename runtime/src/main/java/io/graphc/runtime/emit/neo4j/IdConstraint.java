package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.ElementPlan;

/** The uniqueness constraint on the property that holds the ids of one element type; its name is made of what it is for. */
public final class IdConstraint {
    private IdConstraint() {}

    /** The statement that makes it where it is not there. */
    public static String of(ElementPlan element, String idProperty) {
        return Constraint.unique(element, idProperty).create();
    }
}
