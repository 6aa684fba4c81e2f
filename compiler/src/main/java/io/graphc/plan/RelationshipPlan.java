package io.graphc.plan;

import java.util.List;

/**
 * A relationship type between two node types.
 *
 * @param id {@code relationship.<project>.<type>}, with {@code .<start>.<end>} behind it where one type connects several
 *     pairs of node types
 * @param startLabel the identifying label of the start node
 * @param endLabel the identifying label of the end node
 */
public record RelationshipPlan(
        String id,
        String type,
        String description,
        Scope scope,
        String idPrefix,
        String startLabel,
        String endLabel,
        List<PropertyPlan> properties,
        ElementQuery query,
        List<CheckPlan> checks,
        List<String> dependsOn,
        List<String> tags)
        implements ElementPlan {
    public RelationshipPlan {
        properties = List.copyOf(properties);
        checks = List.copyOf(checks);
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    @Override
    public String name() {
        return type;
    }

    /** With the labels of its ends where one type connects several pairs of node types. */
    @Override
    public String words() {
        return ElementPlan.super.words() + (isOneOfSeveral() ? " from `" + startLabel + "` to `" + endLabel + "`" : "");
    }

    @Override
    public String title() {
        return type + (isOneOfSeveral() ? " from " + startLabel + " to " + endLabel : "");
    }

    @Override
    public String pattern() {
        return "(" + startLabel + ")-[" + type + "]->(" + endLabel + ")";
    }

    private boolean isOneOfSeveral() {
        return id.endsWith("." + startLabel + "." + endLabel);
    }
}
