package io.graphc.compiler.mapping;

import io.graphc.plan.CheckPlan;
import io.graphc.plan.Column;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a check of an element type must pass, from what is known of the relation that it comes from. */
final class CheckProof {
    private CheckProof() {}

    static Optional<Proof> of(MappedNode node, CheckPlan.Kind kind) {
        MappedElement element = node.element();
        List<String> key = names(element.key());
        return kind == CheckPlan.Kind.NOT_NULL_KEY
                ? element.relation().facts().notNull(key)
                : element.relation().facts().unique(key);
    }

    static Optional<Proof> of(MappedRelationship relationship, CheckPlan.Kind kind) {
        MappedElement element = relationship.element();
        List<String> all = new ArrayList<>(names(relationship.startKey()));
        all.addAll(names(relationship.endKey()));
        all.addAll(names(element.key()));
        return switch (kind) {
            case NOT_NULL_KEY -> element.relation().facts().notNull(all);
            case BAD_VALUE -> Optional.empty();
            case UNIQUE_KEY -> element.relation().facts().unique(all);
            case START_EXISTS -> exists(element, relationship.startKey(), relationship.start());
            case END_EXISTS -> exists(element, relationship.endKey(), relationship.end());
        };
    }

    /** All rows of the node's relation become nodes, so that its key columns hold the keys of all nodes. */
    private static Optional<Proof> exists(MappedElement element, List<Column> key, MappedNode node) {
        MappedElement end = node.element();
        if (end.where().isPresent()) {
            return Optional.empty();
        }
        if (end.relation().id().equals(element.relation().id()) && names(key).equals(names(end.key()))) {
            return Optional.of(Proof.byRule("both come from the same rows"));
        }
        if (key.size() != 1) {
            return Optional.empty();
        }
        TableColumn parent =
                new TableColumn(end.relation().label(), end.key().get(0).name());
        return element.relation().facts().contained(key.get(0).name(), parent);
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
