package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.project.NodeSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns bound mappings into plans: their queries and checks, each read by the SQL front end like any model. */
final class ElementPlanner {
    private final MappingContext context;

    ElementPlanner(MappingContext context) {
        this.context = context;
    }

    Optional<NodePlan> plan(MappedNode node) {
        MappedElement element = node.element();
        Optional<TypedQuery> rows = rows(element, ElementSql.rows(element));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String suffix = element.name();
        return Optional.of(new NodePlan(
                "node." + context.project() + "." + suffix,
                node.spec().labels().stream().map(Located::value).toList(),
                node.optionalLabels(),
                description(node.specs().stream().map(NodeSpec::description)),
                element.scope(),
                element.prefix(),
                element.first().key().stream().map(Column::name).toList(),
                element.properties().stream()
                        .filter(property -> !property.isLabels())
                        .toList(),
                query(element, rows.get()),
                checks(node),
                ids(element),
                tags(node.specs().stream().map(NodeSpec::tags))));
    }

    Optional<RelationshipPlan> plan(MappedRelationship relationship) {
        MappedElement element = relationship.element();
        Optional<TypedQuery> rows = rows(element, ElementSql.rows(element));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RelationshipPlan(
                relationship.id(),
                element.name(),
                description(relationship.specs().stream().map(RelationshipSpec::description)),
                element.scope(),
                element.prefix(),
                relationship.start().element().name(),
                relationship.end().element().name(),
                element.properties(),
                query(element, rows.get()),
                checks(relationship),
                ids(element),
                tags(relationship.specs().stream().map(RelationshipSpec::tags))));
    }

    private List<CheckPlan> checks(MappedNode node) {
        return new ElementCheckPlanner(context, node.element(), node.element().name()).of(node);
    }

    private List<CheckPlan> checks(MappedRelationship relationship) {
        String suffix = relationship.id().substring(("relationship." + context.project() + ".").length());
        return new ElementCheckPlanner(context, relationship.element(), suffix).of(relationship);
    }

    private Optional<TypedQuery> rows(MappedElement element, MappedText sql) {
        return context.checker().check(element.name(), sql, element.reads(), context.sink());
    }

    private static ElementQuery query(MappedElement element, TypedQuery rows) {
        List<String> names =
                element.staged().columns().stream().map(Column::name).toList();
        return new ElementQuery(
                rows.compiledSql(),
                rows.engineSql(),
                rows.opaque() ? Lineage.unknown(ids(element)) : rows.lineage().named(names),
                element.staged().name());
    }

    private static List<String> ids(MappedElement element) {
        return element.reads().stream().map(BoundRelation::id).sorted().toList();
    }

    /** The first description that one of the mappings gives. */
    private String description(Stream<Optional<Located<String>>> written) {
        return context.templates().text(written.flatMap(Optional::stream).findFirst());
    }

    /** The tags of all mappings, each once. */
    private static List<String> tags(Stream<List<Located<String>>> written) {
        return written.flatMap(List::stream).map(Located::value).distinct().toList();
    }
}
