package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.ForwardingDirectCursor;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads Parquet files of this machine as rows, by a DuckDB of its own in memory. Safe to use from several threads: each
 * cursor has its own connection.
 */
public final class ParquetRows implements AutoCloseable {
    private final DuckDbDatabase database;
    private final DuckDbSession session;
    private final AtomicLong views = new AtomicLong();

    /**
     * A reader without open files.
     *
     * @param threads how many threads DuckDB uses in all
     * @param memoryLimit of DuckDB, such as {@code 1GB}; it lies outside the Java heap
     * @param spill a folder for what does not fit
     */
    public ParquetRows(int threads, String memoryLimit, Path spill) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("threads", Integer.toString(threads));
        settings.put("memory_limit", memoryLimit);
        this.database = DuckDbDatabase.open(new DuckDbProfile("parquet", Optional.empty(), settings, List.of()), spill);
        this.session = new DuckDbSession(database);
    }

    /**
     * The rows of a file in their order.
     *
     * @param what names the rows in the diagnostic when they cannot be read
     * @param stored the names of the columns in the file that are wanted
     * @param columns what they are called here; as many
     */
    public DirectRowCursor open(String what, Path file, List<String> stored, List<Column> columns) {
        RelationName view = RelationName.of("main", "parquet_" + views.incrementAndGet());
        show(what, view, List.of(file), stored, columns);
        RowCursor rows = session.cursor(what, view);
        return new ForwardedRows(DirectRowCursor.of(rows), () -> execute(what, "DROP VIEW " + view.quoted()));
    }

    /**
     * Shows the rows of files to queries, as a view of that name.
     *
     * @param files alike; without one, the view has no rows
     */
    public void show(String what, String name, List<Path> files, List<String> stored, List<Column> columns) {
        show(what, RelationName.of("main", name), files, stored, columns);
    }

    /** Shows the rows of files to queries with values of given types, whatever the files have them in; also without a file. */
    public void showAs(String what, String name, List<Path> files, List<String> stored, List<Column> typed) {
        String selected = IntStream.range(0, stored.size())
                .mapToObj(i -> "CAST(" + (files.isEmpty() ? "NULL" : RelationName.quote(stored.get(i))) + " AS "
                        + DuckDbTypes.nameOf(typed.get(i).type()) + ") AS "
                        + RelationName.quote(typed.get(i).name()))
                .collect(Collectors.joining(", "));
        execute(what, "CREATE VIEW " + RelationName.of("main", name).quoted() + " AS SELECT " + selected + from(files));
    }

    private void show(String what, RelationName view, List<Path> files, List<String> stored, List<Column> columns) {
        String selected = IntStream.range(0, stored.size())
                .mapToObj(i -> (files.isEmpty() ? "CAST(NULL AS VARCHAR)" : RelationName.quote(stored.get(i))) + " AS "
                        + RelationName.quote(columns.get(i).name()))
                .collect(Collectors.joining(", "));
        execute(what, "CREATE VIEW " + view.quoted() + " AS SELECT " + selected + from(files));
    }

    private static String from(List<Path> files) {
        return files.isEmpty()
                ? " WHERE false"
                : files.stream()
                        .map(file -> SqlLiterals.literal(file.toString()))
                        .collect(Collectors.joining(", ", " FROM read_parquet([", "])"));
    }

    /**
     * Has functions that queries for Trino call too do what they do there: a text is reversed by its code points, and an array
     * without duplicates keeps its null.
     */
    public void followTrino() {
        List<String> functions = List.of(
                "reverse(words) AS array_to_string(list_reverse(string_split(words, '')), '')",
                "array_distinct(items) AS CASE WHEN list_count(items) < len(items)"
                        + " THEN list_append(list_distinct(items), NULL) ELSE list_distinct(items) END",
                "array_sort(items) AS list_sort(items, 'ASC', 'NULLS LAST')");
        functions.forEach(function -> execute("defining a function", "CREATE MACRO " + function));
    }

    /**
     * Writes the rows of a query over what is shown to a new file.
     *
     * @param columns of the query
     * @param stored what they are called in the file; as many
     * @return how many rows there are
     */
    public long write(String what, String sql, List<Column> columns, List<String> stored, Path file) {
        String selected = IntStream.range(0, columns.size())
                .mapToObj(i -> "CAST(" + RelationName.quote(columns.get(i).name()) + " AS "
                        + DuckDbTypes.nameOf(columns.get(i).type()) + ") AS " + RelationName.quote(stored.get(i)))
                .collect(Collectors.joining(", "));
        return session.run(
                what,
                connected -> connected.execute("COPY (SELECT " + selected + " FROM (" + sql + ") AS made) TO "
                        + SqlLiterals.literal(file.toString()) + " (FORMAT parquet, COMPRESSION snappy)"));
    }

    /** The rows of a query over what is shown. */
    public DirectRowCursor query(String what, String sql) {
        return DirectRowCursor.of(session.cursor(what, sql));
    }

    private void execute(String what, String sql) {
        session.run(what, connected -> connected.execute(sql));
    }

    /** Rows of a view, which goes when they are closed. */
    private static final class ForwardedRows extends ForwardingDirectCursor {
        private final Runnable end;

        private ForwardedRows(DirectRowCursor rows, Runnable end) {
            super(rows);
            this.end = end;
        }

        @Override
        public void close() {
            rows.close();
            end.run();
        }
    }

    @Override
    public void close() {
        session.cancel();
        database.close();
    }
}
