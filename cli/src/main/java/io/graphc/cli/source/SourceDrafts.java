package io.graphc.cli.source;

import io.graphc.cli.source.SourceDraft.ColumnDraft;
import io.graphc.cli.source.SourceDraft.TableDraft;
import io.graphc.compiler.SourceReading.DeclaredSource;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.catalog.CatalogColumn;
import io.graphc.runtime.catalog.CatalogTable;
import io.graphc.runtime.catalog.FolderTables;
import io.graphc.runtime.catalog.SourceCatalogs;
import io.graphc.runtime.catalog.TableCatalog;
import io.graphc.runtime.catalog.TableCatalogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers the sources that are to be declared, by name, each table once. */
public final class SourceDrafts {
    private final TenantSources tenant;
    private final Path projectFolder;
    private final Path targetFolder;
    private final Optional<String> name;
    private final SortedMap<String, Collected> sources = new TreeMap<>();

    /**
     * Nothing so far.
     *
     * @param tenant the targets to ask, and what is declared already
     * @param name the name of all sources; by their databases and folders when empty
     */
    public SourceDrafts(TenantSources tenant, Path projectFolder, Path targetFolder, Optional<String> name) {
        this.tenant = tenant;
        this.projectFolder = projectFolder;
        this.targetFolder = targetFolder;
        this.name = name;
    }

    /**
     * What is known of a source.
     *
     * @param schema where it has another name than the source
     * @param database of its tables; none for files
     */
    private record Collected(
            Optional<String> schema, Optional<String> database, SortedMap<String, TableDraft> tables) {}

    /** The sources, in the order of their names. */
    public List<SourceDraft> sources() {
        return sources.entrySet().stream()
                .map(entry -> new SourceDraft(
                        entry.getKey(),
                        entry.getValue().schema(),
                        List.copyOf(entry.getValue().tables().values())))
                .toList();
    }

    /** Adds tables of the engine by the patterns of users. */
    public void addTables(List<String> patterns) {
        if (patterns.isEmpty()) {
            return;
        }
        try (TableCatalog catalog = TableCatalogs.of(tenant.engine(), projectFolder)) {
            for (String pattern : patterns) {
                int dot = pattern.indexOf('.');
                add(catalog, dot < 0 ? pattern : pattern.substring(0, dot), dot < 0 ? "*" : pattern.substring(dot + 1));
            }
        }
    }

    private void add(TableCatalog catalog, String schema, String table) {
        Optional<String> declared = schemaOf(schema);
        Predicate<String> schemas = matching(declared.orElse(schema));
        boolean one = !declared.orElse(schema).contains("*");
        List<String> found = one
                ? List.of(declared.orElse(schema))
                : catalog.schemas().stream().filter(schemas).toList();
        int tables = 0;
        for (String each : found) {
            Optional<List<CatalogTable>> there = catalog.tables(each, matching(table));
            if (there.isEmpty()) {
                throw noSchema(catalog, schema);
            }
            tables += there.get().size();
            there.get().forEach(known -> put(declared.map(schemaName -> schema).orElse(each), each, known));
        }
        if (tables == 0) {
            throw nothing("no table of " + catalog.place() + " matches `" + schema + "." + table + "`");
        }
    }

    private static GraphcException nothing(String message) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.NOTHING_TO_GENERATE, message).build());
    }

    private static GraphcException mixed(String source, String database, String other) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.NOTHING_TO_GENERATE,
                        "source `" + source + "` cannot have tables of `" + database + "` and of `" + other + "`")
                .note("a source has the tables of one database")
                .help("call it once for each database, with a `--name` of its own")
                .build());
    }

    private static GraphcException noSchema(TableCatalog catalog, String schema) {
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.NOTHING_TO_GENERATE, "there is no database `" + schema + "` in " + catalog.place());
        return new GraphcException(
                problem.hint(schema, catalog.schemas(), "databases").build());
    }

    /** The schema of a source that is declared, as the tenant has it. */
    private Optional<String> schemaOf(String source) {
        return declared(source)
                .filter(table -> table.files().isEmpty())
                .map(table -> table.relation().schema())
                .findFirst();
    }

    private Stream<SourceTable> declared(String source) {
        return tenant.sources().stream()
                .map(DeclaredSource::table)
                .filter(table -> table.source().equals(source));
    }

    private void put(String source, String schema, CatalogTable table) {
        String called = name.orElse(source);
        Optional<String> written = called.equals(schema) ? Optional.empty() : Optional.of(schema);
        // A table that is declared under another name keeps it.
        String tableName = declared(called)
                .filter(known -> known.relation().identifier().equalsIgnoreCase(table.name()))
                .map(SourceTable::name)
                .findFirst()
                .orElse(table.name());
        Collected collected =
                sources.computeIfAbsent(called, key -> new Collected(written, Optional.of(schema), new TreeMap<>()));
        collected.database().filter(other -> !other.equals(schema)).ifPresent(other -> {
            throw mixed(called, other, schema);
        });
        collected
                .tables()
                .put(
                        tableName,
                        new TableDraft(
                                tableName,
                                table.description(),
                                Optional.empty(),
                                table.columns().stream()
                                        .map(SourceDrafts::draft)
                                        .toList()));
    }

    private static ColumnDraft draft(CatalogColumn column) {
        boolean known = !column.type().equals(SqlTypes.ANY);
        return new ColumnDraft(
                column.name(),
                known ? Optional.of(column.type().toString()) : Optional.empty(),
                column.description(),
                column.problem());
    }

    private static Predicate<String> matching(String pattern) {
        String regular = Arrays.stream(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        Predicate<String> matches = Pattern.compile(regular).asMatchPredicate();
        return candidate -> matches.test(candidate.toLowerCase(Locale.ROOT));
    }

    /** Adds the tables that folders of files hold. */
    public void addFolders(List<Path> folders) {
        if (folders.isEmpty()) {
            return;
        }
        try (SourceCatalogs catalogs = new SourceCatalogs(projectFolder)) {
            FolderTables tables = new FolderTables(projectFolder, catalogs, tenant.engine(), targetFolder);
            for (Path folder : folders) {
                List<FolderTables.FileTable> found = tables.in(folder);
                if (found.isEmpty()) {
                    throw nothing("`" + folder.getFileName() + "` holds no files of rows");
                }
                String called = name.orElse(String.valueOf(folder.normalize().getFileName()));
                Collected source = sources.computeIfAbsent(
                        called, key -> new Collected(Optional.empty(), Optional.empty(), new TreeMap<>()));
                found.forEach(table -> source.tables().put(table.name(), draft(table)));
            }
        }
    }

    private static TableDraft draft(FolderTables.FileTable table) {
        List<ColumnDraft> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(draft(CatalogColumn.of(column)));
        }
        return new TableDraft(table.name(), Optional.empty(), Optional.of(table.location()), columns);
    }
}
