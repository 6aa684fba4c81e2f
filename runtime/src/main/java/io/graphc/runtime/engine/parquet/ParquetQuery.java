package io.graphc.runtime.engine.parquet;

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

/**
 * A query over tables of few Parquet objects: all of them are copied to this machine, where DuckDB answers it. Larger tables
 * are left to whoever can ask them where they are.
 *
 * @param tables what it reads
 * @param sql the query, of DuckDB
 * @param shape what it gives, by its columns, and what its rows are called in messages
 */
public record ParquetQuery(List<Table> tables, String sql, Shape shape) {
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

    /**
     * A table as objects.
     *
     * @param name what the query calls it
     * @param prefix of the keys of its objects
     * @param shape its columns
     */
    public record Table(String name, String prefix, Shape shape) {}

    /**
     * The rows in the order of the query; empty where it takes too many bytes or objects, or one of them is no Parquet file.
     *
     * @param store is closed with the rows, or where there are none
     * @param cache a folder of this machine, in which one is made and removed again
     */
    public Optional<RowCursor> rows(ObjectStore store, Path cache) {
        ParquetObjects objects = objects(store, cache);
        Runnable end = () -> ParquetShares.close(store, objects, shape.what());
        boolean open = false;
        try {
            Optional<RowCursor> rows = answer(store, objects).map(answer -> new Rows(answer, shape.columns(), end));
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

    private ParquetObjects objects(ObjectStore store, Path cache) {
        try {
            return new ParquetObjects(store, cache, THREADS, MEMORY);
        } catch (IOException e) {
            store.close();
            throw ParquetShares.unreadable(shape.what(), e);
        }
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
        ParquetObjects objects = objects(store, cache);
        try {
            if (!show(store, objects, objects.reader()::showAs)
                    || doubtful.filter(sql -> hasRows(objects, sql)).isPresent()) {
                return Optional.empty();
            }
            Path file = objects.newFile();
            long rows = objects.reader().write(shape.what(), sql, shape.columns(), shape.stored(), file);
            store.put(key, file, ContentSum.of(file));
            return Optional.of(rows);
        } catch (IOException e) {
            throw ParquetShares.unreadable(shape.what(), e);
        } finally {
            ParquetShares.close(store, objects, shape.what());
        }
    }

    private boolean hasRows(ParquetObjects objects, String query) {
        try (RowCursor rows = objects.reader().query(shape.what(), query)) {
            return rows.next();
        }
    }

    private Optional<DirectRowCursor> answer(ObjectStore store, ParquetObjects objects) throws IOException {
        return show(store, objects, objects.reader()::show)
                ? Optional.of(objects.reader().query(shape.what(), sql))
                : Optional.empty();
    }

    /** How the files of a table are shown to queries. */
    @FunctionalInterface
    private interface Showing {
        void show(String what, String name, List<Path> files, List<String> stored, List<Column> columns);
    }

    /** Shows all tables, unless they are too large or not to be read. */
    private boolean show(ObjectStore store, ParquetObjects objects, Showing showing) throws IOException {
        List<List<StoredObject>> found = new ArrayList<>();
        for (Table table : tables) {
            found.add(ParquetObjects.found(store, table.prefix()));
        }
        if (!areFew(found.stream().flatMap(List::stream).toList())) {
            return false;
        }
        List<List<Future<Path>>> coming = found.stream()
                .map(table -> table.stream()
                        .map(object -> objects.coming(object.key()))
                        .toList())
                .toList();
        for (int i = 0; i < tables.size(); i++) {
            List<Path> files = coming.get(i).stream()
                    .map(object -> ParquetObjects.arrived(object, shape.what()))
                    .toList();
            if (!areParquet(files)) {
                return false;
            }
            Table table = tables.get(i);
            showing.show(
                    shape.what(),
                    table.name(),
                    files,
                    table.shape().stored(),
                    table.shape().columns());
        }
        objects.reader().followTrino();
        return true;
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

    /** The answer, whose files go when it is closed. */
    private static final class Rows extends ForwardingDirectCursor {
        private final List<Column> columns;
        private final Runnable end;

        private Rows(DirectRowCursor rows, List<Column> columns, Runnable end) {
            super(rows);
            this.columns = columns;
            this.end = end;
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
