package io.graphc.testkit.neptune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong with requests to a stand-in for Neptune, by their kinds, and what has. Callers synchronize. */
final class PlannedFaults {
    private final Map<String, Deque<Fault>> planned = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();

    /**
     * A request that goes wrong.
     *
     * @param status 0 for a connection that ends without an answer, -1 for a request that is served as any other
     * @param done whether what was asked for is done still
     */
    record Fault(int status, String code, String message, boolean done) {}

    void plan(String kind, Fault fault) {
        planned.computeIfAbsent(kind, key -> new ArrayDeque<>()).add(fault);
    }

    /** What the next request of a kind meets with; null for nothing. */
    @Nullable
    Fault next(String kind) {
        Deque<Fault> waiting = planned.get(kind);
        return waiting == null ? null : waiting.poll();
    }

    int left() {
        return planned.values().stream().mapToInt(Deque::size).sum();
    }

    void forget() {
        planned.clear();
    }

    /** A request was refused or is not answered, and be it for a reason that nobody planned. */
    void troubled(String requestId) {
        troubles.add(requestId);
    }

    List<String> troubles() {
        return troubles;
    }
}
