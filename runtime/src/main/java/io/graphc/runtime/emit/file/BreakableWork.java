package io.graphc.runtime.emit.file;

import io.graphc.diagnostic.GraphcBugException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Work that may never end, on a thread of its own that is interrupted when the time is up or somebody says so. One thread
 * gives it work; {@link #breakOff} may come from any.
 */
final class BreakableWork implements AutoCloseable {
    /** How long work that was interrupted may take to notice. */
    private static final int NOTICE_SECONDS = 10;

    private final Duration most;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "graphc-question");
        made.setDaemon(true);
        return made;
    });

    private boolean broken;
    private @Nullable Future<?> running;

    /** Work that takes no longer than some time. */
    BreakableWork(Duration most) {
        this.most = most;
    }

    /**
     * Does some work.
     *
     * @throws ExecutionException with what the work threw
     * @throws TimeoutException when the time was up
     * @throws CancellationException when it was broken off
     */
    <T> T run(Callable<T> work) throws ExecutionException, TimeoutException {
        Future<T> begun = begin(work);
        try {
            return begun.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphcBugException("interrupted while a question was answered", e);
        } finally {
            begun.cancel(true);
        }
    }

    private synchronized <T> Future<T> begin(Callable<T> work) {
        if (broken) {
            throw new CancellationException();
        }
        Future<T> begun = thread.submit(work);
        running = begun;
        return begun;
    }

    /** Breaks off what is running and refuses what comes after. */
    synchronized void breakOff() {
        broken = true;
        if (running != null) {
            running.cancel(true);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(NOTICE_SECONDS, TimeUnit.SECONDS)) {
                // A daemon: it cannot keep the process, and what it reads nobody changes.
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
