package io.graphc.runtime.emit;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import java.util.List;

/** What is asked of single elements of a graph and done to them, in one of its languages. Used by one thread. */
public interface ElementQueries {
    /** The element types of the project, which tell pairs of one relationship type apart. */
    void of(List<NodePlan> nodes, List<RelationshipPlan> relationships);

    /** The number of elements of a type whose ids have its prefix. */
    long count(ElementPlan element);

    /** Those of a batch of elements that are there. */
    List<HeldElement> read(ElementPlan element, List<String> ids);

    /** Whether {@link #read} gives all values of a property. */
    boolean shows(PropertyPlan property);

    /** Deletes a batch of elements; nodes that relationships hang on stay. */
    DeleteResult delete(ElementPlan element, List<String> ids);

    /** Deletes those of a batch of relationships that are there. */
    void deleteRelationships(String work, List<String> ids);

    /** Takes a property away from a batch of elements. */
    void dropProperty(String work, boolean nodes, String name, List<String> ids);
}
