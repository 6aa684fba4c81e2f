package io.graphc.source.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The one door through which a compilation looks at files, so that everything it was told can be noted and asked again: see
 * {@link NotedDisk}. Links are followed. Safe to share between threads.
 */
public interface Disk {
    /** What lies at a path; a link that leads nowhere is {@code NONE}. */
    enum Kind {
        NONE,
        FILE,
        FOLDER,
        OTHER
    }

    /**
     * Something in a folder.
     *
     * @param link of a link to what its kind says the path that it leads to in the end
     */
    record Child(String name, Kind kind, Optional<Path> link) {}

    /** The disk as it is, with nothing noted. */
    static Disk plain() {
        return PlainDisk.INSTANCE;
    }

    Kind kind(Path path);

    /** All of a file, for files that people write. */
    byte[] read(Path file) throws IOException;

    /** What lies in a folder, in the order of the names. */
    List<Child> children(Path folder) throws IOException;

    /** A file of rows, which may be larger than memory. */
    InputStream open(Path file) throws IOException;

    /** Says that an engine is about to look into a file of rows, in its own ways. */
    void lookedInto(Path file);

    /** Says that something is about to be asked that the disk cannot tell, such as a question to another machine. */
    void lookedElsewhere();

    default boolean isFile(Path path) {
        return kind(path) == Kind.FILE;
    }

    default boolean isFolder(Path path) {
        return kind(path) == Kind.FOLDER;
    }

    /** All files and folders below a folder; fails where one cannot be listed, or is a link to one above it. */
    default List<Path> below(Path folder) throws IOException {
        return new FolderTree(this).below(folder);
    }
}
