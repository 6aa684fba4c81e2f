package io.graphc.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The graph that a project yields: its node types, then its relationship types, each sorted by name.
 *
 * @param actions what runs around the load, in the order of the moments and then as written
 */
public record GraphPlan(List<NodePlan> nodes, List<RelationshipPlan> relationships, List<ActionPlan> actions) {
    public GraphPlan {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
        actions = List.copyOf(actions);
    }

    /** A graph without actions. */
    public GraphPlan(List<NodePlan> nodes, List<RelationshipPlan> relationships) {
        this(nodes, relationships, List.of());
    }

    public static GraphPlan empty() {
        return new GraphPlan(List.of(), List.of());
    }

    /** All node types, then all relationship types. */
    public List<ElementPlan> elements() {
        List<ElementPlan> elements = new ArrayList<>(nodes);
        elements.addAll(relationships);
        return Collections.unmodifiableList(elements);
    }

    public GraphPlan withActions(List<ActionPlan> others) {
        return new GraphPlan(nodes, relationships, others);
    }
}
