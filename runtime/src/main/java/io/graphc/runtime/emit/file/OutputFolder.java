package io.graphc.runtime.emit.file;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is replaced as a whole or takes in a further load set as a whole: files are written into a folder beside
 * it, which takes its place, or moves into it, when they are complete. What graphc did not write is never deleted: a folder
 * that holds anything beyond the files in its manifest is refused.
 */
public final class OutputFolder implements AutoCloseable {
    /** Marks a folder under construction as graphc's own, and is locked while a run works in it. */
    private static final String MARKER = ".graphc-writing";

    private static final int SHOWN = 5;

    private final Path folder;
    private final Path staging;
    private final Path replaced;
    private @Nullable FileChannel lock;

    public OutputFolder(Path folder) {
        this.folder = folder;
        this.staging = sibling(folder, "new");
        this.replaced = sibling(folder, "old");
    }

    private static Path sibling(Path folder, String word) {
        return folder.resolveSibling("." + folder.getFileName() + ".graphc-" + word);
    }

    /** The folder that readers see. */
    public Path folder() {
        return folder;
    }

    /** The folder to write into between {@link #begin} and {@link #replace}. */
    public Path staging() {
        return staging;
    }

    /** Checks that the folder may be changed, ends what a killed run left, and makes the folder to write into. */
    public void begin() throws IOException {
        recover();
        recoverSets();
        refuseForeignFiles();
        if (Files.exists(staging)) {
            if (!Files.exists(staging.resolve(MARKER)) && !isEmpty(staging)) {
                throw notOurs(staging, filesIn(staging));
            }
            takeLock();
            deleteTree(staging, Set.of(MARKER));
        } else {
            Files.createDirectories(staging);
            takeLock();
        }
    }

    /** Takes a file of the folder that readers see over into the one under construction. */
    public void keep(String path) throws IOException {
        Path kept = staging.resolve(path);
        Files.createDirectories(Objects.requireNonNull(kept.getParent()));
        Files.copy(folder.resolve(path), kept, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** A run that was killed between the two renames of {@link #replace} left the graph under its old name. */
    private void recover() throws IOException {
        if (!Files.exists(replaced)) {
            return;
        }
        if (!Files.exists(folder)) {
            Files.move(replaced, folder, StandardCopyOption.ATOMIC_MOVE);
        } else {
            deleteOwn(replaced);
        }
    }

    /** A marker in a load set means that it was on its way in or out; the manifest says which of them had happened. */
    private void recoverSets() throws IOException {
        List<Path> marked = markedSets();
        Set<String> named = marked.isEmpty() ? Set.of() : FolderManifest.sets(folder);
        for (Path set : marked) {
            if (named.contains(String.valueOf(set.getFileName()))) {
                Files.delete(set.resolve(MARKER));
            } else {
                deleteTree(set, Set.of());
            }
        }
    }

    private List<Path> markedSets() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(MARKER)))
                    .sorted()
                    .toList();
        }
    }

    private void takeLock() throws IOException {
        FileChannel channel =
                FileChannel.open(staging.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = channel.tryLock();
            if (taken != null) {
                lock = channel;
                return;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw beingWritten(e);
        }
        channel.close();
        throw beingWritten(null);
    }

    private GraphcException beingWritten(@Nullable Exception cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "another run of graphc is writing `" + folder + "`")
                        .help("wait until it ends, or give this run another `path`")
                        .build(),
                cause);
    }

    private void refuseForeignFiles() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + folder + "` is a file, expected a folder")
                            .help("move it away, or set `path` of the graph output to another folder")
                            .build());
        }
        Set<String> foreign = filesIn(folder);
        foreign.removeAll(FolderManifest.ownFiles(folder));
        if (!foreign.isEmpty()) {
            throw notOurs(folder, foreign);
        }
    }

    private static GraphcException notOurs(Path place, Set<String> files) {
        String shown = files.stream().limit(SHOWN).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String rest = files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "";
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + place + "` holds files that graphc did not write")
                        .note("files that its manifest does not name: " + shown + rest)
                        .help("move them away, or set `path` of the graph output to another folder")
                        .build());
    }

    private static Set<String> filesIn(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> place.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isEmpty(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Puts the new folder in the place of the old one. */
    public void replace() throws IOException {
        refuseForeignFiles();
        releaseLock();
        Files.delete(staging.resolve(MARKER));
        boolean had = Files.exists(folder);
        if (had) {
            Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (had) {
                Files.move(replaced, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        if (had) {
            deleteOwn(replaced);
        }
    }

    /**
     * Moves the new load set into the folder that readers see, then the new manifest, then removes the sets that it does not
     * name. A set that is on its way is marked, so that a run that is killed between two of these steps is put right by the
     * next one.
     *
     * @param named the sets that the new manifest names
     */
    public void add(List<String> named) throws IOException {
        refuseForeignFiles();
        Set<String> gone = FolderManifest.sets(folder);
        gone.removeAll(named);
        for (String set : gone) {
            Files.writeString(folder.resolve(set).resolve(MARKER), "");
        }
        for (String set : named) {
            Path written = staging.resolve(set);
            if (Files.isDirectory(written)) {
                Files.writeString(written.resolve(MARKER), "");
                Files.move(written, folder.resolve(set), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(
                staging.resolve(FolderManifest.FILE_NAME),
                folder.resolve(FolderManifest.FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        recoverSets();
        close();
    }

    /** Deletes the files that the folder's manifest names, the manifest last, then the folders that are empty. */
    private static void deleteOwn(Path place) throws IOException {
        Set<String> own = FolderManifest.ownFiles(place);
        own.stream()
                .filter(name -> !name.equals(FolderManifest.FILE_NAME) && !Files.isDirectory(place.resolve(name)))
                .forEach(name -> delete(place.resolve(name)));
        delete(place.resolve(FolderManifest.FILE_NAME));
        deleteEmptyFolders(place);
    }

    private static void deleteTree(Path place, Set<String> kept) throws IOException {
        for (String name : filesIn(place)) {
            if (!kept.contains(name)) {
                delete(place.resolve(name));
            }
        }
        deleteEmptyFolders(place);
    }

    private static void deleteEmptyFolders(Path place) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.walk(place)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (int i = folders.size() - 1; i >= 0; i--) {
            if (isEmpty(folders.get(i))) {
                Files.delete(folders.get(i));
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void releaseLock() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /** Removes the folder under construction, where it did not take its place. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            releaseLock();
            deleteTree(staging, Set.of());
        }
    }
}
