package io.graphc.compiler.mapping;

import io.graphc.compiler.resolve.FreeNames;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.project.NodeSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Binds all mappings of a project for one tenant: nodes first, then the relationships between them, then what can only be
 * said of all together.
 */
public final class GraphBinder {
    private final MappingContext context;
    private final Set<String> disabledNodes;
    private final Set<String> disabledRelationships;
    private final List<Located<String>> unbound = new ArrayList<>();

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

    /** The labels and types of the mappings that nothing was made of: what is wrong with each has been reported. */
    public List<Located<String>> unbound() {
        return List.copyOf(unbound);
    }

    /** The graph, as far as its parts are without errors. */
    public GraphPlan bind(List<NodeSpec> nodes, List<RelationshipSpec> relationships) {
        FreeNames stagedNames = new FreeNames(context.graphSchema());
        NodeDirectory directory = new NodeDirectory(nodes, disabledNodes);
        NodeMapper nodeMapper = new NodeMapper(context, stagedNames);
        List<MappedNode> mappedNodes = new ArrayList<>();
        for (List<NodeSpec> specs : sortedNodes(nodes)) {
            nodeMapper
                    .map(specs)
                    .ifPresentOrElse(
                            node -> {
                                mappedNodes.add(node);
                                directory.add(node);
                            },
                            () -> unbound.add(specs.get(0).label()));
        }
        List<MappedRelationship> mappedRelationships = relationships(relationships, directory, stagedNames);
        reportConflicts(mappedNodes, mappedRelationships);
        ElementPlanner planner = new ElementPlanner(context);
        List<Optional<NodePlan>> nodePlans = context.parallel().map(mappedNodes, planner::plan);
        List<Optional<RelationshipPlan>> relationshipPlans = context.parallel().map(mappedRelationships, planner::plan);
        addUnplanned(nodePlans, mappedNodes, node -> node.spec().label());
        addUnplanned(
                relationshipPlans,
                mappedRelationships,
                relationship -> relationship.spec().type());
        return new GraphPlan(
                nodePlans.stream().flatMap(Optional::stream).toList(),
                relationshipPlans.stream().flatMap(Optional::stream).toList());
    }

    private <P, M> void addUnplanned(List<Optional<P>> plans, List<M> mapped, Function<M, Located<String>> name) {
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).isEmpty()) {
                unbound.add(name.apply(mapped.get(i)));
            }
        }
    }

    /** The mappings by their identifying label, those of one label in the order they were written. */
    private List<List<NodeSpec>> sortedNodes(List<NodeSpec> specs) {
        Map<String, List<NodeSpec>> byLabel = new TreeMap<>();
        specs.stream()
                .filter(spec -> !disabledNodes.contains(spec.label().value()))
                .forEach(spec -> byLabel.computeIfAbsent(spec.label().value(), label -> new ArrayList<>())
                        .add(spec));
        return List.copyOf(byLabel.values());
    }

    private List<MappedRelationship> relationships(
            List<RelationshipSpec> specs, NodeDirectory directory, FreeNames stagedNames) {
        RelationshipMapper mapper = new RelationshipMapper(context, directory);
        PairCases pairs = new PairCases();
        for (RelationshipSpec spec : specs) {
            if (!pairs.addAll(spec, this::isThere, mapper)) {
                unbound.add(spec.type());
            }
        }
        RelationshipUnion union = new RelationshipUnion(context, stagedNames);
        List<MappedRelationship> mapped = new ArrayList<>();
        pairs.complete()
                .forEach((suffix, cases) -> union.unite(cases, suffix)
                        .ifPresentOrElse(
                                mapped::add,
                                () -> unbound.add(cases.get(0).bound().spec().type())));
        mapped.sort(Comparator.comparing(MappedRelationship::id));
        return mapped;
    }

    /** Whether the tenant has relationships of this type between these node types. */
    private boolean isThere(PairCases.Pair pair) {
        return !disabledRelationships.contains(pair.type())
                && !disabledNodes.contains(pair.start())
                && !disabledNodes.contains(pair.end());
    }

    /** One property name must have one type on everything that carries a label, and on all relationships of a type. */
    private void reportConflicts(List<MappedNode> nodes, List<MappedRelationship> relationships) {
        Map<String, MappedProperty> seen = new LinkedHashMap<>();
        for (MappedNode node : nodes) {
            for (Located<String> label : node.spec().labels()) {
                compare("label `" + label.value() + "`", node.element(), seen);
            }
            for (String label : node.optionalLabels()) {
                compare("label `" + label + "`", node.element(), seen);
            }
        }
        for (MappedRelationship relationship : relationships) {
            MappedElement element = relationship.element();
            compare("relationship type `" + element.name() + "`", element, seen);
        }
    }

    private void compare(String owner, MappedElement element, Map<String, MappedProperty> seen) {
        for (MappedRows part : element.parts()) {
            for (MappedProperty property : part.properties()) {
                MappedProperty first =
                        seen.putIfAbsent(owner + "." + property.plan().name(), property);
                if (first != null && !ElementUnion.sameType(first.plan(), property.plan())) {
                    ElementUnion.twoTypes(owner, first, property, context.sink());
                }
            }
        }
    }
}
