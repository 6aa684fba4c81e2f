package io.graphc.compiler.sql.lineage;

import io.graphc.plan.LineageKind;
import io.graphc.plan.LineageSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns of relations with what they have to do with one result; of several ways to make a value the strongest counts. */
final class SourceSet {
    private final Map<Column, Set<LineageKind>> kinds = new HashMap<>();

    private record Column(String relation, String name) {}

    void add(String relation, String column, LineageKind kind) {
        Set<LineageKind> known =
                kinds.computeIfAbsent(new Column(relation, column), key -> EnumSet.noneOf(LineageKind.class));
        if (!kind.decidesValues()) {
            known.add(kind);
            return;
        }
        LineageKind strongest = known.stream()
                .filter(LineageKind::decidesValues)
                .findFirst()
                .map(kind::through)
                .orElse(kind);
        known.removeIf(LineageKind::decidesValues);
        known.add(strongest);
    }

    /** Adds what another result depends on, which this one depends on in the given way. */
    void add(SourceSet inner, LineageKind outer) {
        // A query that reads itself adds a set to itself.
        List.copyOf(inner.kinds.entrySet())
                .forEach(entry -> List.copyOf(entry.getValue())
                        .forEach(kind ->
                                add(entry.getKey().relation(), entry.getKey().name(), outer.through(kind))));
    }

    /** Adds all that another result depends on as it is. */
    void addAll(SourceSet other) {
        add(other, LineageKind.COPIED);
    }

    int size() {
        return kinds.values().stream().mapToInt(Set::size).sum();
    }

    /** In the order of kinds, then relations, then columns. */
    List<LineageSource> sorted() {
        return kinds.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(kind -> new LineageSource(
                                entry.getKey().relation(), entry.getKey().name(), kind)))
                .sorted()
                .toList();
    }
}
