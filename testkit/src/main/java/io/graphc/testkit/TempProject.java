package io.graphc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project folder for one test: files written from text or copied from another folder, and edits on them. */
public final class TempProject {
    private final Path root;

    private TempProject(Path root) {
        this.root = root;
    }

    /** An empty project in a folder that the test provides, usually through {@code @TempDir}. */
    public static TempProject in(Path folder) {
        return new TempProject(folder);
    }

    /** A copy of a folder, without what builds leave in {@code target}. */
    public static TempProject copyOf(Path source, Path folder) {
        try (Stream<Path> files = Files.walk(source)) {
            List<Path> sorted = files.sorted().toList();
            for (Path file : sorted) {
                Path relative = source.relativize(file);
                if (relative.startsWith("target") || !Files.isRegularFile(file)) {
                    continue;
                }
                Path copy = folder.resolve(relative.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TempProject(folder);
    }

    public Path root() {
        return root;
    }

    public TempProject write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public String read(String path) {
        try {
            return Files.readString(root.resolve(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the first occurrence of a text, which must be there. */
    public TempProject edit(String path, String old, String replacement) {
        String text = read(path);
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalArgumentException("no `" + old + "` in " + path);
        }
        return write(path, text.substring(0, at) + replacement + text.substring(at + old.length()));
    }
}
