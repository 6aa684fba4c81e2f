package io.graphc.plan.impact;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.LineageGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is different between two compilations of a project, by column, and what that reaches. The rules of what breaks are
 * described in docs/reference/diff.md. Immutable.
 *
 * @param now the lineage of the project as it is
 * @param before the lineage of the project as it was
 * @param changes what was changed itself, in the order of the project; what is gone comes last
 * @param effects types and nullability that are different only because of those changes
 * @param reached all columns, properties and tests that depend on a change and were not changed themselves; by owner, in
 *     the order of their distance
 */
public record ProjectDifference(
        LineageGraph now,
        LineageGraph before,
        List<Change> changes,
        List<Change> effects,
        Map<String, List<ColumnId>> reached) {
    public ProjectDifference {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
        reached = Collections.unmodifiableMap(new LinkedHashMap<>(reached));
    }

    /** Compares two compilations. */
    public static ProjectDifference of(CompiledProject before, CompiledProject now) {
        LineageGraph graph = LineageGraph.of(now);
        LineageGraph old = LineageGraph.of(before);
        Differences differences = new Differences(before, now, graph, old);
        differences.find();
        return new ProjectDifference(
                graph, old, differences.changes(), differences.effects(), reached(graph, old, differences.changes()));
    }

    public boolean isEmpty() {
        return changes.isEmpty() && effects.isEmpty();
    }

    /** All that breaks, causes first. */
    public List<Change> breaking() {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(effects);
        return all.stream().filter(Change::isBreaking).toList();
    }

    private static Map<String, List<ColumnId>> reached(LineageGraph now, LineageGraph before, List<Change> changes) {
        Set<ColumnId> starts = new LinkedHashSet<>();
        Set<ColumnId> gone = new LinkedHashSet<>();
        Set<ColumnId> changed = new LinkedHashSet<>();
        for (Change change : changes) {
            switch (change.kind()) {
                case REMOVED, RENAMED -> gone.addAll(columns(before, change.owner(), change.before()));
                case ROWS, KEY -> starts.add(ColumnId.rowsOf(change.owner()));
                case TYPE, NULLABILITY, BODY -> starts.add(new ColumnId(change.owner(), change.column()));
                case ADDED, LABELS, RELATION, CONFIGS -> changed.addAll(columns(now, change.owner(), change.column()));
            }
        }
        Set<ColumnId> all = new LinkedHashSet<>(now.allDownstream(starts));
        before.allDownstream(gone).stream()
                .filter(column -> now.contains(column) || now.kind(column).equals("test"))
                .forEach(all::add);
        all.removeAll(starts);
        all.removeAll(changed);
        Map<String, List<ColumnId>> reached = new LinkedHashMap<>();
        for (ColumnId column : all) {
            reached.computeIfAbsent(column.owner(), owner -> new ArrayList<>()).add(column);
        }
        return reached;
    }

    /** One column, or all of an owner where none is named. */
    private static List<ColumnId> columns(LineageGraph graph, String owner, String column) {
        return column.isEmpty() ? graph.columnsOf(owner) : List.of(new ColumnId(owner, column));
    }
}
