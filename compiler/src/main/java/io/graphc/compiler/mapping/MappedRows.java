package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Column;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One mapping that an element type's rows come from, bound to its relation.
 *
 * @param span the place of the label or type in this mapping
 * @param where the conditions on the rows
 * @param key a node's key, or what tells parallel relationships apart
 * @param id the expression that gives a node's id, where it does not follow from the key
 * @param severalEnds the conditions of rows that have several of the ends of which they should have one; empty where there
 *     is no choice
 * @param ends the start and the end of a relationship; empty for a node
 */
record MappedRows(
        SourceSpan span,
        BoundRelation relation,
        List<MappedText> where,
        List<Column> key,
        Optional<String> id,
        Optional<Ends> ends,
        List<MappedText> severalEnds,
        List<MappedProperty> properties) {
    MappedRows {
        where = List.copyOf(where);
        key = List.copyOf(key);
        severalEnds = List.copyOf(severalEnds);
        properties = List.copyOf(properties);
    }

    /**
     * How a row of this mapping finds the nodes at both ends.
     *
     * @param undirected whether the two ends are alike, so that the one with the lower id is the start
     */
    record Ends(ElementIds.End start, ElementIds.End end, boolean undirected) {
        String fromSql() {
            return undirected ? chosen("<=", "<") : start.idSql();
        }

        String toSql() {
            return undirected ? chosen(">", ">=") : end.idSql();
        }

        /** The id that compares like this with the other one; null where one of them is null. */
        private String chosen(String first, String second) {
            String one = start.idSql();
            String other = end.idSql();
            return "CASE WHEN " + one + " " + first + " " + other + " THEN " + one + " WHEN " + other + " " + second
                    + " " + one + " THEN " + other + " END";
        }
    }

    /** Whether equal keys have equal ids, and a null key none. */
    boolean idFollowsKey() {
        return id.isEmpty() || (key.size() == 1 && id.get().equals(ElementIds.textSql(key.get(0))));
    }

    /** The column that holds the ids as they are, where one does. */
    Optional<Column> idColumn() {
        return relation.columns().stream()
                .filter(column -> id.filter(ElementIds.textSql(column)::equals).isPresent())
                .findFirst();
    }

    /** SQL text for the id of an element, null where a part of it is null. */
    String idSql(String prefix) {
        if (ends.isEmpty()) {
            return id.orElseGet(() -> ElementIds.nodeIdSql(prefix, key));
        }
        Ends found = ends.get();
        return found.undirected()
                ? ElementIds.relationshipIdSql(prefix, found.fromSql(), found.toSql(), key)
                : ElementIds.relationshipIdSql(prefix, found.start(), found.end(), key);
    }

    /** The relations that its query reads. */
    Stream<BoundRelation> reads() {
        return Stream.concat(
                Stream.of(relation),
                properties.stream()
                        .flatMap(property -> property.child().stream())
                        .map(ChildRows::relation));
    }

    /** The columns without which an element has no id. */
    List<Column> idColumns() {
        Set<Column> columns = new LinkedHashSet<>();
        ends.ifPresent(found -> {
            columns.addAll(found.start().key());
            columns.addAll(found.end().key());
        });
        columns.addAll(key);
        return new ArrayList<>(columns);
    }

    Optional<MappedProperty> property(String name) {
        return properties.stream()
                .filter(property -> property.plan().name().equals(name))
                .findFirst();
    }
}
