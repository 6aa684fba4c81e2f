package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.SourceFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds and reads the files of a project folder; files that cannot be read are reported. */
final class ProjectFiles {
    private final Path root;
    private final String prefix;
    private final DiagnosticSink sink;

    ProjectFiles(Path root, DiagnosticSink sink) {
        this(root, "", sink);
    }

    /**
     * The files of a package.
     *
     * @param folder how users see the package's folder
     */
    ProjectFiles(Path root, String folder, DiagnosticSink sink) {
        this.root = root;
        this.prefix = folder.isEmpty() ? "" : folder + "/";
        this.sink = sink;
    }

    Path root() {
        return root;
    }

    /** The path as users see it: relative to the project where it lies inside, with {@code /}. */
    String shown(Path file) {
        boolean inside = file.startsWith(root);
        Path relative = inside ? root.relativize(file) : file;
        return (inside ? prefix : "") + relative.toString().replace('\\', '/');
    }

    /** The text of a file, which must be UTF-8; a byte order mark is left out, so that columns are those of editors. */
    Optional<SourceFile> read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
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
            SourceFile text = new SourceFile(shown(file), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
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
                Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)))) {
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
            if (Files.isDirectory(start)) {
                collect(start, skipped, endings, found);
            }
        }
        return found;
    }

    private void collect(Path start, Collection<Path> skipped, String[] endings, Map<String, Path> found) {
        SimpleFileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean left = !folder.equals(start) && (isHidden(folder) || skipped.contains(folder));
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isHidden(file) && attributes.isRegularFile() && endsWith(file, endings)) {
                    found.put(shown(file), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                unreadable(file, "this file or folder cannot be read", "check its permissions and links");
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        } catch (IOException e) {
            unreadable(start, "this folder cannot be read", "check its permissions");
        }
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
