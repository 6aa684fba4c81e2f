package io.graphc.compiler.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Analyses under the hashes of all that they depend on, in memory and in one file of the project's target folder. A file
 * that is missing, damaged or of another build of graphc is as good as an empty one, and is written anew. Safe to share
 * between threads; two processes may use one file at the same time, of which the later one to end keeps its entries.
 */
public final class AnalysisCache {
    private final Optional<Path> file;
    private final String build;
    private final Map<ContentKey, CacheFile.Entry> entries;
    private final Set<ContentKey> used = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean changed = new AtomicBoolean();

    private AnalysisCache(Optional<Path> file, String build, Map<ContentKey, CacheFile.Entry> entries) {
        this.file = file;
        this.build = build;
        this.entries = new ConcurrentHashMap<>(entries);
    }

    /** A cache that ends with the process. */
    public static AnalysisCache inMemory() {
        return new AnalysisCache(Optional.empty(), "", Map.of());
    }

    /**
     * The cache in a folder, which is made when the cache is saved.
     *
     * @param build stands for the code that analyses: what another build has stored is not used
     */
    public static AnalysisCache in(Path folder, String build) {
        Path file = folder.resolve("analyses.bin");
        return new AnalysisCache(Optional.of(file), build, CacheFile.read(file, build));
    }

    /** The bytes stored under a key. */
    public Optional<ByteBuffer> find(ContentKey key) {
        CacheFile.Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.isSound()) {
            forget(key);
            return Optional.empty();
        }
        used.add(key);
        return Optional.of(entry.buffer());
    }

    /** Says that what is stored under a key cannot be read. */
    public void forget(ContentKey key) {
        entries.remove(key);
        changed.set(true);
    }

    public void store(ContentKey key, byte[] bytes) {
        entries.put(key, CacheFile.Entry.of(bytes));
        used.add(key);
        changed.set(true);
    }

    /**
     * Writes the file if there is anything new. What was not used this time stays for a while: the newest first, as far as
     * the file stays small.
     *
     * @throws IOException when the file cannot be written, which costs the next compilation time and nothing else
     */
    public void save() throws IOException {
        if (file.isEmpty() || !changed.get()) {
            return;
        }
        Path folder = file.get().toAbsolutePath().getParent();
        Files.createDirectories(folder);
        CacheFile.write(file.get(), build, entries, used);
    }
}
