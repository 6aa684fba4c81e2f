package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.GraphcBugException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/**
 * Looks at the queries that run, often at first and then less and less; one call looks at all whose time has come (Athena
 * API reference, "BatchGetQueryExecution", of which few are allowed in a second). Safe to use from several threads.
 */
final class QueryWatch {
    private static final Duration FIRST_LOOK = Duration.ofMillis(150);
    private static final double GROWTH = 1.5;
    /** What is due so soon is looked at now. */
    private static final long SOON_MILLIS = 100;

    private static final int BATCH = 50;

    private final AthenaClient client;
    private final AthenaCalls calls;
    private final long longestMillis;
    private final Map<String, Watched> running = new LinkedHashMap<>();

    QueryWatch(AthenaClient client, AthenaCalls calls, Duration longest) {
        this.client = client;
        this.calls = calls;
        this.longestMillis = Math.max(longest.toMillis(), FIRST_LOOK.toMillis());
    }

    private static final class Watched {
        private long due;
        private double pause = FIRST_LOOK.toMillis();
        private @Nullable QueryExecution end;
        private int waiting;
        private boolean own;
    }

    /** The ids of the queries of this run that are waited for, oldest first. */
    synchronized List<String> running() {
        return running.entrySet().stream()
                .filter(query -> query.getValue().own)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Takes in a query that runs, once for each that waits for it: whoever finds the note of an {@code INSERT} may wait for one
     * that another thread of this run has started, or another run.
     *
     * @param own whether this run has started it for the one who waits
     */
    synchronized void add(String id, boolean own) {
        Watched watched = running.computeIfAbsent(id, started -> {
            Watched fresh = new Watched();
            fresh.due = now() + FIRST_LOOK.toMillis();
            return fresh;
        });
        watched.waiting++;
        watched.own |= own;
    }

    /**
     * Waits until a query that was taken in has ended, in whichever way. Who has started it goes on waiting when a run is
     * cancelled, since a query that was asked to stop may still end well.
     *
     * @param ended ends the wait, without an end of the query then
     */
    Optional<QueryExecution> awaitEnd(String id, BooleanSupplier ended) {
        Watched watched = watched(id);
        try {
            while (!ended.getAsBoolean()) {
                calls.patience().pause(Duration.ofMillis(Math.max(0, untilDue(watched))), ended);
                QueryExecution end = look(watched);
                if (end != null) {
                    return Optional.of(end);
                }
            }
            return Optional.empty();
        } finally {
            synchronized (this) {
                watched.waiting--;
                if (watched.waiting == 0) {
                    running.remove(id);
                }
            }
        }
    }

    private synchronized Watched watched(String id) {
        Watched watched = running.get(id);
        if (watched == null) {
            throw new GraphcBugException("query " + id + " is waited for and was not taken in");
        }
        return watched;
    }

    private long now() {
        return calls.patience().millis();
    }

    private synchronized long untilDue(Watched watched) {
        return watched.end == null ? watched.due - now() : 0;
    }

    private synchronized @Nullable QueryExecution look(Watched watched) {
        if (watched.end == null && watched.due <= now()) {
            List<String> due = new ArrayList<>();
            running.forEach((id, other) -> {
                if (other.end == null && other.due <= now() + SOON_MILLIS && due.size() < BATCH) {
                    due.add(id);
                }
            });
            lookAt(due);
        }
        return watched.end;
    }

    private void lookAt(List<String> ids) {
        List<QueryExecution> found = ids.size() == 1
                ? List.of(one(ids.get(0)))
                : calls.send("looking at queries", () -> client.batchGetQueryExecution(b -> b.queryExecutionIds(ids)))
                        .queryExecutions();
        for (QueryExecution query : found) {
            Watched watched = running.get(query.queryExecutionId());
            if (watched != null && isEnd(query.status().state())) {
                watched.end = query;
            }
        }
        // Those that a batch did not tell of are looked at again with the others.
        for (String id : ids) {
            Watched watched = running.get(id);
            if (watched != null) {
                watched.pause = Math.min((double) longestMillis, watched.pause * GROWTH);
                watched.due = now() + (long) watched.pause;
            }
        }
    }

    private QueryExecution one(String id) {
        return calls.send("looking at a query", () -> client.getQueryExecution(b -> b.queryExecutionId(id)))
                .queryExecution();
    }

    private static boolean isEnd(QueryExecutionState state) {
        return state == QueryExecutionState.SUCCEEDED
                || state == QueryExecutionState.FAILED
                || state == QueryExecutionState.CANCELLED;
    }
}
