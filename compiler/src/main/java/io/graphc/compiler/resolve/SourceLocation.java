package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.project.FilesSpec;
import io.graphc.source.Located;
import io.graphc.source.disk.Disk;
import io.graphc.source.disk.FileGlob;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the files of a source lie for one tenant, and whether they are there. */
final class SourceLocation {
    private static final Map<String, FileFormat> FORMATS = Map.of(
            "csv", FileFormat.CSV,
            "tsv", FileFormat.CSV,
            "parquet", FileFormat.PARQUET,
            "json", FileFormat.JSON,
            "jsonl", FileFormat.JSON,
            "ndjson", FileFormat.JSON);

    private final Path directory;
    private final Disk disk;
    private final ValueTemplates templates;
    private final DiagnosticSink sink;

    SourceLocation(Path directory, Disk disk, ValueTemplates templates, DiagnosticSink sink) {
        this.directory = directory;
        this.disk = disk;
        this.templates = templates;
        this.sink = sink;
    }

    /** The files with the names in single braces filled in; empty when something is wrong, which is reported. */
    Optional<FileLocation> locate(FilesSpec files, Located<String> location, Map<String, String> names) {
        Optional<String> rendered = templates.render(WrittenText.of(location));
        if (rendered.isEmpty()) {
            return Optional.empty();
        }
        String path = rendered.get();
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace("{" + name.getKey() + "}", name.getValue());
        }
        String found = path.replace('\\', '/');
        return format(files, location, found)
                .map(format -> new FileLocation(
                        found,
                        format,
                        files.header().map(Located::value).orElse(true),
                        files.delimiter().map(Located::value).orElse(isTabbed(found) ? "\t" : ","),
                        files.extraValues()
                                .map(value -> value.value().equals("ignore"))
                                .orElse(false),
                        files.nullTexts().stream().map(Located::value).toList()));
    }

    private Optional<FileFormat> format(FilesSpec files, Located<String> location, String path) {
        if (files.format().isPresent()) {
            String word = files.format().get().value().toUpperCase(Locale.ROOT);
            return Stream.of(FileFormat.values())
                    .filter(format -> format.name().equals(word))
                    .findFirst();
        }
        Optional<FileFormat> format = Optional.ofNullable(FORMATS.get(extension(path)));
        if (format.isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "the format of `" + path + "` cannot be told from its name")
                    .at(location.span())
                    .help("add `format: csv`, `format: parquet` or `format: json`")
                    .report(sink);
        }
        return format;
    }

    private static String extension(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    private static boolean isTabbed(String path) {
        return extension(path).equals("tsv");
    }

    /** Whether the files are surely not there; what lies elsewhere than on this machine is never sure. */
    boolean isMissing(FileLocation files) {
        String path = files.path();
        if (path.contains("://")) {
            return false;
        }
        try {
            if (!FileGlob.isGlob(path)) {
                return disk.kind(directory.resolve(path)) == Disk.Kind.NONE;
            }
            FileGlob glob = FileGlob.of(directory, path);
            return !disk.isFolder(glob.base()) || !anyMatch(glob);
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private boolean anyMatch(FileGlob glob) {
        try {
            return disk.below(glob.base()).stream().anyMatch(glob::matches);
        } catch (IOException e) {
            // A folder that cannot be listed is left to the engine, which says why.
            return true;
        }
    }

    /** Reports files that should be there. */
    void reportMissing(FileLocation files, String source, Located<String> location) {
        Diagnostic.of(
                        DiagnosticCode.MISSING_FILE,
                        "no file `" + files.path() + "`, where source `" + source + "` should lie")
                .at(location.span())
                .note("paths of files start at the project folder")
                .help("correct the location, or mark the source `optional: true` where not every tenant has it")
                .report(sink);
    }
}
