package io.graphc.runtime.catalog;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables that a folder of Parquet, CSV and JSON files seems to hold: each file is a table of the file's name, and each
 * folder in it with files of one format, at any depth, one of the folder's name.
 */
public final class FolderTables {
    private static final Pattern EXTENSION =
            Pattern.compile("\\.(parquet|csv|tsv|json|jsonl|ndjson)(\\.(gz|zst|bz2))?$", Pattern.CASE_INSENSITIVE);

    private final Path projectFolder;
    private final SourceCatalogs catalogs;
    private final EngineTarget target;
    private final Path targetFolder;

    /** Tables whose columns catalogs find out. */
    public FolderTables(Path projectFolder, SourceCatalogs catalogs, EngineTarget target, Path targetFolder) {
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
        this.catalogs = catalogs;
        this.target = target;
        this.targetFolder = targetFolder;
    }

    /**
     * A table in files.
     *
     * @param location a path or pattern, relative to the project where it lies in it
     */
    public record FileTable(String name, String location, List<Column> columns) {
        public FileTable {
            columns = List.copyOf(columns);
        }
    }

    /** The tables of a folder, by name. */
    public List<FileTable> in(Path folder) {
        TreeMap<String, Rows> rows = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(path -> !isHidden(path.getFileName()))
                    .sorted()
                    .toList()) {
                Optional<Rows> found = Files.isDirectory(entry) ? ofFolder(entry) : ofFile(entry);
                found.ifPresent(location -> rows.put(free(name(entry), rows), location));
            }
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.NOTHING_TO_GENERATE, "`" + folder + "` cannot be listed")
                            .note(String.valueOf(e.getMessage()))
                            .help("name a folder of Parquet, CSV or JSON files")
                            .build(),
                    e);
        }
        List<FileTable> tables = new ArrayList<>();
        rows.forEach((name, found) ->
                columns(name, found).ifPresent(columns -> tables.add(new FileTable(name, found.location(), columns))));
        return tables;
    }

    /**
     * Files of rows.
     *
     * @param extension as the files have it
     */
    private record Rows(String location, String extension) {}

    /** Two entries may differ only in what no name has. */
    private static String free(String name, Map<String, Rows> taken) {
        String free = name;
        for (int number = 2; taken.containsKey(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    private static String name(Path entry) {
        return EXTENSION
                .matcher(String.valueOf(entry.getFileName()))
                .replaceFirst("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
    }

    private Optional<Rows> ofFile(Path file) {
        return extension(file).map(extension -> new Rows(shown(file), extension));
    }

    /** A pattern for the files of a folder, when all of them end alike. */
    private Optional<Rows> ofFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> rows = files.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .sorted()
                    .toList();
            List<Optional<String>> endings =
                    rows.stream().map(FolderTables::extension).distinct().toList();
            if (endings.size() != 1 || endings.get(0).isEmpty()) {
                return Optional.empty();
            }
            boolean flat = rows.stream().allMatch(file -> folder.equals(file.getParent()));
            String extension = endings.get(0).get();
            return Optional.of(new Rows(shown(folder) + (flat ? "/*" : "/**/*") + extension, extension));
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> extension(Path file) {
        return EXTENSION
                .matcher(String.valueOf(file.getFileName()))
                .results()
                .map(found -> found.group())
                .findFirst();
    }

    private String shown(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path shown = whole.startsWith(projectFolder) ? projectFolder.relativize(whole) : whole;
        return shown.toString().replace('\\', '/');
    }

    private Optional<List<Column>> columns(String name, Rows rows) {
        String lower = rows.extension().toLowerCase(Locale.ROOT);
        FileFormat format = lower.startsWith(".parquet")
                ? FileFormat.PARQUET
                : lower.startsWith(".csv") || lower.startsWith(".tsv") ? FileFormat.CSV : FileFormat.JSON;
        SourceTable table = new SourceTable(
                "source." + name,
                "files",
                name,
                RelationName.of("main", name),
                Optional.of(new FileLocation(
                        rows.location(), format, true, lower.startsWith(".tsv") ? "\t" : ",", false, List.of())),
                false,
                List.of(),
                DeclaredPlaces.NONE);
        return catalogs.of(target, targetFolder).columnsOf(table);
    }
}
