package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * What node and relationship mappings have in common once they are bound.
 *
 * @param name the identifying label or the type
 * @param span the place of that name
 * @param where the user's condition on the rows
 * @param key a node's key, or what tells parallel relationships apart
 * @param prefix what the ids of its elements start with
 * @param staged the table its rows are staged in
 */
record MappedElement(
        String name,
        SourceSpan span,
        BoundRelation relation,
        Optional<MappedText> where,
        List<Column> key,
        List<MappedProperty> properties,
        Scope scope,
        String prefix,
        BoundRelation staged) {
    MappedElement {
        key = List.copyOf(key);
        properties = List.copyOf(properties);
    }
}
