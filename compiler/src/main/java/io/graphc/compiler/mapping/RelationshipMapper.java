package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.ElementMapper.Written;
import io.graphc.compiler.mapping.EndpointMapper.BoundEnd;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.project.EndpointSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds a relationship mapping to the relation it reads and the nodes it connects. */
final class RelationshipMapper {
    private final MappingContext context;
    private final ElementMapper elements;
    private final EndpointMapper endpoints;
    private final NodeDirectory nodes;

    RelationshipMapper(MappingContext context, NodeDirectory nodes) {
        this.context = context;
        this.elements = new ElementMapper(context);
        this.endpoints = new EndpointMapper(context, nodes);
        this.nodes = nodes;
    }

    /**
     * A bound mapping.
     *
     * @param starts the choices of its start, one or more
     * @param ends the choices of its end, one or more
     */
    record Bound(
            RelationshipSpec spec,
            BoundRelation relation,
            List<MappedText> where,
            List<Column> key,
            List<MappedProperty> properties,
            Scope scope,
            List<BoundEnd> starts,
            List<BoundEnd> ends) {}

    /** The bound mapping; empty when something is wrong with it or with what it reads. */
    Optional<Bound> bind(RelationshipSpec spec) {
        boolean typeFits = context.rules().label(spec.type(), "relationship type");
        boolean fits = undirectedFits(spec) && typeFits;
        Optional<RelationshipRows> rows = RelationshipRows.of(spec, context, nodes);
        Optional<BoundRelation> relation = rows.map(RelationshipRows::relation);
        Optional<List<BoundEnd>> starts = ends(spec, spec.start(), relation, true);
        Optional<List<BoundEnd>> ends = ends(spec, spec.end(), relation, false);
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        Written written = elements.written(
                spec.where(), spec.properties(), relation.get(), spec.type().value());
        Optional<List<Column>> key = elements.key(spec.key(), relation.get());
        List<BoundEnd> bound = Stream.of(starts, ends)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
        Optional<List<MappedProperty>> properties = properties(spec, relation.get(), written, bound);
        Scope scope = context.scopeOf(spec.scope());
        if (!fits
                || !written.sound()
                || key.isEmpty()
                || properties.isEmpty()
                || starts.isEmpty()
                || ends.isEmpty()
                || leadsToItself(spec, starts.get(), ends.get())
                || crossesTenants(spec, scope, bound)) {
            return Optional.empty();
        }
        List<MappedText> where = new ArrayList<>(rows.get().where());
        written.where().ifPresent(where::add);
        return Optional.of(
                new Bound(spec, relation.get(), where, key.get(), properties.get(), scope, starts.get(), ends.get()));
    }

    private boolean undirectedFits(RelationshipSpec spec) {
        List<String> labels = Stream.of(spec.start(), spec.end())
                .flatMap(Optional::stream)
                .flatMap(end -> end.choices().stream())
                .flatMap(end -> end.node().stream())
                .map(Located::value)
                .distinct()
                .toList();
        if (!spec.isUndirected() || labels.size() < 2) {
            return true;
        }
        Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "`" + spec.type().value() + "` is undirected, but its ends differ: `" + labels.get(0)
                                + "` and `" + labels.get(1) + "`")
                .at(spec.undirected().map(Located::span).orElse(spec.span()))
                .help("leave out `undirected`: between nodes of two types there is one direction anyway")
                .report(context.sink());
        return false;
    }

    private Optional<List<BoundEnd>> ends(
            RelationshipSpec spec, Optional<EndpointSpec> written, Optional<BoundRelation> relation, boolean isStart) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        List<EndpointSpec> choices = written.get().choices();
        List<BoundEnd> bound = new ArrayList<>();
        for (EndpointSpec choice : choices) {
            endpoints.bind(spec, choice, relation, isStart).ifPresent(bound::add);
        }
        return bound.size() == choices.size() ? Optional.of(bound) : Optional.empty();
    }

    private Optional<List<MappedProperty>> properties(
            RelationshipSpec spec, BoundRelation relation, Written written, List<BoundEnd> bound) {
        Optional<List<MappedProperty>> mapped;
        if (spec.properties().isPresent()) {
            mapped = elements.properties(spec.properties().get(), relation, written);
        } else if (spec.from().isEmpty()) {
            // The columns are the properties of the start node already.
            return Optional.of(List.of());
        } else {
            List<String> endKeys = Stream.concat(
                            Stream.of(spec.start(), spec.end())
                                    .flatMap(Optional::stream)
                                    .flatMap(end -> end.choices().stream())
                                    .flatMap(end -> Stream.concat(end.key().stream(), end.id().stream()))
                                    .map(Located::value),
                            bound.stream()
                                    .flatMap(end -> end.end().key().stream())
                                    .map(Column::name))
                    .toList();
            List<Column> others = relation.columns().stream()
                    .filter(column -> endKeys.stream().noneMatch(column.name()::equalsIgnoreCase))
                    .toList();
            mapped = elements.properties(relation, others, spec.from().get().span());
        }
        TargetRules rules = context.rules();
        String type = spec.type().value();
        boolean held = true;
        for (MappedProperty property : mapped.orElse(List.of())) {
            held &= rules.relationshipProperty(property.plan(), type, property.span());
        }
        return held ? mapped : Optional.empty();
    }

    /** Ends that are one node by the same columns are one node in every row. */
    private boolean leadsToItself(RelationshipSpec spec, List<BoundEnd> starts, List<BoundEnd> ends) {
        BoundEnd start = starts.get(0);
        BoundEnd end = ends.get(0);
        boolean same = starts.size() == 1
                && ends.size() == 1
                && start.node().isPresent()
                && start.node().equals(end.node())
                && start.end().equals(end.end());
        if (same) {
            String label = start.node().get().element().name();
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.LEADS_TO_ITSELF,
                            "`" + spec.type().value() + "` would lead from each `" + label + "` to itself")
                    .at(end.spec().span())
                    .label(start.spec().span(), "the same node by the same columns");
            if (spec.fromWritten()) {
                problem.help("name the columns that hold the other node's key: `key: [<column>]`");
            } else {
                problem.note("without `from` each row of the start node is a relationship")
                        .help("name the relation that holds the keys of both ends: `from: ref('...')`");
            }
            problem.report(context.sink());
        }
        return same;
    }

    private boolean crossesTenants(RelationshipSpec spec, Scope scope, List<BoundEnd> ends) {
        if (scope == Scope.TENANT || !context.hasTenants()) {
            return false;
        }
        Optional<MappedNode> owned = ends.stream()
                .flatMap(end -> end.node().stream())
                .filter(node -> node.element().scope() == Scope.TENANT)
                .findFirst();
        owned.ifPresent(node -> {
            String label = node.element().name();
            SourceSpan place = spec.scope().map(Located::span).orElse(spec.span());
            Diagnostic.of(
                            DiagnosticCode.SCOPE_CROSSED,
                            "`" + spec.type().value() + "` is shared by all tenants, but `" + label
                                    + "` nodes belong to one")
                    .at(place)
                    .label(node.element().span(), "each `" + label + "` belongs to one tenant")
                    .help("leave out `scope: global` here, or make `" + label + "` global too")
                    .report(context.sink());
        });
        return owned.isPresent();
    }
}
