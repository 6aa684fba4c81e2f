package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.GraphcBugException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks, as many at a time as there are processors; the first failure ends them all. */
final class SideBySide {
    private static final long STOP_HOURS = 1;

    private SideBySide() {}

    /** The results in the order of the tasks. Returns when no task runs any more. */
    static <T> List<T> run(List<Callable<T>> tasks) throws IOException {
        if (tasks.isEmpty()) {
            return List.of();
        }
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(tasks.size(), Runtime.getRuntime().availableProcessors()));
        try {
            CompletionService<T> done = new ExecutorCompletionService<>(workers);
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(done.submit(task)));
            for (int i = 0; i < tasks.size(); i++) {
                result(done.take());
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was cancelled", e);
        } finally {
            end(workers);
        }
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            if (e.getCause() instanceof IOException unwritable) {
                throw unwritable;
            }
            throw new GraphcBugException("a thread that writes broke off", e.getCause());
        }
    }

    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_HOURS, TimeUnit.HOURS)) {
                throw new GraphcBugException("a thread that writes does not end", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
