package io.graphc.plan.lineage;

import io.graphc.plan.LineageKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a lineage graph around some columns: which others they depend on or are used for, within some steps. Data
 * tests are left out. Immutable.
 *
 * @param roots the columns asked for
 * @param columns all columns of the part, the nearest first
 * @param edges in the order they were found, each once
 */
public record LineageView(LineageGraph graph, List<ColumnId> roots, Set<ColumnId> columns, List<Edge> edges) {
    public LineageView {
        roots = List.copyOf(roots);
        columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
        edges = List.copyOf(edges);
    }

    /** A step in the direction of the data. */
    public record Edge(ColumnId from, ColumnId to, LineageKind kind) {}

    /** Which way to look from a column. */
    public enum Direction {
        UPSTREAM,
        DOWNSTREAM
    }

    /** A column beside another one, with all that the earlier has to do with the later. */
    public record Neighbour(ColumnId column, List<LineageKind> kinds) {}

    /** The part within a number of steps of the roots. */
    public static LineageView of(LineageGraph graph, List<ColumnId> roots, Set<Direction> directions, int depth) {
        Set<ColumnId> columns = new LinkedHashSet<>(roots);
        Set<Edge> edges = new LinkedHashSet<>();
        for (Direction direction : directions) {
            Set<ColumnId> seen = new LinkedHashSet<>(roots);
            Set<ColumnId> front = seen;
            for (int step = 0; step < depth && !front.isEmpty(); step++) {
                Set<ColumnId> next = new LinkedHashSet<>();
                for (ColumnId column : front) {
                    for (Neighbour neighbour : neighbours(graph, column, direction)) {
                        neighbour.kinds().forEach(kind -> edges.add(edge(column, neighbour.column(), kind, direction)));
                        next.add(neighbour.column());
                    }
                }
                next.removeAll(seen);
                seen = new LinkedHashSet<>(seen);
                seen.addAll(next);
                front = next;
            }
            columns.addAll(seen);
        }
        return new LineageView(graph, roots, columns, List.copyOf(edges));
    }

    private static Edge edge(ColumnId column, ColumnId other, LineageKind kind, Direction direction) {
        return direction == Direction.UPSTREAM ? new Edge(other, column, kind) : new Edge(column, other, kind);
    }

    /**
     * The columns one step away, each once. The rows of a relation have a part in all of its columns, which goes without
     * saying: downstream they lead to other rows only.
     */
    public static List<Neighbour> neighbours(LineageGraph graph, ColumnId column, Direction direction) {
        boolean up = direction == Direction.UPSTREAM;
        Map<ColumnId, List<LineageKind>> found = new LinkedHashMap<>();
        for (Step step : up ? graph.upstream(column) : graph.downstream(column)) {
            boolean ownColumn = !up && column.isRows() && step.column().owner().equals(column.owner());
            if (!ownColumn && !graph.kind(step.column()).equals("test")) {
                found.computeIfAbsent(step.column(), key -> new ArrayList<>()).add(step.kind());
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Neighbour(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
