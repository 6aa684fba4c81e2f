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
        String selected = IntStream.range(0, stored.size())
                .mapToObj(i -> RelationName.quote(stored.get(i)) + " AS "
                        + RelationName.quote(columns.get(i).name()))
                .collect(Collectors.joining(", "));
        execute(
                what,
                "CREATE VIEW " + view.quoted() + " AS SELECT " + selected + " FROM read_parquet("
                        + SqlLiterals.literal(file.toString()) + ")");
        RowCursor rows = session.cursor(what, view);
        return new ForwardedRows(DirectRowCursor.of(rows), () -> execute(what, "DROP VIEW " + view.quoted()));
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
