package io.graphc.runtime.freshness;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks tables side by side; results come in the order that tables were added in. Used by one thread. */
public final class FreshnessRun {
    private final FreshnessCheck check;
    private final int threads;
    private final List<Callable<FreshnessResult>> checks = new ArrayList<>();

    public FreshnessRun(FreshnessCheck check, int threads) {
        this.check = check;
        this.threads = threads;
    }

    public void add(SourceTable table, SourceFreshness limits) {
        checks.add(() -> check.check(table, limits));
    }

    /** Looks at all tables that were added. */
    public List<FreshnessResult> results() {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(threads, Math.max(1, checks.size())),
                task -> new Thread(task, "Thread-" + number.incrementAndGet()));
        try {
            List<FreshnessResult> results = new ArrayList<>();
            for (Future<FreshnessResult> result : pool.invokeAll(checks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphcBugException("interrupted while checking freshness", e);
        } catch (ExecutionException e) {
            throw new GraphcBugException("checking freshness", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
