package io.graphc.runtime.catalog;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.ColumnDifference;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.LocalFiles;
import io.graphc.runtime.engine.duckdb.DuckDbCatalog;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.source.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogs of a project's targets, with what they found before. Files are looked at by DuckDB, whatever the target is,
 * and so are the tables of a DuckDB target; those of an Athena target by Glue, and of a Trino target by Trino, whose word
 * counts for ten minutes. The classes of an engine are loaded at
 * the first question that nothing found before answers. Closing writes what was found. Safe to use from several threads.
 */
public final class SourceCatalogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCatalogs.class);

    private final Path projectFolder;
    private final Disk disk;
    private final Clock clock;
    private final Map<String, Asked> targets = new TreeMap<>();
    private final Map<Path, CatalogCache> caches = new TreeMap<>();
    private final Map<String, List<Path>> found = new TreeMap<>();
    private final Set<String> told = new TreeSet<>();
    private @Nullable DuckDbEngines engines;
    private @Nullable DuckDbCatalog forFiles;
    private Runnable letGo = () -> {};

    /**
     * Catalogs for a project.
     *
     * @param projectFolder what relative paths start from
     */
    public SourceCatalogs(Path projectFolder) {
        this(projectFolder, Disk.plain());
    }

    /** Catalogs that tell a disk which files they look into. */
    public SourceCatalogs(Path projectFolder, Disk disk) {
        this(projectFolder, disk, Clock.systemUTC());
    }

    /** Catalogs that tell by a clock how old the word of a service is. */
    public SourceCatalogs(Path projectFolder, Disk disk, Clock clock) {
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * The catalog of a target; targets of one database are one, whatever schema a tenant has.
     *
     * @param targetFolder the folder that {@code cache/sources.json} is kept in
     */
    public synchronized SourceCatalog of(EngineTarget target, Path targetFolder) {
        CatalogCache cache = caches.computeIfAbsent(
                targetFolder.toAbsolutePath().normalize().resolve("cache/sources.json"), CatalogCache::open);
        return targets.computeIfAbsent(target.place(), place -> new Asked(target, cache));
    }

    private synchronized DuckDbEngines engines() {
        DuckDbEngines shared = engines;
        if (shared == null) {
            shared = new DuckDbEngines(projectFolder);
            letGo = shared.linger();
            engines = shared;
        }
        return shared;
    }

    /** Looks into files, for all targets: tenants with databases of their own would have one in memory each for it. */
    private synchronized DuckDbCatalog forFiles(EngineTarget first) {
        DuckDbCatalog open = forFiles;
        if (open == null) {
            open = new DuckDbCatalog(engines(), first, projectFolder);
            forFiles = open;
        }
        return open;
    }

    /** The files that a path or glob means, looked for once: a folder of many files takes long to walk through. */
    private synchronized List<Path> files(String pattern) throws IOException {
        List<Path> known = found.get(pattern);
        if (known == null) {
            known = LocalFiles.find(projectFolder, pattern);
            found.put(pattern, known);
        }
        return known;
    }

    /** Tells the disk once which files are looked into. */
    private synchronized void tell(String pattern) {
        if (told.add(pattern)) {
            LocalFiles.tell(disk, projectFolder, pattern);
        }
    }

    private final class Asked implements SourceCatalog {
        private final EngineTarget target;
        private final CatalogCache cache;
        private @Nullable DuckDbCatalog catalog;
        private @Nullable TableCatalog tables;

        private Asked(EngineTarget target, CatalogCache cache) {
            this.target = target;
            this.cache = cache;
        }

        private synchronized DuckDbCatalog catalog() {
            DuckDbCatalog open = catalog;
            if (open == null) {
                open = new DuckDbCatalog(engines(), target, projectFolder);
                catalog = open;
            }
            return open;
        }

        private synchronized TableCatalog tables() {
            TableCatalog open = tables;
            if (open == null) {
                open = TableCatalogs.ofService(target, projectFolder).orElseThrow();
                tables = open;
            }
            return open;
        }

        @Override
        public boolean knows(SourceTable table) {
            return table.files().isPresent() || target.type().equals("duckdb") || isOfService(table);
        }

        private boolean isOfService(SourceTable table) {
            return table.files().isEmpty() && TableCatalogs.hasService(target);
        }

        @Override
        public Optional<List<Column>> columnsOf(SourceTable table) {
            if (!knows(table)) {
                return Optional.empty();
            }
            tell(table);
            try {
                return isOfService(table) ? columnsOfService(table) : knownColumns(table);
            } catch (GraphcException e) {
                // What keeps an engine from looking, such as another process in the database, may be over the next
                // time.
                disk.lookedElsewhere();
                throw e;
            }
        }

        private Optional<List<Column>> knownColumns(SourceTable table) {
            Optional<String> stamp = table.files()
                    .map(files -> stamp(files.path()))
                    .orElseGet(() -> catalog().stamp());
            Optional<List<Column>> before = stamp.flatMap(found -> cache.find(key(table), found));
            if (before.isPresent()) {
                return before;
            }
            Optional<List<Column>> columns =
                    (table.files().isPresent() ? forFiles(target) : catalog()).columnsOf(table);
            if (columns.isPresent() && stamp.isPresent()) {
                cache.put(key(table), stamp.get(), columns.get());
            }
            return columns;
        }

        private Optional<String> stamp(String pattern) {
            try {
                return LocalFiles.stampOf(projectFolder, files(pattern));
            } catch (IOException | UncheckedIOException | InvalidPathException e) {
                // Whoever then reads the files says what is wrong with them.
                return Optional.empty();
            }
        }

        /** What a service said some minutes ago is taken for what it would say now. */
        private Optional<List<Column>> columnsOfService(SourceTable table) {
            Recent recent = new Recent(clock.instant());
            Optional<List<Column>> before = cache.find(key(table), recent::counts);
            if (before.isPresent()) {
                return before;
            }
            Optional<List<Column>> columns = tables().table(table.relation())
                    .map(found ->
                            found.columns().stream().map(CatalogColumn::column).toList());
            columns.ifPresent(found -> cache.put(key(table), recent.stamp(), found));
            return columns;
        }

        /** A CSV file without a header line, told by its size, or of the first file by its content. */
        @Override
        public Optional<String> obstacleTo(SourceTable table) {
            Optional<FileLocation> csv =
                    table.files().filter(files -> files.format() == FileFormat.CSV && files.header());
            if (csv.isEmpty()) {
                return Optional.empty();
            }
            tell(table);
            try {
                List<Path> files = files(csv.get().path());
                for (Path file : files) {
                    if (Files.size(file) == 0 || (file.equals(files.get(0)) && CsvNames.isBlank(file))) {
                        return Optional.of("`" + LocalFiles.shown(file, projectFolder) + "` of source `" + table.label()
                                + "` has no header line");
                    }
                }
            } catch (IOException | UncheckedIOException | InvalidPathException e) {
                disk.lookedElsewhere();
                LOG.debug("the header is not looked at", e);
            }
            return Optional.empty();
        }

        /** Of text files only the names of columns are compared: a run looks at every value. */
        @Override
        public List<ColumnDifference> differencesOf(SourceTable table) {
            Optional<FileFormat> format = table.files().map(FileLocation::format);
            if (!knows(table) || isOfService(table) || format.equals(Optional.of(FileFormat.JSON))) {
                return List.of();
            }
            tell(table);
            try {
                List<Path> files =
                        table.files().isPresent() ? files(table.files().get().path()) : List.of();
                if (format.equals(Optional.of(FileFormat.CSV))) {
                    return files.isEmpty() ? List.of() : namesMissing(table, files.get(0));
                }
                Optional<List<Column>> there =
                        format.isPresent() && files.isEmpty() ? Optional.empty() : columnsOf(table);
                return there.isPresent()
                        ? DuckDbCatalog.differences(table, projectFolder, files, there.get())
                        : List.of();
            } catch (GraphcException | IOException e) {
                disk.lookedElsewhere();
                LOG.debug("the declared columns are not compared", e);
                return List.of();
            }
        }

        /** Tells the disk what is about to be looked into. */
        private void tell(SourceTable table) {
            if (table.files().isPresent()) {
                SourceCatalogs.this.tell(table.files().get().path());
                return;
            }
            if (isOfService(table)) {
                disk.lookedElsewhere();
                return;
            }
            List<Path> databases = catalog().databases();
            if (databases.isEmpty()) {
                disk.lookedElsewhere();
            }
            for (Path database : databases) {
                disk.lookedInto(database);
                disk.lookedInto(DuckDbCatalog.log(database));
            }
        }

        private List<ColumnDifference> namesMissing(SourceTable table, Path file) throws IOException {
            List<String> names = CsvNames.of(file, table.files().orElseThrow());
            String where = "`" + LocalFiles.shown(file, projectFolder) + "`";
            return names.isEmpty()
                    ? List.of()
                    : table.columns().stream()
                            .filter(column -> names.stream().noneMatch(column.name()::equalsIgnoreCase))
                            .map(column -> new ColumnDifference(column.name(), Optional.empty(), where, names))
                            .toList();
        }

        /** What was looked at, as users wrote it: files with how they are read, or a table of the target. */
        private String key(SourceTable table) {
            return table.files()
                    .map(files -> files.path() + " " + files.format().name().toLowerCase(Locale.ROOT)
                            + (files.header() ? "" : " without header") + " " + files.delimiter()
                            + " " + String.join("|", files.nullTexts()))
                    .orElseGet(() -> databaseShown() + ": " + table.relation().quoted());
        }

        private String databaseShown() {
            String where = target.databases().isEmpty()
                    ? ""
                    : catalog().databases().stream()
                            .limit(1)
                            .map(file -> " " + LocalFiles.shown(file, projectFolder))
                            .collect(Collectors.joining());
            return target.name() + where;
        }

        private synchronized void close() {
            if (catalog != null) {
                catalog.close();
            }
            if (tables != null) {
                tables.close();
            }
        }
    }

    @Override
    public void close() {
        List<Asked> asked;
        List<CatalogCache> used;
        DuckDbCatalog files;
        Runnable databases;
        synchronized (this) {
            asked = new ArrayList<>(targets.values());
            used = new ArrayList<>(caches.values());
            files = forFiles;
            databases = letGo;
        }
        asked.forEach(Asked::close);
        // No reference to the method, which would load the class where nothing was asked.
        if (files != null) {
            files.close();
        }
        databases.run();
        used.forEach(CatalogCache::write);
    }
}
