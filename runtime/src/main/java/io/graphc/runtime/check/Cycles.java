package io.graphc.runtime.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Finds the nodes of a graph that lie on cycles: those of its strongly connected components, which Tarjan's algorithm
 * ("Depth-first search and linear graph algorithms", 1972) tells in time proportional to nodes and relationships; here
 * without recursion, because paths may be long. One thread uses it.
 */
final class Cycles {
    private final Links links;
    private final int[] found;
    private final int[] low;
    private final int[] next;
    private final int[] path;
    private final int[] open;
    private final BitSet isOpen;
    private int count;
    private int depth;
    private int opened;
    private long onCycles;
    private int firstOnCycle;

    private Cycles(Links links) {
        int size = links.nodes() + 1;
        this.links = links;
        this.found = new int[size];
        this.low = new int[size];
        this.next = new int[size];
        this.path = new int[size];
        this.open = new int[size];
        this.isOpen = new BitSet(size);
    }

    static Cycles of(Links links) {
        Cycles cycles = new Cycles(links);
        for (int node = 1; node <= links.nodes(); node++) {
            if (cycles.found[node] == 0) {
                cycles.visit(node);
            }
        }
        return cycles;
    }

    private void visit(int root) {
        enter(root);
        while (depth > 0) {
            int node = path[depth - 1];
            if (next[node] == links.last(node)) {
                leave(node);
                continue;
            }
            int end = links.end(next[node]++);
            if (found[end] == 0) {
                enter(end);
            } else if (isOpen.get(end)) {
                low[node] = Math.min(low[node], found[end]);
            }
        }
    }

    private void enter(int node) {
        path[depth++] = node;
        open[opened++] = node;
        isOpen.set(node);
        found[node] = ++count;
        low[node] = count;
        next[node] = links.first(node);
    }

    private void leave(int node) {
        depth--;
        if (depth > 0) {
            int before = path[depth - 1];
            low[before] = Math.min(low[before], low[node]);
        }
        if (low[node] == found[node]) {
            close(node);
        }
    }

    /** Takes the component that a node was the first of off the open ones. */
    private void close(int root) {
        int begin = opened;
        do {
            begin--;
            isOpen.clear(open[begin]);
        } while (open[begin] != root);
        if (opened - begin > 1 || leadsToItself(root)) {
            onCycles += opened - begin;
            for (int i = begin; i < opened; i++) {
                firstOnCycle = firstOnCycle == 0 ? open[i] : Math.min(firstOnCycle, open[i]);
            }
        }
        opened = begin;
    }

    private boolean leadsToItself(int node) {
        for (int place = links.first(node); place < links.last(node); place++) {
            if (links.end(place) == node) {
                return true;
            }
        }
        return false;
    }

    /** The number of nodes that lie on a cycle. */
    long nodes() {
        return onCycles;
    }

    /** The nodes of a cycle in their order, as few as there can be with the first node that lies on one; empty for none. */
    List<Integer> example() {
        if (firstOnCycle == 0) {
            return List.of();
        }
        int[] before = new int[links.nodes() + 1];
        Deque<Integer> edge = new ArrayDeque<>(List.of(firstOnCycle));
        while (before[firstOnCycle] == 0) {
            int node = edge.removeFirst();
            for (int place = links.first(node); place < links.last(node); place++) {
                int end = links.end(place);
                if (before[end] == 0) {
                    before[end] = node;
                    edge.addLast(end);
                }
            }
        }
        List<Integer> cycle = new ArrayList<>(List.of(firstOnCycle));
        for (int node = before[firstOnCycle]; node != firstOnCycle; node = before[node]) {
            cycle.add(node);
        }
        Collections.reverse(cycle);
        Collections.rotate(cycle, 1);
        return cycle;
    }
}
