package io.graphc.runtime.load;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import io.graphc.runtime.store.WriteCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The place that a loader reads files from: an object store, and what the loader calls it. Used by one thread.
 */
public final class LoadStorage implements AutoCloseable {
    /** Files on their way at once; large ones go in parts side by side anyway. */
    private static final int AT_ONCE = 4;

    private static final long STOP_SECONDS = 60;

    private final ObjectStore store;
    private final String address;
    private final Runnable closed;
    private final long stopSeconds;

    /**
     * A storage.
     *
     * @param address of the store's place, ends with {@code /}
     * @param closed done once the store is closed
     */
    public LoadStorage(ObjectStore store, String address, Runnable closed) {
        this(store, address, closed, STOP_SECONDS);
    }

    /** @param stopSeconds how long uploads may go on behind one that failed */
    LoadStorage(ObjectStore store, String address, Runnable closed, long stopSeconds) {
        this.store = store;
        this.address = address;
        this.closed = closed;
        this.stopSeconds = stopSeconds;
    }

    /** Where a key is, as the loader is told. */
    public String uri(String key) {
        return address + key;
    }

    /**
     * Puts files in place.
     *
     * @param files their sums by their names below the folder
     */
    public void put(Path folder, Map<String, ContentSum> files, String prefix) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "graphc-load-files");
            thread.setDaemon(true);
            return thread;
        });
        try {
            put(folder, files, prefix, workers);
        } catch (IOException | RuntimeException e) {
            try {
                end(workers);
            } catch (GraphcBugException hanging) {
                e.addSuppressed(hanging);
            }
            throw e;
        }
        end(workers);
    }

    private void put(Path folder, Map<String, ContentSum> files, String prefix, ExecutorService workers)
            throws IOException {
        try {
            List<Future<?>> puts = new ArrayList<>();
            files.forEach((name, sum) -> puts.add(workers.submit(() -> {
                store.put(prefix + name, folder.resolve(name), sum);
                return true;
            })));
            for (Future<?> put : puts) {
                put.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException refused) {
                throw refused;
            }
            throw cause instanceof IOException failed ? failed : new IOException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while files were put", e);
        }
    }

    /** Returns when no file is on its way any more: the folder that they come from may be removed then. */
    private void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(stopSeconds, TimeUnit.SECONDS)) {
                throw new GraphcBugException("an upload does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finds out whether it takes files. */
    public String check() {
        return WriteCheck.of(store);
    }

    public void write(String key, String text) throws IOException {
        store.put(key, text.getBytes(StandardCharsets.UTF_8), PutCondition.NONE);
    }

    public Optional<String> read(String key) throws IOException {
        if (store.head(key).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = store.get(key)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The keys below a folder, sorted. */
    public List<String> list(String folder) throws IOException {
        List<String> keys = new ArrayList<>();
        store.list(folder, object -> keys.add(object.key()));
        return keys;
    }

    @Override
    public void close() {
        store.close();
        closed.run();
    }
}
