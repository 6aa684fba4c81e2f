package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.emit.file.FolderManifest;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import io.graphc.runtime.store.StoredObject;
import io.graphc.source.disk.Removal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Load sets below a prefix of an object store. Files are sent as they are completed, a few at once, each set to a folder of
 * its own that no earlier set had; then the manifest is replaced on the condition that it is still the one that was read, and
 * at last what it does not name any more is removed. What is on its way is written down in a lease, so that a later run knows
 * it as graphc's own: it sends what is missing or differs and removes the rest.
 */
final class ObjectPlace implements SetPlace {
    private static final int SHOWN = 5;

    private final ObjectStore store;
    private final PrefixLease lease;
    private final Path drafts;
    private final Uploads uploads;
    private final Map<String, Long> sizes = new TreeMap<>();
    private Optional<StoredObject> manifestSeen = Optional.empty();
    private final Set<String> leftOver = new TreeSet<>();
    private @Nullable String newSet;

    /**
     * Load sets in a store, which is closed with it.
     *
     * @param drafts an empty folder of this machine for files until they are sent; removed at the end
     */
    ObjectPlace(ObjectStore store, PrefixLease lease, Path drafts) {
        this.store = store;
        this.lease = lease;
        this.drafts = drafts;
        this.uploads = new Uploads(store, drafts);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void begin() throws IOException {
        // A listing tells a bucket that is not there; looking for one object does not.
        store.list("", found -> sizes.put(found.key(), found.bytes()));
        Set<String> there = files(sizes.keySet());
        Set<String> claimed = lease.take();
        manifestSeen = store.head(FolderManifest.FILE_NAME);
        Set<String> own = ownFiles();
        there.removeAll(own);
        there.remove(PrefixLease.KEY);
        for (String key : there) {
            if (claimed.contains(key.substring(0, Math.max(0, key.indexOf('/'))))) {
                leftOver.add(key);
            }
        }
        there.removeAll(leftOver);
        if (!there.isEmpty()) {
            throw notOurs(there);
        }
        for (String set : claimed) {
            store.endBrokenWrites(set + "/");
        }
    }

    private Set<String> keys(String prefix) throws IOException {
        Set<String> keys = new TreeSet<>();
        store.list(prefix, found -> keys.add(found.key()));
        return files(keys);
    }

    /** Keys of objects; those that only show an empty folder are none. */
    private static Set<String> files(Set<String> keys) {
        return keys.stream()
                .filter(key -> !key.isEmpty() && !key.endsWith("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ownFiles() throws IOException {
        if (manifestSeen.isEmpty()) {
            return new TreeSet<>();
        }
        try (InputStream in = store.get(FolderManifest.FILE_NAME)) {
            return FolderManifest.ownFiles(in);
        }
    }

    private GraphcException notOurs(Set<String> keys) {
        String shown = keys.stream().limit(SHOWN).map(key -> "`" + key + "`").collect(Collectors.joining(", "));
        String rest = keys.size() > SHOWN ? " and " + (keys.size() - SHOWN) + " more" : "";
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.CANNOT_WRITE, "`" + location() + "` holds objects that graphc did not write")
                .note("objects that its manifest does not name: " + shown + rest)
                .help("move them away, or set `location` of the graph output to another prefix")
                .build());
    }

    @Override
    public Optional<LoadManifest> manifest() throws IOException {
        if (store.head(FolderManifest.FILE_NAME).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = store.get(FolderManifest.FILE_NAME)) {
            return LoadManifest.read(in);
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        return store.get(path);
    }

    @Override
    public long size(String path) {
        return sizes.getOrDefault(path, -1L);
    }

    /** Never one that was there: a loader may be reading it. */
    @Override
    public String newSet(List<LoadSet> known, boolean anew) throws IOException {
        String name = FolderPlace.following(known);
        lease.claim(Set.of(name));
        uploads.resume(leftOver.stream()
                .filter(key -> key.startsWith(name + "/"))
                .collect(Collectors.toCollection(TreeSet::new)));
        newSet = name;
        return name;
    }

    @Override
    public Path drafts() {
        return drafts;
    }

    @Override
    public synchronized void written(DataFile file) throws IOException {
        lease.check();
        uploads.send(file.path(), new ContentSum(file.bytes(), file.crc32c()));
    }

    @Override
    public DataFile keep(DataFile file, String set) throws IOException {
        String path = set + file.path().substring(file.path().indexOf('/'));
        store.copy(file.path(), path);
        uploads.kept(path);
        return new DataFile(
                path,
                file.kind(),
                file.label(),
                file.element(),
                file.rows(),
                file.records(),
                file.bytes(),
                file.crc32c());
    }

    @Override
    public void commit(LoadManifest manifest, boolean anew) throws IOException {
        uploads.finish();
        List<String> named = manifest.sets().stream().map(LoadSet::path).toList();
        Set<String> before = setsOf(ownFiles());
        named.forEach(before::remove);
        Set<String> claimed = new TreeSet<>(before);
        Optional.ofNullable(newSet).ifPresent(claimed::add);
        leftOver.forEach(key -> claimed.add(key.substring(0, key.indexOf('/'))));
        // From here on things are removed: another run must not have taken over meanwhile.
        lease.claim(claimed);
        removeFromNewSet();
        byte[] text = FolderManifest.bytes(manifest);
        PutCondition asSeen = manifestSeen.map(PutCondition::unchanged).orElse(PutCondition.ABSENT);
        if (store.put(FolderManifest.FILE_NAME, text, asSeen).isEmpty() && !isThere(text)) {
            throw lease.lost();
        }
        claimed.removeAll(named);
        for (String set : claimed) {
            lease.claim(Set.of());
            store.delete(List.copyOf(keys(set + "/")));
        }
        lease.release();
    }

    /** A write whose answer was lost is repeated, and then finds its own. */
    private boolean isThere(byte[] text) throws IOException {
        try (InputStream in = store.get(FolderManifest.FILE_NAME)) {
            return Arrays.equals(in.readAllBytes(), text);
        }
    }

    /** What a killed run sent into this set and this run did not. */
    private void removeFromNewSet() throws IOException {
        String name = newSet;
        if (name != null) {
            Set<String> there = keys(name + "/");
            there.removeAll(uploads.sent());
            store.delete(List.copyOf(there));
        }
    }

    private static Set<String> setsOf(Set<String> paths) {
        return paths.stream()
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() throws IOException {
        try {
            uploads.close();
        } finally {
            leave();
        }
    }

    private void leave() throws IOException {
        try {
            lease.leave();
        } finally {
            store.close();
            Removal.of(drafts);
        }
    }
}
