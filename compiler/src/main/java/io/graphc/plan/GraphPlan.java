package io.graphc.plan;

import java.util.List;

/** The graph that a project yields: its node types, then its relationship types, each sorted by name. */
public record GraphPlan(List<NodePlan> nodes, List<RelationshipPlan> relationships) {
    public GraphPlan {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
    }

    public static GraphPlan empty() {
        return new GraphPlan(List.of(), List.of());
    }
}
