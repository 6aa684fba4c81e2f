package io.graphc.compiler.mapping;

import io.graphc.compiler.resolve.FreeNames;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.project.EndpointSpec;
import io.graphc.project.NodeSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Binds all mappings of a project for one tenant: nodes first, then the relationships between them, then what can only be
 * said of all together.
 */
public final class GraphBinder {
    private final MappingContext context;
    private final Set<String> disabledNodes;
    private final Set<String> disabledRelationships;

    /**
     * A binder for one tenant.
     *
     * @param disabledNodes labels of the nodes that the tenant does not have
     * @param disabledRelationships types of the relationships that the tenant does not have
     */
    public GraphBinder(MappingContext context, Set<String> disabledNodes, Set<String> disabledRelationships) {
        this.context = context;
        this.disabledNodes = disabledNodes;
        this.disabledRelationships = disabledRelationships;
    }

    /** The graph, as far as its parts are without errors. */
    public GraphPlan bind(List<NodeSpec> nodes, List<RelationshipSpec> relationships) {
        FreeNames stagedNames = new FreeNames(context.graphSchema());
        NodeDirectory directory = new NodeDirectory(nodes, disabledNodes);
        NodeMapper nodeMapper = new NodeMapper(context, stagedNames);
        List<MappedNode> mappedNodes = new ArrayList<>();
        for (NodeSpec spec : sortedNodes(nodes)) {
            nodeMapper.map(spec).ifPresent(node -> {
                mappedNodes.add(node);
                directory.add(node);
            });
        }
        List<MappedRelationship> mappedRelationships = relationships(relationships, directory, stagedNames);
        reportConflicts(mappedNodes, mappedRelationships);
        ElementPlanner planner = new ElementPlanner(context);
        List<Optional<NodePlan>> nodePlans = context.parallel().map(mappedNodes, planner::plan);
        List<Optional<RelationshipPlan>> relationshipPlans = context.parallel().map(mappedRelationships, planner::plan);
        return new GraphPlan(
                nodePlans.stream().flatMap(Optional::stream).toList(),
                relationshipPlans.stream().flatMap(Optional::stream).toList());
    }

    private List<NodeSpec> sortedNodes(List<NodeSpec> specs) {
        Map<String, NodeSpec> byLabel = new TreeMap<>();
        for (NodeSpec spec : specs) {
            NodeSpec first = byLabel.putIfAbsent(spec.label().value(), spec);
            if (first != null) {
                duplicate(
                        "node `" + spec.label().value() + "`",
                        spec.label().span(),
                        first.label().span());
            }
        }
        return byLabel.values().stream()
                .filter(spec -> !disabledNodes.contains(spec.label().value()))
                .toList();
    }

    private void duplicate(String what, SourceSpan second, SourceSpan first) {
        Diagnostic.of(DiagnosticCode.DUPLICATE_ELEMENT, what + " is mapped twice")
                .at(second)
                .label(first, "first mapped here")
                .help("map it once; union the rows in a model where they come from several places")
                .report(context.sink());
    }

    private List<MappedRelationship> relationships(
            List<RelationshipSpec> specs, NodeDirectory directory, FreeNames stagedNames) {
        Map<String, RelationshipSpec> byPair = new TreeMap<>();
        Map<String, Integer> pairs = new TreeMap<>();
        for (RelationshipSpec spec : specs) {
            RelationshipSpec first = byPair.putIfAbsent(pair(spec), spec);
            if (first == null) {
                pairs.merge(spec.type().value(), 1, Integer::sum);
            } else {
                duplicate(
                        "relationship `" + spec.type().value() + "` from `" + label(spec.start()) + "` to `"
                                + label(spec.end()) + "`",
                        spec.type().span(),
                        first.type().span());
            }
        }
        RelationshipMapper mapper = new RelationshipMapper(context, directory, stagedNames);
        List<MappedRelationship> mapped = new ArrayList<>();
        byPair.forEach((pair, spec) -> {
            String type = spec.type().value();
            if (!isDisabled(spec, directory)) {
                mapper.map(spec, pairs.getOrDefault(type, 1) > 1 ? pair : type).ifPresent(mapped::add);
            }
        });
        mapped.sort(Comparator.comparing(MappedRelationship::id));
        return mapped;
    }

    private static String pair(RelationshipSpec spec) {
        return spec.type().value() + "." + label(spec.start()) + "." + label(spec.end());
    }

    private static String label(Optional<EndpointSpec> end) {
        return end.flatMap(EndpointSpec::node).map(Located::value).orElse("?");
    }

    private boolean isDisabled(RelationshipSpec spec, NodeDirectory directory) {
        return disabledRelationships.contains(spec.type().value())
                || directory.isDisabled(label(spec.start()))
                || directory.isDisabled(label(spec.end()));
    }

    /** One property name must have one type on everything that carries a label, and on all relationships of a type. */
    private void reportConflicts(List<MappedNode> nodes, List<MappedRelationship> relationships) {
        Map<String, MappedProperty> seen = new LinkedHashMap<>();
        for (MappedNode node : nodes) {
            for (Located<String> label : node.spec().labels()) {
                node.element()
                        .properties()
                        .forEach(property -> compare("label `" + label.value() + "`", property, seen));
            }
        }
        for (MappedRelationship relationship : relationships) {
            MappedElement element = relationship.element();
            element.properties()
                    .forEach(property -> compare("relationship type `" + element.name() + "`", property, seen));
        }
    }

    private void compare(String owner, MappedProperty property, Map<String, MappedProperty> seen) {
        String name = property.plan().name();
        MappedProperty first = seen.putIfAbsent(owner + "." + name, property);
        if (first == null
                || (first.plan().type() == property.plan().type()
                        && first.plan().cardinality() == property.plan().cardinality())) {
            return;
        }
        Diagnostic.of(
                        DiagnosticCode.DUPLICATE_PROPERTY,
                        "property `" + name + "` of " + owner + " has two types, " + words(first) + " and "
                                + words(property))
                .at(property.span())
                .caption(words(property))
                .label(first.span(), words(first))
                .help("give both one type, or two names")
                .report(context.sink());
    }

    private static String words(MappedProperty property) {
        return switch (property.plan().cardinality()) {
            case SINGLE -> property.plan().type().word();
            case LIST, SET ->
                property.plan().cardinality().word() + " of "
                        + property.plan().type().word();
        };
    }
}
