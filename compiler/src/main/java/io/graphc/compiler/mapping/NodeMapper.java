package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.ElementMapper.Written;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.FreeNames;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.project.NodeSpec;
import io.graphc.project.RelationReference;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds a node mapping to the relation it reads. */
final class NodeMapper {
    private final MappingContext context;
    private final ElementMapper elements;
    private final FreeNames stagedNames;

    NodeMapper(MappingContext context, FreeNames stagedNames) {
        this.context = context;
        this.elements = new ElementMapper(context);
        this.stagedNames = stagedNames;
    }

    /** The bound node type; empty when something is wrong with one of its mappings or with what they read. */
    Optional<MappedNode> map(List<NodeSpec> specs) {
        NodeSpec first = specs.get(0);
        String label = first.label().value();
        List<MappedRows> parts = new ArrayList<>();
        for (NodeSpec spec : specs) {
            rows(spec).ifPresent(parts::add);
        }
        ElementUnion union = new ElementUnion("node `" + label + "`", context.sink());
        if (parts.size() < specs.size() || !alike(specs, union)) {
            return Optional.empty();
        }
        Scope scope = context.scopeOf(first.scope());
        Optional<ElementPolicies> policies = new PolicyBinder(union, context.sink())
                .bind(specs.stream().map(NodeSpec::policies).toList(), parts);
        if (policies.isEmpty()) {
            return Optional.empty();
        }
        return union.properties(parts)
                .map(NodeMapper::labelsLast)
                .map(properties -> new MappedNode(
                        specs,
                        new MappedElement(
                                label,
                                first.label().span(),
                                parts,
                                properties,
                                scope,
                                first.id().isPresent() ? "" : context.prefix(label, scope),
                                parts.size() > 1,
                                policies.get(),
                                ElementMapper.staged(
                                        stagedNames.like("node_" + label), List.of(ElementQuery.ID), properties))));
    }

    private static List<PropertyPlan> labelsLast(List<PropertyPlan> properties) {
        List<PropertyPlan> sorted = new ArrayList<>(properties);
        sorted.sort(Comparator.comparing(PropertyPlan::isLabels));
        return sorted;
    }

    private Optional<MappedRows> rows(NodeSpec spec) {
        TargetRules rules = context.rules();
        boolean labelsFit = true;
        for (Located<String> label : spec.labels()) {
            labelsFit &= rules.label(label, "label");
        }
        Optional<RelationReference> from = spec.from();
        Optional<BoundRelation> relation = from.flatMap(context.relations()::find);
        if (relation.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        String label = spec.label().value();
        NodeIds ids = new NodeIds(spec, relation.get(), context);
        Written written = elements.written(spec.where(), ids.withExpression(), relation.get(), label);
        Optional<List<Column>> key = elements.key(ids.key(), relation.get());
        Optional<String> id = ids.sql(written);
        Optional<List<MappedProperty>> properties = spec.properties().isPresent()
                ? elements.properties(spec.properties().get(), relation.get(), written)
                : elements.properties(
                        relation.get(), relation.get().columns(), from.get().span());
        boolean held = true;
        for (MappedProperty property : properties.orElse(List.of())) {
            held &= context.rules().nodeProperty(property.plan(), label, property.span());
        }
        Optional<List<MappedProperty>> labels = new LabelMapper(context).map(spec, relation.get());
        boolean identified = key.isPresent()
                && !key.get().isEmpty()
                && id.isPresent() == spec.id().isPresent();
        if (!labelsFit || !held || !written.sound() || !identified || properties.isEmpty() || labels.isEmpty()) {
            return Optional.empty();
        }
        List<MappedProperty> values = new ArrayList<>(properties.get());
        values.addAll(labels.get());
        return Optional.of(new MappedRows(
                spec.label().span(),
                relation.get(),
                written.where().stream().toList(),
                key.get(),
                id,
                Optional.empty(),
                List.of(),
                values));
    }

    /** Whether all mappings of a label say the same of what every node of it has. */
    private boolean alike(List<NodeSpec> specs, ElementUnion union) {
        NodeSpec first = specs.get(0);
        boolean alike = true;
        for (NodeSpec spec : specs.subList(1, specs.size())) {
            if (!labels(spec).equals(labels(first))) {
                alike = false;
                union.misfit(
                                "have different labels",
                                spec.label().span(),
                                String.join(", ", labels(spec)),
                                first.label().span(),
                                String.join(", ", labels(first)))
                        .help("give both the same `labels`, in the same order")
                        .report(context.sink());
            } else if (spec.id().isPresent() != first.id().isPresent()) {
                alike = false;
                union.misfit(
                                "do not both have an `id`",
                                spec.label().span(),
                                spec.id().isPresent() ? "ids of its own" : "ids by label and key",
                                first.label().span(),
                                first.id().isPresent() ? "ids of its own" : "ids by label and key")
                        .help("give both an `id`, or none")
                        .report(context.sink());
            } else if (context.scopeOf(spec.scope()) != context.scopeOf(first.scope())) {
                alike = false;
                union.misfit(
                                "have different scopes",
                                spec.scope().orElse(spec.label()).span(),
                                context.scopeOf(spec.scope()).name().toLowerCase(Locale.ROOT),
                                first.scope().orElse(first.label()).span(),
                                context.scopeOf(first.scope()).name().toLowerCase(Locale.ROOT))
                        .help("give both the same `scope`")
                        .report(context.sink());
            }
        }
        return alike;
    }

    private static List<String> labels(NodeSpec spec) {
        return spec.labels().stream().map(Located::value).toList();
    }
}
