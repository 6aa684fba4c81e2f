package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import io.graphc.runtime.engine.StatementResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that this process has and a warehouse is to have. They go as literals, in as few statements as the warehouse's limit
 * allows. Files of seeds are read by DuckDB, so that their values mean the same on every engine. Safe to use from several
 * threads.
 */
final class SeedTables implements AutoCloseable {
    /** Longer statements take the warehouse more time to read than the rows take to write. */
    private static final int MOST_BYTES = 240_000;

    /** Room for what stands around the rows of a statement, beside the columns. */
    private static final int AROUND = 4_096;

    private static final String SCHEMA = "seeds";

    private final Warehouse warehouse;
    private final QueryEngineFactory files;
    private final CompiledProject project;
    private @Nullable QueryEngine reader;

    SeedTables(Warehouse warehouse, QueryEngineFactory files, CompiledProject project) {
        this.warehouse = warehouse;
        this.files = files;
        this.project = project;
    }

    /** Where rows come from and where they go. */
    private record Target(String owner, String what, RelationName relation, List<Column> columns) {
        private Statement statement(String sql) {
            return new Statement(owner, what, sql);
        }

        /** The query that gives rows of literals the types of the columns. */
        private String query(List<String> rows) {
            if (rows.isEmpty()) {
                return WarehouseSource.emptyRows(columns);
            }
            List<String> selected = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                names.add("c" + i);
                selected.add("CAST(c" + i + " AS " + columns.get(i).type() + ") AS "
                        + RelationName.quote(columns.get(i).name()));
            }
            return "SELECT " + String.join(", ", selected) + "\nFROM (VALUES\n" + String.join(",\n", rows)
                    + "\n) AS literals (" + String.join(", ", names) + ")";
        }
    }

    /** Replaces the table of a seed. */
    StatementResult load(SeedPlan seed) {
        String what = "loading seed `" + seed.name() + "`";
        try (RowCursor rows = read(seed)) {
            long count = write(new Target(seed.id(), what, seed.relation(), seed.columns()), new Iterator<>() {
                private boolean more = rows.next();

                @Override
                public boolean hasNext() {
                    return more;
                }

                @Override
                public String next() {
                    String row = literals(rows);
                    more = rows.next();
                    return row;
                }
            });
            return new StatementResult(count, "INSERT " + count);
        }
    }

    private static String literals(RowCursor row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.columns().size(); i++) {
            values.add(SqlValues.literal(row.getValue(i)));
        }
        return "(" + String.join(", ", values) + ")";
    }

    private RowCursor read(SeedPlan seed) {
        QueryEngine engine = reader();
        SeedPlan local = local(seed);
        engine.loadSeed(local);
        String columns = seed.columns().stream()
                .map(column -> RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        return engine.query("SELECT " + columns + " FROM " + local.relation().quoted());
    }

    /** The seed under a name in the engine that reads it. */
    private static SeedPlan local(SeedPlan seed) {
        return new SeedPlan(
                seed.id(),
                seed.name(),
                seed.path(),
                RelationName.of(SCHEMA, seed.relation().identifier()),
                seed.file(),
                seed.columns(),
                seed.tags(),
                seed.places(),
                seed.checksum());
    }

    private synchronized QueryEngine reader() {
        QueryEngine open = reader;
        if (open == null) {
            CompiledProject local = new CompiledProject(
                    project.name(),
                    Optional.empty(),
                    project.asOf(),
                    new EngineTarget("files", "duckdb", SCHEMA, 1, Map.of()),
                    project.graphTarget(),
                    List.of(),
                    project.seeds().stream().limit(1).map(SeedTables::local).toList(),
                    List.of(),
                    List.of(),
                    GraphPlan.empty());
            open = files.create(local);
            open.open(local);
            reader = open;
        }
        return open;
    }

    /** Makes a table of rows of text. */
    void fill(String owner, StagedTable table, List<List<String>> rows) {
        List<Column> columns = table.columns().stream()
                .map(column -> Column.of(column.stored(), column.storedType()))
                .toList();
        Iterator<String> literals = rows.stream()
                .map(row -> row.stream().map(SqlLiterals::literal).collect(Collectors.joining(", ", "(", ")")))
                .iterator();
        write(new Target(owner, "keeping refused rows", table.relation(), columns), literals);
    }

    /** One statement makes the table where all rows fit into one; otherwise it grows under another name first. */
    private long write(Target target, Iterator<String> rows) {
        Batches batches = new Batches(target, rows);
        List<String> first = batches.next();
        if (!batches.hasMore()) {
            warehouse.replaceWithTable(
                    target.statement(target.query(first)), target.relation(), target.columns(), TableSettings.NONE);
            return first.size();
        }
        RelationName grown = target.relation().withIdentifier(target.relation().identifier() + "__graphc_rows");
        warehouse.drop(grown);
        warehouse.replaceWithTable(target.statement(target.query(first)), grown, target.columns(), TableSettings.NONE);
        long count = first.size();
        while (batches.hasMore()) {
            List<String> batch = batches.next();
            warehouse.execute(target.statement("INSERT INTO " + grown.quoted() + "\n" + target.query(batch)));
            count += batch.size();
        }
        warehouse.replaceWithTable(
                target.statement("SELECT * FROM " + grown.quoted()),
                target.relation(),
                target.columns(),
                TableSettings.NONE);
        warehouse.drop(grown);
        return count;
    }

    /** Rows in groups that fit into one statement each. */
    private final class Batches {
        private final Target target;
        private final Iterator<String> rows;
        private final int limit;
        private @Nullable String waiting;

        private Batches(Target target, Iterator<String> rows) {
            this.target = target;
            this.rows = rows;
            int around = AROUND + 2 * bytes(target.query(List.of()));
            this.limit = Math.min(MOST_BYTES, warehouse.statementLimit() - around);
            this.waiting = rows.hasNext() ? rows.next() : null;
        }

        private boolean hasMore() {
            return waiting != null;
        }

        private List<String> next() {
            List<String> batch = new ArrayList<>();
            int size = 0;
            while (waiting != null) {
                int bytes = bytes(waiting) + 2;
                if (bytes > limit) {
                    throw tooLong(bytes);
                }
                if (size + bytes > limit) {
                    break;
                }
                size += bytes;
                batch.add(waiting);
                waiting = rows.hasNext() ? rows.next() : null;
            }
            return batch;
        }

        private GraphcException tooLong(int bytes) {
            return new GraphcException(Diagnostic.of(
                            DiagnosticCode.STATEMENT_TOO_LONG,
                            target.what() + " needs a statement that is longer than " + warehouse.name() + " takes")
                    .note("a row of " + bytes + " bytes; " + limit + " are left of " + warehouse.statementLimit())
                    .help("put such rows into files that " + warehouse.name() + " reads as a source")
                    .build());
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public synchronized void close() {
        QueryEngine open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
