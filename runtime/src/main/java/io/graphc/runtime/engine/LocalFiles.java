package io.graphc.runtime.engine;

import io.graphc.source.disk.Disk;
import io.graphc.source.disk.FileGlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the files of this machine that the paths of a project mean, and tells whether they are still the same. */
public final class LocalFiles {
    private LocalFiles() {}

    /**
     * A text that changes whenever one of some files does: their names, sizes and times of change, hashed. It holds no path
     * of this machine and costs no reading. Empty where none can be made: no file, an address, a pattern of another kind.
     */
    public static Optional<String> stamp(Path folder, List<String> patterns) {
        try {
            List<Path> files = new ArrayList<>();
            for (String pattern : patterns) {
                List<Path> found = find(folder, pattern);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                files.addAll(found);
            }
            return stampOf(folder, files);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            // Whoever then reads the files says what is wrong with them.
            return Optional.empty();
        }
    }

    /** The same of files that were found already. */
    public static Optional<String> stampOf(Path folder, List<Path> files) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            StringBuilder text = new StringBuilder();
            for (Path file : files) {
                text.append(shown(file, folder))
                        .append('\t')
                        .append(Files.size(file))
                        .append('\t')
                        .append(Files.getLastModifiedTime(file).toInstant())
                        .append('\n');
            }
            return Optional.of(hash(text.toString()));
        } catch (IOException e) {
            // As above.
            return Optional.empty();
        }
    }

    /** Tells a disk that the files that a path or glob means are about to be looked into. */
    public static void tell(Disk disk, Path folder, String pattern) {
        if (pattern.contains("://")) {
            disk.lookedElsewhere();
            return;
        }
        try {
            if (!FileGlob.isGlob(pattern)) {
                disk.lookedInto(folder.resolve(pattern).toAbsolutePath().normalize());
                return;
            }
            Path base = FileGlob.of(folder, pattern).base();
            if (disk.isFolder(base)) {
                // Files that are added or taken away show in the folders.
                disk.below(base);
            }
            find(folder, pattern).forEach(disk::lookedInto);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            disk.lookedElsewhere();
        }
    }

    /** The files that a path or glob means, sorted; none for an address. */
    public static List<Path> find(Path folder, String pattern) throws IOException {
        if (pattern.contains("://")) {
            return List.of();
        }
        if (!FileGlob.isGlob(pattern)) {
            Path file = folder.resolve(pattern).toAbsolutePath().normalize();
            return Files.isRegularFile(file) ? List.of(file) : List.of();
        }
        FileGlob glob = FileGlob.of(folder, pattern);
        if (!Files.isDirectory(glob.base())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(glob.base(), FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(glob::matches)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** A file as users know it: relative to the folder where it lies below it. */
    public static String shown(Path file, Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Path shown = file.startsWith(root) ? root.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
