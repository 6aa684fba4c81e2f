package io.graphc.plan;

import java.util.List;

/**
 * A node type.
 *
 * @param labels all its labels; the first one identifies
 * @param keyColumns the columns of the relation that identify a node, in order
 */
public record NodePlan(
        String id,
        List<String> labels,
        String description,
        Scope scope,
        String idPrefix,
        List<String> keyColumns,
        List<PropertyPlan> properties,
        ElementQuery query,
        List<CheckPlan> checks,
        List<String> dependsOn,
        List<String> tags)
        implements ElementPlan {
    public NodePlan {
        labels = List.copyOf(labels);
        keyColumns = List.copyOf(keyColumns);
        properties = List.copyOf(properties);
        checks = List.copyOf(checks);
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    @Override
    public String name() {
        return labels.get(0);
    }
}
