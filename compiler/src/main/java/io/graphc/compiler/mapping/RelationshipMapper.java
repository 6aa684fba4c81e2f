package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.ElementMapper.Written;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.FreeNames;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.ElementQuery;
import io.graphc.project.EndpointSpec;
import io.graphc.project.RelationReference;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds a relationship mapping to the relation it reads and the nodes it connects. */
final class RelationshipMapper {
    private final MappingContext context;
    private final ElementMapper elements;
    private final NodeDirectory nodes;
    private final FreeNames stagedNames;

    RelationshipMapper(MappingContext context, NodeDirectory nodes, FreeNames stagedNames) {
        this.context = context;
        this.elements = new ElementMapper(context);
        this.nodes = nodes;
        this.stagedNames = stagedNames;
    }

    /** An end and the node type it leads to. */
    private record BoundEnd(MappedNode node, ElementIds.End end) {}

    /** A mapping of its own, before it is laid together with others of the same type between the same node types. */
    private record Part(MappedRows rows, MappedNode start, MappedNode end, Scope scope) {}

    /**
     * The bound relationship type; empty when something is wrong with one of its mappings or with what they read.
     *
     * @param specs the mappings of one type between the same node types
     * @param suffix the type, with the labels of both ends behind it where the type connects several pairs
     */
    Optional<MappedRelationship> map(List<RelationshipSpec> specs, String suffix) {
        RelationshipSpec first = specs.get(0);
        String type = first.type().value();
        List<Part> parts = new ArrayList<>();
        for (RelationshipSpec spec : specs) {
            part(spec).ifPresent(parts::add);
        }
        ElementUnion union = new ElementUnion("relationship `" + type + "`", context.sink());
        if (parts.size() < specs.size() || !scopesAgree(specs, parts, union)) {
            return Optional.empty();
        }
        Scope scope = parts.get(0).scope();
        List<MappedRows> rows = parts.stream().map(Part::rows).toList();
        return union.properties(rows)
                .map(properties -> new MappedRelationship(
                        first,
                        "relationship." + context.project() + "." + suffix,
                        new MappedElement(
                                type,
                                first.type().span(),
                                rows,
                                properties,
                                scope,
                                context.prefix(type, scope),
                                parts.size() > 1,
                                ElementMapper.staged(
                                        stagedNames.like("rel_" + suffix),
                                        List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO),
                                        properties)),
                        parts.get(0).start(),
                        parts.get(0).end()));
    }

    private boolean scopesAgree(List<RelationshipSpec> specs, List<Part> parts, ElementUnion union) {
        boolean agree = true;
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).scope() != parts.get(0).scope()) {
                agree = false;
                RelationshipSpec first = specs.get(0);
                RelationshipSpec other = specs.get(i);
                union.misfit(
                                "have different scopes",
                                other.scope().orElse(other.type()).span(),
                                parts.get(i).scope().name().toLowerCase(Locale.ROOT),
                                first.scope().orElse(first.type()).span(),
                                parts.get(0).scope().name().toLowerCase(Locale.ROOT))
                        .help("give both the same `scope`")
                        .report(context.sink());
            }
        }
        return agree;
    }

    private Optional<Part> part(RelationshipSpec spec) {
        boolean typeFits = context.rules().label(spec.type(), "relationship type");
        Optional<RelationReference> from = spec.from();
        Optional<BoundRelation> relation = from.flatMap(context.relations()::find);
        Optional<BoundEnd> start = end(spec, spec.start(), relation, "starts");
        Optional<BoundEnd> end = end(spec, spec.end(), relation, "ends");
        if (relation.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        Written written = elements.written(
                spec.where(), spec.properties(), relation.get(), spec.type().value());
        Optional<List<Column>> key = elements.key(spec.key(), relation.get());
        Optional<List<MappedProperty>> properties = properties(spec, relation.get(), written);
        if (!typeFits
                || !written.sound()
                || key.isEmpty()
                || properties.isEmpty()
                || start.isEmpty()
                || end.isEmpty()) {
            return Optional.empty();
        }
        Scope scope = context.scopeOf(spec.scope());
        if (crossesTenants(spec, scope, start.get(), end.get())) {
            return Optional.empty();
        }
        MappedRows rows = new MappedRows(
                spec.type().span(),
                relation.get(),
                written.where().stream().toList(),
                key.get(),
                Optional.empty(),
                Optional.of(new MappedRows.Ends(start.get().end(), end.get().end(), false)),
                properties.get());
        return Optional.of(new Part(rows, start.get().node(), end.get().node(), scope));
    }

    private Optional<List<MappedProperty>> properties(RelationshipSpec spec, BoundRelation relation, Written written) {
        Optional<List<MappedProperty>> mapped;
        if (spec.properties().isPresent()) {
            mapped = elements.properties(spec.properties().get(), relation, written);
        } else {
            List<String> endKeys = Stream.of(spec.start(), spec.end())
                    .flatMap(Optional::stream)
                    .flatMap(end -> end.key().stream())
                    .map(Located::value)
                    .toList();
            List<Column> others = relation.columns().stream()
                    .filter(column -> endKeys.stream().noneMatch(column.name()::equalsIgnoreCase))
                    .toList();
            mapped = elements.properties(
                    relation, others, spec.from().orElseThrow().span());
        }
        TargetRules rules = context.rules();
        String type = spec.type().value();
        boolean held = true;
        for (MappedProperty property : mapped.orElse(List.of())) {
            held &= rules.relationshipProperty(property.plan(), type, property.span());
        }
        return held ? mapped : Optional.empty();
    }

    private Optional<BoundEnd> end(
            RelationshipSpec spec, Optional<EndpointSpec> written, Optional<BoundRelation> relation, String verb) {
        if (written.isEmpty() || written.get().node().isEmpty()) {
            return Optional.empty();
        }
        EndpointSpec end = written.get();
        Located<String> label = end.node().orElseThrow();
        boolean known = nodes.checkKnown(label, context.sink());
        Optional<List<Column>> key = relation.flatMap(found -> elements.key(end.key(), found));
        Optional<MappedNode> node = known ? nodes.find(label.value()) : Optional.empty();
        if (node.isEmpty() || end.key().isEmpty()) {
            return Optional.empty();
        }
        String what = "`" + spec.type().value() + "` " + verb + " at `" + label.value() + "`";
        if (!countsAgree(end, node.get(), what) || key.isEmpty()) {
            return Optional.empty();
        }
        return typesAgree(end, key.get(), node.get(), what)
                ? Optional.of(new BoundEnd(
                        node.get(), new ElementIds.End(node.get().element().prefix(), key.get(), false)))
                : Optional.empty();
    }

    private boolean countsAgree(EndpointSpec end, MappedNode node, String what) {
        List<Located<String>> nodeKey = node.spec().key();
        if (end.key().size() == nodeKey.size()) {
            return true;
        }
        Diagnostic.of(
                        DiagnosticCode.ENDPOINT_KEY_COUNT,
                        what + " with " + columns(end.key().size()) + ", but the node's key has "
                                + columns(nodeKey.size()))
                .at(spanOf(end.key()))
                .label(spanOf(nodeKey), "the key of `" + node.element().name() + "`")
                .help("give one column for each column of the node's key, in its order")
                .report(context.sink());
        return false;
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    private static SourceSpan spanOf(List<Located<String>> names) {
        return names.get(0).span().to(names.get(names.size() - 1).span());
    }

    private boolean typesAgree(EndpointSpec end, List<Column> key, MappedNode node, String what) {
        boolean agree = true;
        for (int i = 0; i < key.size(); i++) {
            Column ours = key.get(i);
            Column theirs = node.element().first().key().get(i);
            if (!ElementIds.sameKeyText(ours.type(), theirs.type())) {
                agree = false;
                Diagnostic.of(DiagnosticCode.ENDPOINT_KEY_TYPE, what + ", but the key types differ")
                        .at(end.key().get(i).span())
                        .caption(ours.type().toString())
                        .label(node.spec().key().get(i).span(), theirs.type().toString())
                        .help("cast it in the model: `CAST(" + ours.name() + " AS " + theirs.type() + ")`")
                        .report(context.sink());
            }
        }
        return agree;
    }

    private boolean crossesTenants(RelationshipSpec spec, Scope scope, BoundEnd start, BoundEnd end) {
        if (scope == Scope.TENANT || !context.hasTenants()) {
            return false;
        }
        boolean crosses = false;
        for (MappedNode node : List.of(start.node(), end.node())) {
            if (node.element().scope() == Scope.TENANT && !crosses) {
                crosses = true;
                String label = node.element().name();
                Diagnostic.of(
                                DiagnosticCode.SCOPE_CROSSED,
                                "`" + spec.type().value() + "` is shared by all tenants, but `" + label
                                        + "` nodes belong to one")
                        .at(spec.scope().map(Located::span).orElse(spec.span()))
                        .label(node.element().span(), "each `" + label + "` belongs to one tenant")
                        .help("leave out `scope: global` here, or make `" + label + "` global too")
                        .report(context.sink());
            }
        }
        return crosses;
    }
}
