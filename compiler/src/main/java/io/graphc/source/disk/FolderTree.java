package io.graphc.source.disk;

import io.graphc.source.disk.Disk.Child;
import io.graphc.source.disk.Disk.Kind;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Walks folders by asking a disk for one folder after the other. Belongs to one thread. */
public final class FolderTree {
    private final Disk disk;

    public FolderTree(Disk disk) {
        this.disk = disk;
    }

    /** What is told of the files and folders of a tree, in the order of their paths. */
    public interface Visitor {
        /** Whether what lies in this folder, which lies in the tree's root or below, is wanted. */
        boolean wants(Path folder);

        void file(Path file);

        /** A folder that cannot be listed, or that is a link to one above it. */
        void failed(Path folder, IOException problem);
    }

    public void walk(Path root, Visitor visitor) {
        walk(root, visitor, new ArrayDeque<>());
    }

    private void walk(Path folder, Visitor visitor, Deque<Path> above) {
        above.push(folder);
        try {
            for (Child child : disk.children(folder)) {
                Path path = folder.resolve(child.name());
                if (child.kind() == Kind.FILE) {
                    visitor.file(path);
                } else if (child.kind() == Kind.FOLDER && visitor.wants(path)) {
                    if (child.link().isPresent() && leadsUp(child.link().get(), above)) {
                        visitor.failed(path, new FileSystemLoopException(path.toString()));
                    } else {
                        walk(path, visitor, above);
                    }
                }
            }
        } catch (IOException e) {
            visitor.failed(folder, e);
        }
        above.pop();
    }

    private static boolean leadsUp(Path target, Deque<Path> above) throws IOException {
        for (Path folder : above) {
            if (folder.toRealPath().equals(target)) {
                return true;
            }
        }
        return false;
    }

    /** All files and folders below a folder; fails when the folder itself, or one below it, cannot be listed. */
    List<Path> below(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        List<IOException> problems = new ArrayList<>();
        walk(root, new Visitor() {
            @Override
            public boolean wants(Path folder) {
                return found.add(folder);
            }

            @Override
            public void file(Path file) {
                found.add(file);
            }

            @Override
            public void failed(Path folder, IOException problem) {
                problems.add(problem);
            }
        });
        if (!problems.isEmpty()) {
            throw problems.get(0);
        }
        return found;
    }
}
