package io.graphc.runtime.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an element type was like when its elements were loaded, as the state keeps it: enough to tell what changed in the
 * mapping, and to delete elements of a type that the mapping has no more.
 *
 * @param labels the labels that all nodes of a type have, or the one type of a relationship type
 * @param optionalLabels the labels that a node may have besides; none in what was written before there were any
 * @param start the label of the start nodes, empty for a node type
 * @param scope whose elements they are; absent in what was written before it was kept
 */
record Shape(
        boolean node,
        List<String> labels,
        @Nullable List<String> optionalLabels,
        String start,
        String end,
        String idPrefix,
        List<Property> properties,
        ElementPlan.@Nullable Scope scope) {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    Shape {
        labels = List.copyOf(labels);
        optionalLabels = optionalLabels == null ? List.of() : List.copyOf(optionalLabels);
        properties = List.copyOf(properties);
    }

    /** A property; its types as words. */
    record Property(String name, PropertyType type, Cardinality cardinality, String sqlType) {
        static Property of(PropertyPlan plan) {
            return new Property(
                    plan.name(), plan.type(), plan.cardinality(), plan.sqlType().toString());
        }

        /** A property that the type has no more: only its absence is written, whatever its type was. */
        PropertyPlan absent() {
            return new PropertyPlan(name, PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR);
        }
    }

    static Shape of(ElementPlan element) {
        List<Property> properties = element.values().stream().map(Property::of).toList();
        if (element instanceof RelationshipPlan link) {
            return new Shape(
                    false,
                    List.of(link.type()),
                    List.of(),
                    link.startLabel(),
                    link.endLabel(),
                    link.idPrefix(),
                    properties,
                    link.scope());
        }
        NodePlan node = (NodePlan) element;
        return new Shape(true, node.labels(), node.optionalLabels(), "", "", node.idPrefix(), properties, node.scope());
    }

    static Shape parse(String json) {
        try {
            return JSON.readValue(json, Shape.class);
        } catch (JsonProcessingException e) {
            throw new GraphcBugException("the state holds no shape but " + json, e);
        }
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new GraphcBugException("writing to memory", e);
        }
    }

    /** Whether rows of an element type that are equal need not be written again. */
    boolean isLike(ElementPlan element) {
        Shape now = of(element);
        return properties.equals(now.properties) && labels.equals(now.labels);
    }

    /** Whether all tenants share the elements, as far as it is known. */
    boolean isGlobal() {
        return scope == ElementPlan.Scope.GLOBAL;
    }

    Optional<Property> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    /** The properties that an element type does not have any more. */
    List<PropertyPlan> without(ElementPlan element) {
        List<PropertyPlan> gone = new ArrayList<>();
        for (Property property : properties) {
            boolean kept = element.values().stream().anyMatch(now -> now.name().equals(property.name()));
            if (!kept) {
                gone.add(property.absent());
            }
        }
        return gone;
    }

    /**
     * An element type that the project has no more, good for deleting its elements; shared by all tenants where nothing says
     * that it is not.
     */
    ElementPlan plan(String id) {
        ElementPlan.Scope known = scope == null ? ElementPlan.Scope.GLOBAL : scope;
        ElementQuery none = new ElementQuery("", "", Lineage.NONE, RelationName.of("", ""));
        return node
                ? new NodePlan(
                        id, labels, "", known, idPrefix, List.of(), List.of(), none, List.of(), List.of(), List.of())
                : new RelationshipPlan(
                        id,
                        labels.get(0),
                        "",
                        known,
                        idPrefix,
                        start,
                        end,
                        List.of(),
                        none,
                        List.of(),
                        List.of(),
                        List.of());
    }

    /** The labels that its nodes may have had besides those that all of them had. */
    Stream<String> formerLabels() {
        return Objects.requireNonNull(optionalLabels).stream();
    }

    /** The element type with what it has no more: properties behind its own, and labels that its nodes may still have. */
    static ElementPlan withFormer(ElementPlan element, List<PropertyPlan> values, Set<String> labels) {
        if (values.isEmpty() && labels.isEmpty()) {
            return element;
        }
        List<PropertyPlan> all = new ArrayList<>(element.properties());
        values.stream().filter(value -> !value.isLabels()).forEach(all::add);
        if (element instanceof NodePlan node) {
            Set<String> optional = new TreeSet<>(node.optionalLabels());
            optional.addAll(labels);
            return new NodePlan(
                    node.id(),
                    node.labels(),
                    List.copyOf(optional),
                    node.description(),
                    node.scope(),
                    node.idPrefix(),
                    node.keyColumns(),
                    all,
                    node.query(),
                    node.checks(),
                    node.dependsOn(),
                    node.tags());
        }
        RelationshipPlan link = (RelationshipPlan) element;
        return new RelationshipPlan(
                link.id(),
                link.type(),
                link.description(),
                link.scope(),
                link.idPrefix(),
                link.startLabel(),
                link.endLabel(),
                all,
                link.query(),
                link.checks(),
                link.dependsOn(),
                link.tags());
    }
}
