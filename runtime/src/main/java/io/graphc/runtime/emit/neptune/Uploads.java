package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends files of this machine to a store, a few at once, and removes them here. Whoever hands in more than can be sent waits,
 * so that not more than a few files are on the disk. One thread hands in.
 */
final class Uploads implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final long STOP_SECONDS = 60;

    private final ObjectStore store;
    private final Path drafts;
    private final ExecutorService workers;
    private final Deque<Future<?>> running = new ArrayDeque<>();
    private final Set<String> sent = new TreeSet<>();
    private Set<String> there = Set.of();

    Uploads(ObjectStore store, Path drafts) {
        this.store = store;
        this.drafts = drafts;
        this.workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "graphc-publish");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Names keys that are there from a run that was killed: what they hold is not sent again. */
    void resume(Set<String> keys) {
        there = keys;
    }

    /** Sends a file; it is the key's last part that lies below the folder of drafts. */
    void send(String key, ContentSum sum) throws IOException {
        while (running.size() >= AT_ONCE) {
            await(running.removeFirst());
        }
        boolean mayBeThere = there.contains(key);
        sent.add(key);
        running.add(workers.submit(() -> {
            Path file = drafts.resolve(key);
            if (mayBeThere) {
                store.putWhereDifferent(key, file, sum);
            } else {
                store.put(key, file, sum);
            }
            Files.delete(file);
            return key;
        }));
    }

    /** Counts a key as sent. */
    void kept(String key) {
        sent.add(key);
    }

    /** The keys that were handed in. */
    Set<String> sent() {
        return sent;
    }

    /** Waits until all is sent; throws the first failure. */
    void finish() throws IOException {
        while (!running.isEmpty()) {
            await(running.removeFirst());
        }
    }

    private static void await(Future<?> upload) throws IOException {
        try {
            upload.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new GraphcBugException("an upload broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was cancelled", e);
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new GraphcBugException("an upload does not end", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
