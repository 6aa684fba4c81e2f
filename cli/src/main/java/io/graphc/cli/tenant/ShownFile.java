package io.graphc.cli.tenant;

import io.graphc.source.disk.Disk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plain disk with one file more, or with another text in one, so that a project can be looked at as it would be. */
public record ShownFile(Path file, String text) implements Disk {
    private static final Disk PLAIN = Disk.plain();

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isAbove(Path path) {
        return file.startsWith(path) && !file.equals(path);
    }

    @Override
    public Kind kind(Path path) {
        Path plain = path.normalize();
        return plain.equals(file) ? Kind.FILE : isAbove(plain) ? Kind.FOLDER : PLAIN.kind(path);
    }

    @Override
    public byte[] read(Path path) throws IOException {
        return path.normalize().equals(file) ? bytes() : PLAIN.read(path);
    }

    @Override
    public List<Child> children(Path folder) throws IOException {
        Path plain = folder.normalize();
        List<Child> children = PLAIN.isFolder(folder) ? new ArrayList<>(PLAIN.children(folder)) : new ArrayList<>();
        if (isAbove(plain)) {
            String name = file.getName(plain.getNameCount()).toString();
            children.removeIf(child -> child.name().equals(name));
            boolean last = file.getNameCount() == plain.getNameCount() + 1;
            children.add(new Child(name, last ? Kind.FILE : Kind.FOLDER, Optional.empty()));
            children.sort(Comparator.comparing(Child::name));
        }
        return children;
    }

    @Override
    public InputStream open(Path path) throws IOException {
        return path.normalize().equals(file) ? new ByteArrayInputStream(bytes()) : PLAIN.open(path);
    }

    @Override
    public void lookedInto(Path path) {
        PLAIN.lookedInto(path);
    }

    @Override
    public void lookedElsewhere() {
        PLAIN.lookedElsewhere();
    }
}
