package io.graphc.compiler.elementtest;

import io.graphc.plan.GraphPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.project.EndpointSpec;
import io.graphc.project.NodeSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The element types of a graph as tests see them: planned for one tenant, and declared for all. */
final class TestedGraph {
    private final Map<String, TestedElement> nodes = new LinkedHashMap<>();
    private final List<TestedElement> relationships = new ArrayList<>();
    private final List<RelationshipSpec> declared;
    private final Set<String> undirected = new TreeSet<>();
    private final Set<String> lost = new TreeSet<>();

    /** @param labels the identifying labels of the nodes that the project declares */
    TestedGraph(GraphPlan graph, List<RelationshipSpec> declared, Set<String> labels) {
        this.declared = declared;
        declared.stream()
                .filter(spec -> !isKnown(spec.start(), labels) || !isKnown(spec.end(), labels))
                .forEach(spec -> lost.add(spec.type().value()));
        graph.nodes().forEach(node -> nodes.put(node.name(), TestedElement.of(node)));
        graph.relationships().forEach(relationship -> relationships.add(TestedElement.of(relationship)));
        declared.stream()
                .filter(RelationshipSpec::isUndirected)
                .forEach(spec -> undirected.add(spec.type().value()));
    }

    Optional<TestedElement> node(NodeSpec spec) {
        return node(spec.label().value());
    }

    Optional<TestedElement> node(String label) {
        return Optional.ofNullable(nodes.get(label));
    }

    /** What becomes of a mapping of relationships: one element type for each pair of node types. */
    List<TestedElement> relationships(RelationshipSpec spec) {
        List<TestedElement> found = new ArrayList<>();
        for (TestedElement element : relationships) {
            RelationshipPlan plan = element.relationship().orElseThrow();
            if (plan.type().equals(spec.type().value())
                    && leads(spec.start(), plan.startLabel())
                    && leads(spec.end(), plan.endLabel())) {
                found.add(element);
            }
        }
        return found;
    }

    private static boolean leads(Optional<EndpointSpec> end, String label) {
        return labels(end).contains(label);
    }

    private static List<String> labels(Optional<EndpointSpec> end) {
        return end.stream()
                .flatMap(written -> written.choices().stream())
                .flatMap(choice -> choice.node().stream())
                .map(Located::value)
                .toList();
    }

    boolean isUndirected(TestedElement relationship) {
        return undirected.contains(relationship.plan().name());
    }

    private static boolean isKnown(Optional<EndpointSpec> end, Set<String> labels) {
        List<String> named = labels(end);
        return !named.isEmpty() && labels.containsAll(named);
    }

    /**
     * The relationship types of which nobody knows where they start or end, because a mapping of theirs names no node, or
     * none that there is; that has been reported.
     */
    Set<String> lostTypes() {
        return lost;
    }

    /** The relationship types that are declared to start or end at a node, for any tenant. */
    Set<String> typesAt(String label) {
        Set<String> types = new TreeSet<>();
        for (RelationshipSpec spec : declared) {
            if (leads(spec.start(), label) || leads(spec.end(), label)) {
                types.add(spec.type().value());
            }
        }
        return types;
    }

    /** The planned relationships of some types that start or end at a node. */
    List<TestedElement> at(String label, Set<String> types) {
        return relationships.stream()
                .filter(element -> types.contains(element.plan().name()))
                .filter(element -> starts(element, label) || ends(element, label))
                .toList();
    }

    boolean starts(TestedElement relationship, String label) {
        return relationship.relationship().orElseThrow().startLabel().equals(label);
    }

    boolean ends(TestedElement relationship, String label) {
        return relationship.relationship().orElseThrow().endLabel().equals(label);
    }
}
