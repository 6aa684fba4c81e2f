package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.GraphcBugException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neo4j.driver.Session;

/**
 * Gives batches to several sessions at once, each used by one thread at a time. Holds no more batches than twice the number
 * of workers: {@link #add} waits for the oldest one. After a failure nothing more is started, and the failure of the
 * earliest batch is thrown. Used by one thread.
 *
 * @param <R> what a batch yields; results are added up in the order of the batches
 */
final class ParallelBatches<R> implements AutoCloseable {
    private final ExecutorService workers;
    private final int limit;
    private final Supplier<Session> sessions;
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private final Deque<Future<R>> running = new ArrayDeque<>();
    private final BinaryOperator<R> sum;
    private R total;

    ParallelBatches(int threads, Supplier<Session> sessions, R nothing, BinaryOperator<R> sum) {
        this.workers = Executors.newFixedThreadPool(threads);
        this.limit = 2 * threads;
        this.sessions = sessions;
        this.total = nothing;
        this.sum = sum;
    }

    /** Starts work on a batch as soon as a worker is free. */
    void add(Function<Session, R> work) {
        if (running.size() == limit) {
            takeOldest();
        }
        running.add(workers.submit(() -> {
            Session found = idle.poll();
            Session session = found == null ? sessions.get() : found;
            try {
                return work.apply(session);
            } finally {
                idle.add(session);
            }
        }));
    }

    /** Waits for all batches; what they yielded together. */
    R finish() {
        while (!running.isEmpty()) {
            takeOldest();
        }
        return total;
    }

    private void takeOldest() {
        try {
            total = sum.apply(total, running.remove().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new GraphcBugException("a batch failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphcBugException("interrupted while a batch was written", e);
        }
    }

    /** Drops batches that have not started, waits for those that run, and closes the sessions. */
    @Override
    public void close() {
        running.forEach(batch -> batch.cancel(false));
        workers.shutdown();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        idle.forEach(Session::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
