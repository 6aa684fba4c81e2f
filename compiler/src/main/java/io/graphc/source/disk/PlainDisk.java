package io.graphc.source.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The disk as it is. */
enum PlainDisk implements Disk {
    INSTANCE;

    @Override
    public Kind kind(Path path) {
        try {
            return kind(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException absent) {
            return Kind.NONE;
        }
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        return attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public List<Child> children(Path folder) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                children.add(child(path));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(Child::name));
        return children;
    }

    private Child child(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            BasicFileAttributes own = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return own.isSymbolicLink()
                    ? new Child(name, kind(path), Optional.of(path.toRealPath()))
                    : new Child(name, kind(own), Optional.empty());
        } catch (IOException gone) {
            return new Child(name, Kind.NONE, Optional.empty());
        }
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void lookedInto(Path file) {
        // Nobody wants to know.
    }

    @Override
    public void lookedElsewhere() {
        // Nobody wants to know.
    }
}
