package io.graphc.runtime.engine.parquet;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.ForwardingDirectCursor;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query over tables of few Parquet objects: all of them are copied to this machine, where DuckDB answers it. Larger tables
 * are left to whoever can ask them where they are.
 *
 * @param tables what it reads
 * @param sql the query, of DuckDB
 * @param shape what it gives, by its columns, and what its rows are called in messages
 * @param memory what DuckDB may take
 */
public record ParquetQuery(List<Table> tables, String sql, Shape shape, String memory) {
    private static final Logger LOG = LoggerFactory.getLogger(ParquetQuery.class);

    /** What is copied for one query at most, some 100,000 rows; it bounds what is waited for, and the place on the disk. */
    private static final long MOST_BYTES = 16L << 20;

    /** More requests than this cost as much as a statement, which pays for 10 MB at least. */
    private static final int MOST_OBJECTS = 100;

    private static final int THREADS = 8;
    private static final String MEMORY = "512MB";
    /** How a Parquet file begins (parquet.apache.org, "File Format"). */
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    public ParquetQuery {
        tables = List.copyOf(tables);
    }

    /** A query with the memory that small tables take. */
    public ParquetQuery(List<Table> tables, String sql, Shape shape) {
        this(tables, sql, shape, MEMORY);
    }

    /**
     * A table as objects.
     *
     * @param name what the query calls it
     * @param prefix of the keys of its objects
     * @param shape its columns
     */
    public record Table(String name, String prefix, Shape shape) {}

    /**
     * The rows in the order of the query; empty where it takes too many bytes or objects, one of them is no Parquet file, or
     * DuckDB cannot answer it here before its first row, for want of memory or room, or because it does not know how a file
     * is written.
     *
     * @param store is closed with the rows, or where there are none
     * @param cache a folder of this machine, in which one is made and removed again
     */
    public Optional<RowCursor> rows(ObjectStore store, Path cache) {
        Optional<ParquetObjects> opened = objects(store, cache);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        ParquetObjects objects = opened.get();
        Runnable end = () -> ParquetShares.close(store, objects, shape.what());
        boolean open = false;
        try {
            Optional<RowCursor> rows = files(store, objects)
                    .flatMap(files -> here(() -> {
                        show(objects, files, objects.reader()::show);
                        return Rows.begun(objects.reader().query(shape.what(), sql), shape.columns(), end);
                    }));
            open = rows.isPresent();
            return rows;
        } catch (IOException e) {
            throw ParquetShares.unreadable(shape.what(), e);
        } finally {
            if (!open) {
                end.run();
            }
        }
    }

    private Optional<ParquetObjects> objects(ObjectStore store, Path cache) {
        try {
            return Optional.of(new ParquetObjects(store, cache, THREADS, memory));
        } catch (IOException | GraphcException e) {
            store.close();
            unanswered(e);
            return Optional.empty();
        }
    }

    /** What DuckDB does on this machine; empty where it fails, which says nothing of the tables. */
    private <T> Optional<T> here(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (GraphcException e) {
            unanswered(e);
            return Optional.empty();
        }
    }

    private void unanswered(Exception e) {
        LOG.debug("the files of {} are not read on this machine; who has the tables is asked", shape.what(), e);
    }

    /**
     * Puts the rows into a new object, as one step; gives their number, or nothing in the cases in which {@link #rows} does.
     * Columns of tables and of the query have the types here that their values are stored in.
     *
     * @param store is closed
     * @param doubtful a query of DuckDB; where it gives a row, nothing is put either
     * @param key of the object
     */
    public Optional<Long> put(ObjectStore store, Path cache, Optional<String> doubtful, String key) {
        Optional<ParquetObjects> opened = objects(store, cache);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        ParquetObjects objects = opened.get();
        try {
            Optional<List<List<Path>>> files = files(store, objects);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            Path file = objects.newFile();
            Optional<Long> rows =
                    here(() -> written(objects, files.get(), doubtful, file)).filter(count -> count >= 0);
            if (rows.isPresent()) {
                store.put(key, file, ContentSum.of(file));
            }
            return rows;
        } catch (IOException e) {
            throw ParquetShares.unreadable(shape.what(), e);
        } finally {
            ParquetShares.close(store, objects, shape.what());
        }
    }

    /** Writes the rows to a file of this machine; their number, or -1 where there is doubt. */
    private long written(ParquetObjects objects, List<List<Path>> files, Optional<String> doubtful, Path file) {
        show(objects, files, objects.reader()::showAs);
        if (doubtful.filter(query -> hasRows(objects, query)).isPresent()) {
            return -1;
        }
        return objects.reader().write(shape.what(), sql, shape.columns(), shape.stored(), file);
    }

    private boolean hasRows(ParquetObjects objects, String query) {
        try (RowCursor rows = objects.reader().query(shape.what(), query)) {
            return rows.next();
        }
    }

    /** How the files of a table are shown to queries. */
    @FunctionalInterface
    private interface Showing {
        void show(String what, String name, List<Path> files, List<String> stored, List<Column> columns);
    }

    private void show(ParquetObjects objects, List<List<Path>> files, Showing showing) {
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            showing.show(
                    shape.what(),
                    table.name(),
                    files.get(i),
                    table.shape().stored(),
                    table.shape().columns());
        }
        objects.reader().followTrino();
    }

    /** The files of each table, on this machine; empty where they are too large or not to be read. */
    private Optional<List<List<Path>>> files(ObjectStore store, ParquetObjects objects) throws IOException {
        List<List<StoredObject>> found = new ArrayList<>();
        for (Table table : tables) {
            found.add(ParquetObjects.found(store, table.prefix()));
        }
        if (!areFew(found.stream().flatMap(List::stream).toList())) {
            return Optional.empty();
        }
        List<List<Future<Path>>> coming = found.stream()
                .map(table -> table.stream()
                        .map(object -> objects.coming(object.key()))
                        .toList())
                .toList();
        List<List<Path>> files = new ArrayList<>();
        for (List<Future<Path>> table : coming) {
            files.add(table.stream()
                    .map(object -> ParquetObjects.arrived(object, shape.what()))
                    .toList());
            if (!areParquet(files.get(files.size() - 1))) {
                return Optional.empty();
            }
        }
        return Optional.of(files);
    }

    private static boolean areFew(List<StoredObject> objects) {
        return objects.size() <= MOST_OBJECTS
                && objects.stream().mapToLong(StoredObject::bytes).sum() <= MOST_BYTES;
    }

    /** Objects that a work group had encrypted on the client's side, for instance, are bytes that only Athena can read. */
    private static boolean areParquet(List<Path> files) throws IOException {
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The answer, whose files go when it is closed; its first row is there. */
    private static final class Rows extends ForwardingDirectCursor {
        private final List<Column> columns;
        private final Runnable end;
        private Optional<Boolean> first = Optional.empty();

        private Rows(DirectRowCursor rows, List<Column> columns, Runnable end) {
            super(rows);
            this.columns = columns;
            this.end = end;
        }

        /** Rows of an answer whose first one is looked for now: queries that sort have read all files then. */
        private static RowCursor begun(DirectRowCursor rows, List<Column> columns, Runnable end) {
            Rows begun = new Rows(rows, columns, end);
            try {
                begun.first = Optional.of(rows.next());
                return begun;
            } catch (GraphcException e) {
                rows.close();
                throw e;
            }
        }

        @Override
        public boolean next() {
            Optional<Boolean> looked = first;
            first = Optional.empty();
            return looked.isPresent() ? looked.get() : rows.next();
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public void close() {
            try {
                rows.close();
            } finally {
                end.run();
            }
        }
    }
}
