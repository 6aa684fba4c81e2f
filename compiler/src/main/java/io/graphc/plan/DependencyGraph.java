package io.graphc.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which name reads which others. Immutable; every answer depends on the names alone, never on the order they came in.
 *
 * <p>A name that is read but was never given as a reader itself is left out: the graph holds only edges between its own
 * nodes.
 */
public final class DependencyGraph {
    private final SortedMap<String, SortedSet<String>> reads;
    private final SortedMap<String, SortedSet<String>> readers;
    private volatile @Nullable List<List<String>> levels;

    private DependencyGraph(SortedMap<String, SortedSet<String>> reads) {
        this.reads = reads;
        this.readers = readers(reads);
    }

    /** A graph of these names, each with the names it reads. */
    public static DependencyGraph of(Map<String, ? extends Collection<String>> readsOf) {
        SortedMap<String, SortedSet<String>> reads = new TreeMap<>();
        readsOf.forEach((name, others) -> {
            SortedSet<String> known = new TreeSet<>(others);
            known.retainAll(readsOf.keySet());
            reads.put(name, Collections.unmodifiableSortedSet(known));
        });
        return new DependencyGraph(reads);
    }

    /** What a name reads, sorted. */
    public SortedSet<String> readsOf(String name) {
        return reads.getOrDefault(name, Collections.emptySortedSet());
    }

    /** What reads a name, sorted. */
    public SortedSet<String> readersOf(String name) {
        return readers.getOrDefault(name, Collections.emptySortedSet());
    }

    /**
     * The names in steps: a step reads only from earlier ones, and every name is in the earliest step it can be in, sorted
     * by name. Names on a cycle, and all that read them, are in no step.
     */
    public List<List<String>> levels() {
        List<List<String>> known = levels;
        if (known == null) {
            // Two threads may find out the same.
            known = findLevels();
            levels = known;
        }
        return known;
    }

    private List<List<String>> findLevels() {
        SortedMap<String, Integer> waiting = new TreeMap<>();
        reads.forEach((name, others) -> waiting.put(name, others.size()));
        List<List<String>> found = new ArrayList<>();
        List<String> ready =
                reads.keySet().stream().filter(name -> readsOf(name).isEmpty()).toList();
        while (!ready.isEmpty()) {
            found.add(ready);
            SortedSet<String> next = new TreeSet<>();
            for (String done : ready) {
                for (String reader : readersOf(done)) {
                    if (waiting.merge(reader, -1, Integer::sum) == 0) {
                        next.add(reader);
                    }
                }
            }
            ready = List.copyOf(next);
        }
        return List.copyOf(found);
    }

    /** The names in an order in which each follows all it reads; cyclic ones and their readers are left out. */
    public List<String> topologicalOrder() {
        return levels().stream().flatMap(List::stream).toList();
    }

    /**
     * Cycles that together explain why some names have no order, each once: it starts at its smallest name, every name
     * reads the next, and the last one reads the first. Taking one edge out of each leaves a graph without cycles.
     */
    public List<List<String>> cycles() {
        SortedMap<String, SortedSet<String>> left = new TreeMap<>();
        Set<String> ordered = new TreeSet<>(topologicalOrder());
        reads.forEach((name, others) -> {
            if (!ordered.contains(name)) {
                left.put(name, new TreeSet<>(others));
            }
        });
        List<List<String>> cycles = new ArrayList<>();
        for (String name : left.keySet()) {
            List<String> cycle = shortestCycle(name, left);
            while (!cycle.isEmpty()) {
                cycles.add(fromSmallest(cycle));
                left.getOrDefault(cycle.get(cycle.size() - 1), new TreeSet<>()).remove(name);
                cycle = shortestCycle(name, left);
            }
        }
        return List.copyOf(cycles);
    }

    private static List<String> fromSmallest(List<String> cycle) {
        List<String> turned = new ArrayList<>(cycle);
        Collections.rotate(turned, -turned.indexOf(Collections.min(turned)));
        return List.copyOf(turned);
    }

    private static List<String> shortestCycle(String start, SortedMap<String, SortedSet<String>> edges) {
        SortedMap<String, String> cameFrom = new TreeMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            String name = queue.remove();
            for (String next : edges.getOrDefault(name, Collections.emptySortedSet())) {
                if (next.equals(start)) {
                    return path(start, name, cameFrom);
                }
                if (edges.containsKey(next) && cameFrom.putIfAbsent(next, name) == null) {
                    queue.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> path(String start, String last, Map<String, String> cameFrom) {
        List<String> path = new ArrayList<>();
        for (String at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
            path.add(at);
        }
        path.add(start);
        Collections.reverse(path);
        return path;
    }

    private static SortedMap<String, SortedSet<String>> readers(SortedMap<String, SortedSet<String>> reads) {
        SortedMap<String, SortedSet<String>> readers = new TreeMap<>();
        reads.forEach((name, others) -> others.forEach(
                other -> readers.computeIfAbsent(other, key -> new TreeSet<>()).add(name)));
        readers.replaceAll((name, found) -> Collections.unmodifiableSortedSet(found));
        return readers;
    }
}
