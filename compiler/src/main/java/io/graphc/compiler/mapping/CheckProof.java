package io.graphc.compiler.mapping;

import io.graphc.plan.CheckPlan;
import io.graphc.plan.Column;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.TableColumn;
import java.util.List;
import java.util.Optional;

/** Finds out whether a check of an element type must pass, from what is known of the relations that it comes from. */
final class CheckProof {
    private CheckProof() {}

    static Optional<Proof> of(MappedNode node, CheckPlan.Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY -> notNull(node.element());
            case UNIQUE_KEY -> unique(node.element());
            case BAD_VALUE, SEVERAL_ENDS, START_EXISTS, END_EXISTS, REFUSED -> Optional.empty();
        };
    }

    static Optional<Proof> of(MappedRelationship relationship, CheckPlan.Kind kind) {
        MappedElement element = relationship.element();
        return switch (kind) {
            case NOT_NULL_KEY -> notNull(element);
            case BAD_VALUE, SEVERAL_ENDS, REFUSED -> Optional.empty();
            case UNIQUE_KEY -> unique(element);
            case START_EXISTS -> exists(element, relationship.start(), true);
            case END_EXISTS -> exists(element, relationship.end(), false);
        };
    }

    private static Optional<Proof> notNull(MappedElement element) {
        Optional<Proof> all = Optional.of(Proof.EVIDENT);
        for (MappedRows part : element.parts()) {
            Optional<Proof> one =
                    part.idFollowsKey() ? part.relation().facts().notNull(names(part.idColumns())) : Optional.empty();
            all = all.flatMap(proof -> one.map(proof::and));
        }
        return all;
    }

    /** Rows that are united must agree, which their mappings do not tell. */
    private static Optional<Proof> unique(MappedElement element) {
        MappedRows part = element.first();
        return !element.united() && part.idFollowsKey()
                ? part.relation().facts().unique(names(part.idColumns()))
                : Optional.empty();
    }

    private static Optional<Proof> exists(MappedElement element, MappedNode node, boolean start) {
        Optional<Proof> all = Optional.of(Proof.EVIDENT);
        for (MappedRows part : element.parts()) {
            MappedRows.Ends ends = part.ends().orElseThrow();
            Optional<Proof> one =
                    ends.undirected() ? Optional.empty() : exists(part, start ? ends.start() : ends.end(), node);
            all = all.flatMap(proof -> one.map(proof::and));
        }
        return all;
    }

    /** All rows of the node's relation become nodes, so that its key columns hold the keys of all nodes. */
    private static Optional<Proof> exists(MappedRows part, ElementIds.End written, MappedNode node) {
        List<Column> key = written.key();
        for (MappedRows rows : node.element().parts()) {
            if (!rows.where().isEmpty()
                    || !rows.idFollowsKey()
                    || written.whole() != rows.id().isPresent()) {
                continue;
            }
            if (rows.relation().id().equals(part.relation().id()) && names(key).equals(names(rows.key()))) {
                return Optional.of(Proof.byRule("both come from the same rows"));
            }
            if (key.size() == 1
                    && ElementIds.sameKeyText(
                            key.get(0).type(), rows.key().get(0).type())) {
                TableColumn parent = new TableColumn(
                        rows.relation().label(), rows.key().get(0).name());
                Optional<Proof> contained =
                        part.relation().facts().contained(key.get(0).name(), parent);
                if (contained.isPresent()) {
                    return contained;
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
