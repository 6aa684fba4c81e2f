package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.ColumnDifference;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.FileLocation;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.LocalFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of files and of tables in a DuckDB database. Nothing is opened before the first question. What is opened in
 * memory stays open until the catalog is closed, the target's file as long as the engines keep it. Safe to use from several threads, one at a time.
 */
public final class DuckDbCatalog implements SourceCatalog, AutoCloseable {
    private final DuckDbEngines engines;
    private final EngineTarget target;
    private final Path projectFolder;
    private @Nullable DuckDbDatabase forFiles;
    private DuckDbEngines.@Nullable Lease inMemory;

    /**
     * A catalog for a target.
     *
     * @param engines shares the database with engines that have it open
     */
    public DuckDbCatalog(DuckDbEngines engines, EngineTarget target, Path projectFolder) {
        this.engines = engines;
        this.target = target;
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
    }

    @Override
    public synchronized Optional<List<Column>> columnsOf(SourceTable table) {
        String what = "looking at source `" + table.label() + "`";
        if (table.files().isPresent()) {
            FileLocation location = table.files().get();
            return new DuckDbSession(files()).run(what, connected -> ofFiles(connected, FileRows.of(table, location)));
        }
        DuckDbProfile profile = DuckDbProfile.of(target, projectFolder);
        boolean exists = profile.file().map(Files::exists).orElse(false);
        if (!exists && profile.attached().isEmpty()) {
            return Optional.empty();
        }
        if (profile.file().isEmpty()) {
            return new DuckDbSession(inMemory()).run(what, connected -> ofTable(connected, table));
        }
        try (DuckDbEngines.Lease lease = engines.lease(target)) {
            return new DuckDbSession(lease.database()).run(what, connected -> ofTable(connected, table));
        }
    }

    private DuckDbDatabase inMemory() {
        DuckDbEngines.Lease open = inMemory;
        if (open == null) {
            open = engines.lease(target);
            inMemory = open;
        }
        return open.database();
    }

    /** A text that changes with the databases that a table can lie in; empty where one is in memory. */
    public Optional<String> stamp() {
        List<Path> databases = databases();
        List<String> files = new ArrayList<>();
        for (Path database : databases) {
            files.add(database.toString());
            if (Files.exists(log(database))) {
                files.add(log(database).toString());
            }
        }
        return files.isEmpty() ? Optional.empty() : LocalFiles.stamp(projectFolder, files);
    }

    /** The file in which what was written last to a database stands until it is closed. */
    public static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + ".wal");
    }

    /** The files of the databases that a table can lie in; none where one is in memory, since that ends with the process. */
    public List<Path> databases() {
        DuckDbProfile profile = DuckDbProfile.of(target, projectFolder);
        List<Path> databases = new ArrayList<>();
        profile.file().ifPresent(file -> {
            databases.add(file);
            profile.attached().forEach(attached -> databases.add(attached.file()));
        });
        return databases;
    }

    /**
     * How a table whose columns are declared differs from what is there, as a run would find.
     *
     * @param files the files of this machine that hold its rows, if they are in such files
     * @param there the columns that are there
     */
    public static List<ColumnDifference> differences(
            SourceTable table, Path projectFolder, List<Path> files, List<Column> there) {
        String where = files.isEmpty()
                ? table.files().map(location -> "`" + location.path() + "`").orElse("the database")
                : "`" + FileRows.shown(files.get(0), projectFolder) + "`";
        List<String> names = there.stream().map(Column::name).toList();
        List<ColumnDifference> differences = new ArrayList<>();
        for (Column column : table.columns()) {
            Optional<Column> actual = there.stream()
                    .filter(candidate -> candidate.name().equalsIgnoreCase(column.name()))
                    .findFirst();
            // What comes from the names of folders is text and is cast value by value.
            boolean fromFolder = actual.isPresent()
                    && !files.isEmpty()
                    && files.get(0).toString().contains("/" + actual.get().name() + "=");
            if (actual.isEmpty()) {
                differences.add(new ColumnDifference(column.name(), Optional.empty(), where, names));
            } else if (!fromFolder && ColumnFit.of(actual.get().type(), column.type()) == ColumnFit.DIFFERS) {
                differences.add(new ColumnDifference(
                        column.name(), Optional.of(actual.get().type()), where, names));
            }
        }
        return differences;
    }

    private DuckDbDatabase files() {
        DuckDbDatabase open = forFiles;
        if (open == null) {
            open = DuckDbDatabase.open(DuckDbProfile.inMemory(target.name()), engines.spillFolder());
            forFiles = open;
        }
        return open;
    }

    private static Optional<List<Column>> ofTable(DuckDbSession.Connected connected, SourceTable table)
            throws SQLException {
        if (new Relations(connected).kind(table.relation()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(columns(connected, "FROM " + table.relation().quoted()));
    }

    private Optional<List<Column>> ofFiles(DuckDbSession.Connected connected, FileRows rows) throws SQLException {
        List<Path> files = rows.find(connected, projectFolder);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (rows.location().format()) {
                    case PARQUET -> columns(connected, "FROM " + ParquetFiles.read(rows.pattern(projectFolder)));
                    case JSON -> columns(connected, "FROM read_json(" + FileRows.literal(files) + ", sample_size=-1)");
                    case CSV -> csv(connected, rows, files);
                });
    }

    private static List<Column> columns(DuckDbSession.Connected connected, String query) throws SQLException {
        return connected.describe(query).stream().map(DescribedColumn::column).toList();
    }

    private List<Column> csv(DuckDbSession.Connected connected, FileRows rows, List<Path> files) throws SQLException {
        List<String> head = CsvLayout.head(rows, files.get(0), FileRows.shown(files.get(0), projectFolder))
                .fields();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            names.add(rows.location().header() ? head.get(i).strip() : "column" + i);
        }
        List<Column> texts =
                names.stream().map(name -> Column.of(name, SqlTypes.VARCHAR)).toList();
        FileRows asText = new FileRows(rows.what(), rows.relation(), rows.location(), texts);
        List<String> queries = new ArrayList<>();
        for (Path file : files) {
            CsvLayout layout = CsvLayout.of(asText, file, FileRows.shown(file, projectFolder));
            List<String> selected = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String text = layout.text(i, texts.get(i), rows.location());
                selected.add("nullif(trim(" + text + "), '') AS " + CsvLayout.place(i));
            }
            queries.add("SELECT " + String.join(", ", selected) + " FROM "
                    + layout.read(List.of(file), rows.location(), ", ignore_errors=true"));
        }
        return head.isEmpty() ? List.of() : CsvTypes.infer(connected, names, String.join(" UNION ALL ", queries));
    }

    @Override
    public synchronized void close() {
        DuckDbDatabase open = forFiles;
        forFiles = null;
        if (open != null) {
            open.close();
        }
        DuckDbEngines.Lease lease = inMemory;
        inMemory = null;
        if (lease != null) {
            lease.close();
        }
    }
}
