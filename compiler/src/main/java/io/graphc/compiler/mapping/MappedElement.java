package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.PropertyPlan;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What node and relationship mappings have in common once they are bound.
 *
 * @param name the identifying label or the type
 * @param span the place of that name
 * @param parts the mappings that its rows come from, one or more
 * @param properties those of all parts, each name once
 * @param prefix what the ids of its elements start with
 * @param united whether rows with one id that contradict each other nowhere are one element
 * @param policies what becomes of rows that cannot be elements as they are
 * @param staged the table its rows are staged in
 */
record MappedElement(
        String name,
        SourceSpan span,
        List<MappedRows> parts,
        List<PropertyPlan> properties,
        Scope scope,
        String prefix,
        boolean united,
        ElementPolicies policies,
        BoundRelation staged) {
    MappedElement {
        parts = List.copyOf(parts);
        properties = List.copyOf(properties);
    }

    /** The first mapping, whose key the others' keys are like. */
    MappedRows first() {
        return parts.get(0);
    }

    /** The relations that its rows come from, each once. */
    List<BoundRelation> relations() {
        return distinct(parts.stream().map(MappedRows::relation));
    }

    /** The relations that its query reads, each once. */
    List<BoundRelation> reads() {
        return distinct(parts.stream().flatMap(MappedRows::reads));
    }

    private static List<BoundRelation> distinct(Stream<BoundRelation> relations) {
        Map<String, BoundRelation> byId = new LinkedHashMap<>();
        relations.forEach(relation -> byId.putIfAbsent(relation.id(), relation));
        return List.copyOf(byId.values());
    }
}
