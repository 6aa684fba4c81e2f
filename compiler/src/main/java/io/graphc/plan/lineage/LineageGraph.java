package io.graphc.plan.lineage;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.LineageKind;
import io.graphc.plan.LineageSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a compiled project depend on which: from the columns of sources and seeds through the models to the
 * keys, ends and properties of the graph. What decides the rows of a relation leads to {@link ColumnId#rowsOf its rows},
 * and they lead to its columns and to the rows of all that read it. Immutable; the same project gives the same order.
 */
public final class LineageGraph {
    private final Map<String, Owner> owners = new LinkedHashMap<>();
    private final Map<ColumnId, List<Step>> sources = new LinkedHashMap<>();
    private final Map<ColumnId, List<Step>> readers = new HashMap<>();

    private LineageGraph(List<Owner> all) {
        all.forEach(owner -> owners.put(owner.id(), owner));
    }

    /** The graph of a project. */
    public static LineageGraph of(CompiledProject project) {
        LineageGraph graph = new LineageGraph(Owner.of(project));
        graph.owners.values().forEach(graph::connect);
        return graph;
    }

    private void connect(Owner owner) {
        ColumnId rows = ColumnId.rowsOf(owner.id());
        connect(owner.lineage().rows(), rows);
        for (String read : owner.reads()) {
            if (hasRowSources(read)) {
                edge(ColumnId.rowsOf(read), rows, LineageKind.ROWS);
            }
        }
        for (String column : owner.columns()) {
            ColumnId id = new ColumnId(owner.id(), column);
            sources.putIfAbsent(id, new ArrayList<>());
            connect(owner.lineage().of(column), id);
            if (hasRowSources(owner.id())) {
                edge(rows, id, LineageKind.ROWS);
            }
        }
    }

    /** Whether anything decides the rows of an owner but that they are the rows of what it reads. */
    private boolean hasRowSources(String owner) {
        return sources.containsKey(ColumnId.rowsOf(owner));
    }

    private void connect(List<LineageSource> from, ColumnId to) {
        for (LineageSource source : from) {
            if (source.column().equals(LineageSource.EVERY)) {
                Owner read = owners.get(source.relation());
                List<String> columns = read == null ? List.of() : read.columns();
                columns.forEach(column -> edge(new ColumnId(source.relation(), column), to, source.kind()));
            } else {
                edge(new ColumnId(source.relation(), source.column()), to, source.kind());
            }
        }
    }

    private void edge(ColumnId from, ColumnId to, LineageKind kind) {
        sources.computeIfAbsent(to, key -> new ArrayList<>()).add(new Step(from, kind));
        readers.computeIfAbsent(from, key -> new ArrayList<>()).add(new Step(to, kind));
    }

    /** What a column depends on, one step back: values first, then rows. */
    public List<Step> upstream(ColumnId column) {
        return Collections.unmodifiableList(sources.getOrDefault(column, List.of()));
    }

    /** What depends on a column, one step on, in the order of the project. */
    public List<Step> downstream(ColumnId column) {
        return Collections.unmodifiableList(readers.getOrDefault(column, List.of()));
    }

    /** All that depends on some columns, in any number of steps, each once, nearest first; they themselves are left out. */
    public Set<ColumnId> allDownstream(Collection<ColumnId> columns) {
        Set<ColumnId> found = new LinkedHashSet<>(columns);
        Deque<ColumnId> queue = new ArrayDeque<>(found);
        while (!queue.isEmpty()) {
            for (Step step : downstream(queue.remove())) {
                if (found.add(step.column())) {
                    queue.add(step.column());
                }
            }
        }
        columns.forEach(found::remove);
        return Collections.unmodifiableSet(found);
    }

    /** Whether there is such a column. */
    public boolean contains(ColumnId column) {
        return sources.containsKey(column);
    }

    /** The columns of a relation or element type, in order; nothing when there is none of this id. */
    public List<ColumnId> columnsOf(String owner) {
        return Optional.ofNullable(owners.get(owner)).map(Owner::columns).orElse(List.of()).stream()
                .map(column -> new ColumnId(owner, column))
                .toList();
    }

    /** {@code source}, {@code seed}, {@code model}, {@code node}, {@code relationship} or {@code test}. */
    public String kind(ColumnId column) {
        Owner owner = owners.get(column.owner());
        return owner == null ? "" : owner.kind();
    }

    /** How users call a column: {@code model.column}, {@code source.table.column}, {@code Label.property}. */
    public String name(ColumnId column) {
        return ownerName(column.owner()) + "." + column.column();
    }

    /** How users call what has columns. */
    public String ownerName(String owner) {
        Owner found = owners.get(owner);
        return found == null ? owner : found.name();
    }

    /** The type of a column, a property's as the graph calls it; empty for rows. */
    public Optional<String> type(ColumnId column) {
        Owner owner = owners.get(column.owner());
        if (owner == null) {
            return Optional.empty();
        }
        int index = owner.columns().indexOf(column.column());
        return index < 0 ? Optional.empty() : Optional.of(owner.types().get(index));
    }

    /** The ids of all that have columns, each behind what it reads; tests last. */
    Collection<Owner> owners() {
        return Collections.unmodifiableCollection(owners.values());
    }
}
