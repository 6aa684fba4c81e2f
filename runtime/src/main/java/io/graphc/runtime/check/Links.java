package io.graphc.runtime.check;

import io.graphc.runtime.engine.RowCursor;
import java.util.Arrays;
import java.util.Optional;

/** The relationships of a graph whose nodes are numbers from 1, four bytes for each of them and for each node. */
final class Links {
    private static final int FIRST_SIZE = 1024;

    private int[] offsets = new int[FIRST_SIZE];
    private int[] ends = new int[FIRST_SIZE];
    private int size;
    private int nodes;
    private int lastStart;

    private Links() {}

    /**
     * Reads rows of two numbers, start and end, sorted by start; empty when there are more than so many.
     *
     * @param most how many rows are taken at most
     */
    static Optional<Links> read(RowCursor rows, int most) {
        Links links = new Links();
        while (rows.next()) {
            if (links.size == most) {
                return Optional.empty();
            }
            links.add(Math.toIntExact(rows.getLong(0)), Math.toIntExact(rows.getLong(1)));
        }
        links.reach(links.nodes + 1);
        return Optional.of(links);
    }

    private void add(int start, int end) {
        nodes = Math.max(nodes, Math.max(start, end));
        reach(start);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + (size >> 1));
        }
        ends[size++] = end;
    }

    /** Notes where the relationships of the nodes up to this one begin. */
    private void reach(int start) {
        if (start >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(start + 1, offsets.length + (offsets.length >> 1)));
        }
        while (lastStart < start) {
            offsets[++lastStart] = size;
        }
    }

    /** The greatest number of a node. */
    int nodes() {
        return nodes;
    }

    /** The place of a node's first relationship. */
    int first(int node) {
        return offsets[node];
    }

    /** The place behind a node's last relationship. */
    int last(int node) {
        return offsets[node + 1];
    }

    /** The node at the end of a relationship. */
    int end(int place) {
        return ends[place];
    }
}
