package io.graphc.runtime;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationshipPlan;

/**
 * What an element type is called, for reports that outlive its plan.
 *
 * @param node whether it is a node type
 * @param pattern as in a query: {@code (User)} or {@code (User)-[ENROLLED_IN]->(Course)}
 */
public record ElementLabel(String id, boolean node, String name, String pattern) {
    static ElementLabel of(ElementPlan element) {
        return element instanceof RelationshipPlan link
                ? new ElementLabel(
                        link.id(),
                        false,
                        link.name(),
                        "(" + link.startLabel() + ")-[" + link.type() + "]->(" + link.endLabel() + ")")
                : new ElementLabel(element.id(), true, element.name(), "(" + element.name() + ")");
    }
}
