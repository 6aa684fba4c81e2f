package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CheckPlan.Kind;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.Proof;
import io.graphc.plan.RelationshipPlan;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
                node.spec().description().map(Located::value).orElse(""),
                element.scope(),
                element.prefix(),
                element.first().key().stream().map(Column::name).toList(),
                element.properties(),
                query(element, rows.get()),
                checks(node),
                ids(element),
                values(node.spec().tags())));
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
                relationship.spec().description().map(Located::value).orElse(""),
                element.scope(),
                element.prefix(),
                relationship.start().element().name(),
                relationship.end().element().name(),
                element.properties(),
                query(element, rows.get()),
                checks(relationship),
                ids(element),
                values(relationship.spec().tags())));
    }

    private List<CheckPlan> checks(MappedNode node) {
        MappedElement element = node.element();
        List<CheckPlan> checks = new ArrayList<>();
        check(
                        element,
                        element.name(),
                        Kind.NOT_NULL_KEY,
                        ElementSql.nullKeys(element),
                        element.relations(),
                        CheckProof.of(node, Kind.NOT_NULL_KEY))
                .ifPresent(checks::add);
        check(
                        element,
                        element.name(),
                        Kind.UNIQUE_KEY,
                        ElementSql.duplicateKeys(element),
                        List.of(element.staged()),
                        CheckProof.of(node, Kind.UNIQUE_KEY))
                .ifPresent(checks::add);
        return checks;
    }

    private List<CheckPlan> checks(MappedRelationship relationship) {
        MappedElement element = relationship.element();
        String suffix = relationship.id().substring(("relationship." + context.project() + ".").length());
        List<CheckPlan> checks = new ArrayList<>();
        check(
                        element,
                        suffix,
                        Kind.NOT_NULL_KEY,
                        ElementSql.nullKeys(element),
                        element.relations(),
                        CheckProof.of(relationship, Kind.NOT_NULL_KEY))
                .ifPresent(checks::add);
        check(
                        element,
                        suffix,
                        Kind.UNIQUE_KEY,
                        ElementSql.duplicateKeys(element),
                        List.of(element.staged()),
                        CheckProof.of(relationship, Kind.UNIQUE_KEY))
                .ifPresent(checks::add);
        ElementSql.severalEnds(element)
                .flatMap(sql -> check(element, suffix, Kind.SEVERAL_ENDS, sql, element.relations(), Optional.empty()))
                .ifPresent(checks::add);
        end(relationship, suffix, Kind.START_EXISTS).ifPresent(checks::add);
        end(relationship, suffix, Kind.END_EXISTS).ifPresent(checks::add);
        return checks;
    }

    private Optional<CheckPlan> end(MappedRelationship relationship, String suffix, Kind kind) {
        boolean start = kind == Kind.START_EXISTS;
        MappedElement element = relationship.element();
        MappedNode node = start ? relationship.start() : relationship.end();
        MappedText sql = ElementSql.missingEnds(element, start ? ElementQuery.FROM : ElementQuery.TO, node);
        return check(
                element,
                suffix,
                kind,
                sql,
                List.of(element.staged(), node.element().staged()),
                CheckProof.of(relationship, kind));
    }

    private Optional<TypedQuery> rows(MappedElement element, MappedText sql) {
        return context.checker().check(element.name(), sql, element.reads(), context.sink());
    }

    private Optional<CheckPlan> check(
            MappedElement element,
            String suffix,
            Kind kind,
            MappedText sql,
            List<BoundRelation> reads,
            Optional<Proof> proof) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return context.checker()
                .check(element.name() + " (" + word + ")", sql, reads, context.sink())
                .map(query -> new CheckPlan(
                        "check." + context.project() + "." + word + "." + suffix,
                        kind,
                        Severity.ERROR,
                        element.span().file().path(),
                        element.span().startLine(),
                        query.compiledSql(),
                        query.engineSql(),
                        proof));
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

    private static List<String> values(List<Located<String>> texts) {
        return texts.stream().map(Located::value).toList();
    }
}
