package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import io.graphc.source.disk.FolderTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Finds and reads the files of a project folder; files that cannot be read are reported. */
final class ProjectFiles {
    private final Path root;
    private final String prefix;
    private final Disk disk;
    private final DiagnosticSink sink;

    ProjectFiles(Path root, Disk disk, DiagnosticSink sink) {
        this(root, "", disk, sink);
    }

    private ProjectFiles(Path root, String prefix, Disk disk, DiagnosticSink sink) {
        this.root = root;
        this.prefix = prefix;
        this.disk = disk;
        this.sink = sink;
    }

    /**
     * The files of a package.
     *
     * @param shown how users see the package's folder
     */
    ProjectFiles inside(Path folder, String shown) {
        return new ProjectFiles(folder, shown.isEmpty() ? "" : shown + "/", disk, sink);
    }

    ProjectFiles reportingTo(DiagnosticSink other) {
        return new ProjectFiles(root, prefix, disk, other);
    }

    Disk disk() {
        return disk;
    }

    Path root() {
        return root;
    }

    /** The path as users see it: relative to the project, also where it lies beside it, with {@code /}. */
    String shown(Path file) {
        if (file.startsWith(root)) {
            return prefix + slashed(root.relativize(file));
        }
        // Paths of two drives have nothing in common.
        return Objects.equals(file.getRoot(), root.getRoot())
                ? slashed(Path.of(prefix).resolve(root.relativize(file)).normalize())
                : slashed(file);
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** The text of a file, which must be UTF-8; a byte order mark is left out, so that columns are those of editors. */
    Optional<SourceFile> read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(disk.read(file));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
            return Optional.of(new SourceFile(shown(file), withoutMark(text)));
        } catch (CharacterCodingException e) {
            notUtf8(file);
        } catch (IOException e) {
            unreadable(file, "this file cannot be read", "check that it exists and may be read");
        }
        return Optional.empty();
    }

    /** Reports the first place where the bytes are not UTF-8. */
    private void notUtf8(Path file) {
        try {
            // This decoder replaces what it cannot read.
            SourceFile text = new SourceFile(shown(file), new String(disk.read(file), StandardCharsets.UTF_8));
            int at = Math.max(text.text().indexOf('\uFFFD'), 0);
            Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "this file is not UTF-8 text")
                    .at(text.span(at, at + 1))
                    .help("save it as UTF-8")
                    .report(sink);
        } catch (IOException e) {
            unreadable(file, "this file is not UTF-8 text", "save it as UTF-8");
        }
    }

    /** The first line of a file, for files too big to read whole. */
    Optional<SourceFile> readFirstLine(Path file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                disk.open(file), StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)))) {
            String line = reader.readLine();
            return Optional.of(new SourceFile(shown(file), withoutMark(line == null ? "" : line)));
        } catch (CharacterCodingException e) {
            unreadable(file, "this file is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            unreadable(file, "this file cannot be read", "check that it exists and may be read");
        }
        return Optional.empty();
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void unreadable(Path file, String message, String help) {
        Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, message)
                .at(new SourceFile(shown(file), "").top())
                .help(help)
                .report(sink);
    }

    /**
     * The files below some folders whose names end in one of the endings, by the path that users see, in its order.
     * Hidden files and folders are left out, and so are the skipped folders.
     */
    Map<String, Path> below(List<String> folders, Collection<Path> skipped, String... endings) {
        Map<String, Path> found = new TreeMap<>();
        for (String folder : folders) {
            Path start = root.resolve(folder).normalize();
            if (disk.isFolder(start)) {
                collect(start, skipped, endings, found);
            }
        }
        return found;
    }

    private void collect(Path start, Collection<Path> skipped, String[] endings, Map<String, Path> found) {
        new FolderTree(disk).walk(start, new FolderTree.Visitor() {
            @Override
            public boolean wants(Path folder) {
                return !isHidden(folder) && !skipped.contains(folder);
            }

            @Override
            public void file(Path file) {
                if (!isHidden(file) && endsWith(file, endings)) {
                    found.put(shown(file), file);
                }
            }

            @Override
            public void failed(Path folder, IOException problem) {
                unreadable(folder, "this file or folder cannot be read", "check its permissions and links");
            }
        });
    }

    private static boolean isHidden(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private static boolean endsWith(Path file, String[] endings) {
        for (String ending : endings) {
            if (file.toString().endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
