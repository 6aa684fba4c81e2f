package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.EndpointMapper.BoundEnd;
import io.graphc.compiler.mapping.RelationshipMapper.Bound;
import io.graphc.compiler.resolve.FreeNames;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.RelationName;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes one relationship type of all that was mapped between two node types. */
final class RelationshipUnion {
    private final MappingContext context;
    private final FreeNames stagedNames;

    RelationshipUnion(MappingContext context, FreeNames stagedNames) {
        this.context = context;
        this.stagedNames = stagedNames;
    }

    /**
     * The rows of a mapping that have these choices of its ends.
     *
     * @param start the place of the start among the choices
     * @param end the place of the end among the choices
     */
    record Case(Bound bound, int start, int end) {}

    /**
     * The relationship type; empty when its mappings do not fit together, which is reported.
     *
     * @param suffix the type, with the labels of both ends behind it where the type connects several pairs
     */
    Optional<MappedRelationship> unite(List<Case> cases, String suffix) {
        Bound first = cases.get(0).bound();
        String type = first.spec().type().value();
        ElementUnion union = new ElementUnion("relationship `" + type + "`", context.sink());
        if (!alike(cases, union)) {
            return Optional.empty();
        }
        List<MappedRows> rows = cases.stream().map(RelationshipUnion::rows).toList();
        Optional<ElementPolicies> policies = new PolicyBinder(union, context.sink())
                .bind(cases.stream().map(each -> each.bound().spec().policies()).toList(), rows);
        if (policies.isEmpty()) {
            return Optional.empty();
        }
        return union.properties(rows)
                .map(properties -> new MappedRelationship(
                        cases.stream()
                                .map(each -> each.bound().spec())
                                .distinct()
                                .toList(),
                        "relationship." + context.project() + "." + suffix,
                        new MappedElement(
                                type,
                                first.spec().type().span(),
                                rows,
                                properties,
                                first.scope(),
                                context.prefix(type, first.scope()),
                                rows.size() > 1 || first.spec().isUndirected(),
                                policies.get(),
                                ElementMapper.staged(
                                        stagedNames.like("rel_" + suffix),
                                        List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO),
                                        properties)),
                        node(first.starts(), cases.get(0).start()),
                        node(first.ends(), cases.get(0).end())));
    }

    private static MappedNode node(List<BoundEnd> choices, int place) {
        return choices.get(place).node().orElseThrow();
    }

    private boolean alike(List<Case> cases, ElementUnion union) {
        boolean alike = true;
        RelationshipSpec first = cases.get(0).bound().spec();
        for (Case other : cases.subList(1, cases.size())) {
            RelationshipSpec spec = other.bound().spec();
            if (other.bound().scope() != cases.get(0).bound().scope()) {
                alike = false;
                union.misfit(
                                "have different scopes",
                                spec.scope().orElse(spec.type()).span(),
                                word(other.bound()),
                                first.scope().orElse(first.type()).span(),
                                word(cases.get(0).bound()))
                        .help("give both the same `scope`")
                        .report(context.sink());
            }
            if (spec.isUndirected() != first.isUndirected()) {
                alike = false;
                union.misfit(
                                "are not both undirected",
                                spec.undirected()
                                        .map(Located::span)
                                        .orElse(spec.type().span()),
                                spec.isUndirected() ? "undirected" : "directed",
                                first.undirected()
                                        .map(Located::span)
                                        .orElse(first.type().span()),
                                first.isUndirected() ? "undirected" : "directed")
                        .help("make both `undirected`, or none")
                        .report(context.sink());
            }
        }
        return alike;
    }

    private static String word(Bound bound) {
        return bound.scope().name().toLowerCase(Locale.ROOT);
    }

    private static MappedRows rows(Case chosen) {
        Bound bound = chosen.bound();
        BoundEnd start = bound.starts().get(chosen.start());
        BoundEnd end = bound.ends().get(chosen.end());
        List<MappedText> where = new ArrayList<>(bound.where());
        where.addAll(conditions(bound.starts(), chosen.start()));
        where.addAll(conditions(bound.ends(), chosen.end()));
        return new MappedRows(
                bound.spec().type().span(),
                bound.relation(),
                where,
                bound.key(),
                Optional.empty(),
                Optional.of(
                        new MappedRows.Ends(start.end(), end.end(), bound.spec().isUndirected())),
                severalEnds(chosen),
                bound.properties());
    }

    /** Rows without any of the ends belong to the first choice that there is, which then has a null in its key. */
    private static int fallback(List<BoundEnd> choices) {
        return IntStream.range(0, choices.size())
                .filter(place -> choices.get(place).node().isPresent())
                .findFirst()
                .orElse(0);
    }

    /** Which rows belong to a choice; a row with several ends belongs to one of them only. */
    private static List<MappedText> conditions(List<BoundEnd> choices, int chosen) {
        List<MappedText> conditions = new ArrayList<>();
        int fallback = fallback(choices);
        if (chosen != fallback) {
            conditions.add(computed(there(choices.get(chosen)), choices.get(chosen)));
        }
        for (int place = 0; place < choices.size(); place++) {
            boolean before = place != fallback && (chosen == fallback || place < chosen);
            if (before && place != chosen) {
                conditions.add(computed("NOT (" + there(choices.get(place)) + ")", choices.get(place)));
            }
        }
        return conditions;
    }

    private static MappedText computed(String sql, BoundEnd end) {
        return MappedText.computed(sql, end.spec().span());
    }

    private static String there(BoundEnd end) {
        return end.end().key().stream()
                .map(Column::name)
                .map(name -> RelationName.quote(name) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    private static List<MappedText> severalEnds(Case chosen) {
        Bound bound = chosen.bound();
        List<String> conditions = new ArrayList<>();
        for (List<BoundEnd> choices : List.of(bound.starts(), bound.ends())) {
            if (choices.size() > 1) {
                conditions.add(choices.stream()
                                .map(end -> "CASE WHEN " + there(end) + " THEN 1 ELSE 0 END")
                                .collect(Collectors.joining(" + "))
                        + " > 1");
            }
        }
        boolean asked = chosen.start() == fallback(bound.starts()) && chosen.end() == fallback(bound.ends());
        if (conditions.isEmpty() || !asked) {
            return List.of();
        }
        List<MappedText> all = new ArrayList<>(bound.where());
        all.add(MappedText.computed(
                String.join(" OR ", conditions), bound.spec().span()));
        return all;
    }
}
