package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.ElementMapper.Written;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.FreeNames;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.ElementQuery;
import io.graphc.project.NodeSpec;
import io.graphc.project.RelationReference;
import io.graphc.source.Located;
import java.util.List;
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

    /** The bound mapping; empty when something is wrong with it or with what it reads. */
    Optional<MappedNode> map(NodeSpec spec) {
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
        Written written = elements.written(spec.where(), spec.properties(), relation.get(), label);
        Optional<List<Column>> key = elements.key(spec.key(), relation.get());
        Optional<List<MappedProperty>> properties = spec.properties().isPresent()
                ? elements.properties(spec.properties().get(), relation.get(), written)
                : elements.properties(
                        relation.get(), relation.get().columns(), from.get().span());
        if (!labelsFit || !written.sound() || key.isEmpty() || key.get().isEmpty() || properties.isEmpty()) {
            return Optional.empty();
        }
        Scope scope = context.scopeOf(spec.scope());
        return Optional.of(new MappedNode(
                spec,
                new MappedElement(
                        label,
                        spec.label().span(),
                        relation.get(),
                        written.where(),
                        key.get(),
                        properties.get(),
                        scope,
                        context.prefix(label, scope),
                        ElementMapper.staged(
                                stagedNames.like("node_" + label), List.of(ElementQuery.ID), properties.get()))));
    }
}
