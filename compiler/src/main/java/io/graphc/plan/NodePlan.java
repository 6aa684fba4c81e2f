package io.graphc.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A node type.
 *
 * @param labels the labels that all its nodes have; the first one identifies
 * @param optionalLabels the labels that a node may have besides, as the column {@link ElementQuery#LABELS} of its row says;
 *     empty where there is no such column
 * @param keyColumns the columns of the relation that identify a node, in order
 */
public record NodePlan(
        String id,
        List<String> labels,
        List<String> optionalLabels,
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
        optionalLabels = List.copyOf(optionalLabels);
        keyColumns = List.copyOf(keyColumns);
        properties = List.copyOf(properties);
        checks = List.copyOf(checks);
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    /** A node type all of whose nodes have the same labels. */
    public NodePlan(
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
            List<String> tags) {
        this(
                id,
                labels,
                List.of(),
                description,
                scope,
                idPrefix,
                keyColumns,
                properties,
                query,
                checks,
                dependsOn,
                tags);
    }

    @Override
    public List<PropertyPlan> values() {
        if (optionalLabels.isEmpty()) {
            return properties;
        }
        List<PropertyPlan> values = new ArrayList<>(properties);
        values.add(PropertyPlan.LABELS);
        return values;
    }

    @Override
    public String name() {
        return labels.get(0);
    }
}
