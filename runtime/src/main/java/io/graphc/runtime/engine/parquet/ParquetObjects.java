package io.graphc.runtime.engine.parquet;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.runtime.engine.duckdb.ParquetRows;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.StoredObject;
import io.graphc.source.disk.Removal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Parquet objects of a store as rows, as Athena's UNLOAD and CREATE TABLE AS leave them. Each cursor fetches the object that
 * comes next while it reads one, so that two objects of each cursor lie on this machine's disk at most. Safe to use from
 * several threads; cursors are closed before it.
 */
public final class ParquetObjects implements AutoCloseable {
    private static final String USUAL_MEMORY = "1GB";
    private static final long STOP_SECONDS = 60;

    private final ObjectStore store;
    private final Path cache;
    private final ParquetRows reader;
    private final ExecutorService fetching;

    /**
     * Objects of a store.
     *
     * @param folder a folder of this machine, in which one is made and removed again
     * @param threads how many threads read, and as many fetch
     */
    public ParquetObjects(ObjectStore store, Path folder, int threads) throws IOException {
        this(store, folder, threads, USUAL_MEMORY);
    }

    /**
     * Objects of a store.
     *
     * @param memory what DuckDB may take outside of the Java heap, such as {@code 1GB}
     */
    ParquetObjects(ObjectStore store, Path folder, int threads, String memory) throws IOException {
        this.store = store;
        this.cache = Files.createTempDirectory(Files.createDirectories(folder), "parquet");
        this.reader = reader(threads, memory, cache);
        this.fetching = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "graphc-fetch");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static ParquetRows reader(int threads, String memory, Path cache) throws IOException {
        try {
            return new ParquetRows(threads, memory, cache.resolve("spill"));
        } catch (GraphcException e) {
            Removal.of(cache);
            throw e;
        }
    }

    /**
     * What is read.
     *
     * @param what names the rows in messages
     * @param stored the names of the columns in the objects that are wanted
     * @param columns what they are called here; as many
     */
    public record Shape(String what, List<String> stored, List<Column> columns) {
        public Shape {
            stored = List.copyOf(stored);
            columns = List.copyOf(columns);
        }
    }

    /** The keys of the objects below a prefix that hold rows, in their order: Athena ignores names with {@code _} or {@code .}. */
    public List<String> keys(String prefix) throws IOException {
        return found(store, prefix).stream().map(StoredObject::key).toList();
    }

    static List<StoredObject> found(ObjectStore store, String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        store.list(prefix, found -> {
            String name = found.key().substring(found.key().lastIndexOf('/') + 1);
            if (found.bytes() > 0 && !name.startsWith("_") && !name.startsWith(".")) {
                objects.add(found);
            }
        });
        return objects;
    }

    /** The rows of objects, one after the other. */
    public ParquetObjectCursor rows(Shape shape, List<String> keys) {
        return new ParquetObjectCursor(this, shape, keys);
    }

    /**
     * The rows of objects in as many shares as there are objects or workers, whichever is less; together they are all rows.
     * Each share may be read by another thread.
     */
    public List<Supplier<ParquetObjectCursor>> shares(Shape shape, List<String> keys, int workers) {
        int count = Math.min(workers, keys.size());
        List<List<String>> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < keys.size(); i++) {
            shares.get(i % count).add(keys.get(i));
        }
        return shares.stream()
                .<Supplier<ParquetObjectCursor>>map(share -> () -> rows(shape, share))
                .toList();
    }

    ParquetRows reader() {
        return reader;
    }

    /** An object that is on its way to this machine. */
    Future<Path> coming(String key) {
        return fetching.submit(() -> fetch(key));
    }

    /** The file of an object that was on its way. */
    static Path arrived(Future<Path> coming, String what) {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GraphcException told) {
                throw told;
            }
            if (e.getCause() instanceof IOException broken) {
                throw ParquetShares.unreadable(what, broken);
            }
            throw new GraphcBugException("an object was not fetched", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.QUERY_FAILED, what + " was cancelled")
                            .build(),
                    e);
        }
    }

    /** A file of this machine that is removed with the others. */
    Path newFile() throws IOException {
        return Files.createTempFile(cache, "object", ".parquet");
    }

    /** Copies an object to a file of this machine. */
    private Path fetch(String key) throws IOException {
        Path file = newFile();
        try (InputStream in = store.get(key)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        fetching.shutdownNow();
        reader.close();
        try {
            // A file that is on its way would come to lie in a folder that is gone, or keep it.
            if (!fetching.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new GraphcBugException("an object is being fetched that nobody waits for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Removal.of(cache);
    }
}
