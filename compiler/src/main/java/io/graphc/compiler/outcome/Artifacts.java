package io.graphc.compiler.outcome;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes the files of a compilation and remembers what they were. Safe to share between threads. */
public final class Artifacts {
    private final Queue<Artifact> files = new ConcurrentLinkedQueue<>();
    private final Queue<Path> folders = new ConcurrentLinkedQueue<>();

    /** Writes a file whose bytes depend on nothing but the compilation's inputs. */
    public void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        files.add(new Artifact(file.toAbsolutePath(), false, ArtifactSum.of(bytes, false)));
    }

    /** Opens a manifest for writing, which may tell the instant of the compilation as {@code as_of}. */
    public OutputStream manifest(Path file) throws IOException {
        ArtifactSum sum = new ArtifactSum(true);
        return new FilterOutputStream(Files.newOutputStream(file)) {
            private boolean open = true;

            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                out.write(bytes, offset, count);
                sum.update(bytes, offset, count);
            }

            @Override
            public void close() throws IOException {
                super.close();
                if (open) {
                    open = false;
                    files.add(new Artifact(file.toAbsolutePath(), true, sum.value()));
                }
            }
        };
    }

    /** Remembers a file that another part wrote, if it is there. */
    public void found(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            files.add(new Artifact(file.toAbsolutePath(), false, ArtifactSum.of(Files.readAllBytes(file), false)));
        }
    }

    /** Says that a folder holds what is written here and nothing else. */
    public void owns(Path folder) {
        folders.add(folder.toAbsolutePath());
    }

    List<Artifact> files() {
        return List.copyOf(files);
    }

    List<Path> folders() {
        return List.copyOf(folders);
    }

    /** Whether some folders hold nothing but some artifacts. */
    static boolean hold(List<Path> folders, Collection<Artifact> artifacts) {
        Set<Path> known = new HashSet<>();
        for (Artifact artifact : artifacts) {
            // All folders above are known as soon as one is.
            for (Path path = artifact.file(); path != null && known.add(path); path = path.getParent()) {}
        }
        try {
            for (Path folder : folders) {
                if (Files.isDirectory(folder) && !below(folder, known)) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean below(Path folder, Set<Path> known) throws IOException {
        List<Path> others = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                return look(below);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return look(file);
            }

            private FileVisitResult look(Path path) {
                if (!known.contains(path)) {
                    others.add(path);
                    return FileVisitResult.TERMINATE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return others.isEmpty();
    }
}
