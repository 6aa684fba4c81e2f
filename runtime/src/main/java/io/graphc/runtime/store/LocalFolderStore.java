package io.graphc.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files below a folder of this machine. A lock on a file beside them makes conditional writes one step. */
public final class LocalFolderStore implements ObjectStore {
    private static final String OWN = ".graphc-store";

    private final Path folder;
    private final Clock clock;

    /**
     * A store in a folder that need not be there.
     *
     * @param clock tells how old files are
     */
    public LocalFolderStore(Path folder, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public String location() {
        return folder + "/";
    }

    private Path file(String key) throws IOException {
        Path file = folder.resolve(key).normalize();
        if (key.isEmpty() || !file.startsWith(folder) || file.equals(folder)) {
            throw new IOException("`" + key + "` is no key of a file below `" + folder + "`");
        }
        return file;
    }

    @Override
    public void put(String key, Path file, ContentSum sum) throws IOException {
        Path draft = draft();
        Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
        if (!ContentSum.of(draft).equals(sum)) {
            Files.delete(draft);
            throw new IOException("`" + file + "` changed while it was copied");
        }
        publish(draft, key);
    }

    private Path draft() throws IOException {
        return Files.createTempFile(Files.createDirectories(folder.resolve(OWN)), "draft", "");
    }

    private void publish(Path draft, String key) throws IOException {
        Path target = file(key);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public synchronized Optional<StoredObject> put(String key, byte[] bytes, PutCondition condition)
            throws IOException {
        Path draft = draft();
        Files.write(draft, bytes);
        try (FileChannel lock = FileChannel.open(
                        folder.resolve(OWN).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!held.isValid() || !condition.allows(head(key))) {
                Files.delete(draft);
                return Optional.empty();
            }
            publish(draft, key);
            return head(key);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        Path file = file(key);
        return Files.isRegularFile(file) ? Optional.of(described(file, true)) : Optional.empty();
    }

    private StoredObject described(Path file, boolean whole) throws IOException {
        String key = folder.relativize(file).toString().replace('\\', '/');
        Optional<String> sum = whole ? Optional.of(ContentSum.of(file).crc32c()) : Optional.empty();
        var written = Files.getLastModifiedTime(file).toInstant();
        String etag = written + "-" + sum.orElse("");
        return new StoredObject(key, Files.size(file), etag, sum, Duration.between(written, clock.instant()));
    }

    @Override
    public InputStream get(String key, long offset) throws IOException {
        Path file = file(key);
        return FilePart.open(file, offset, Math.max(0, Files.size(file) - offset));
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> each) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve(OWN)))
                    .filter(file -> folder.relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .startsWith(prefix))
                    .forEach(found::add);
        } catch (NoSuchFileException e) {
            // A folder that is not there holds nothing.
            found.clear();
        }
        found.sort((one, other) -> one.toString().compareTo(other.toString()));
        for (Path file : found) {
            each.accept(described(file, false));
        }
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        for (String key : keys) {
            Files.deleteIfExists(file(key));
        }
    }

    @Override
    public void copy(String from, String to) throws IOException {
        Path draft = draft();
        Files.copy(file(from), draft, StandardCopyOption.REPLACE_EXISTING);
        publish(draft, to);
    }

    @Override
    public void close() {
        // Nothing is held open between two calls.
    }
}
