package io.graphc.runtime.engine.parquet;

import io.graphc.plan.Column;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The rows of Parquet objects, one object after the other. Not safe to share between threads. */
public final class ParquetObjectCursor implements DirectRowCursor {
    private final ParquetObjects objects;
    private final Shape shape;
    private final Deque<String> keys;
    private @Nullable Future<Path> coming;
    private @Nullable Path file;
    private @Nullable DirectRowCursor rows;

    ParquetObjectCursor(ParquetObjects objects, Shape shape, List<String> keys) {
        this.objects = objects;
        this.shape = shape;
        this.keys = new ArrayDeque<>(keys);
        fetchNext();
    }

    private void fetchNext() {
        String key = keys.poll();
        coming = key == null ? null : objects.coming(key);
    }

    @Override
    public List<Column> columns() {
        return shape.columns();
    }

    @Override
    public boolean next() {
        while (rows == null || !rows.next()) {
            endObject();
            Future<Path> arriving = coming;
            if (arriving == null) {
                return false;
            }
            coming = null;
            Path arrived = ParquetObjects.arrived(arriving, shape.what());
            file = arrived;
            fetchNext();
            rows = objects.reader().open(shape.what(), arrived, shape.stored(), shape.columns());
        }
        return true;
    }

    private void endObject() {
        DirectRowCursor read = rows;
        rows = null;
        if (read != null) {
            read.close();
        }
        remove(file);
        file = null;
    }

    private void remove(@Nullable Path done) {
        if (done != null) {
            try {
                Files.deleteIfExists(done);
            } catch (IOException e) {
                throw ParquetShares.unreadable(shape.what(), e);
            }
        }
    }

    private DirectRowCursor current() {
        return Objects.requireNonNull(rows);
    }

    @Override
    public boolean isNull(int column) {
        return current().isNull(column);
    }

    @Override
    public boolean getBoolean(int column) {
        return current().getBoolean(column);
    }

    @Override
    public long getLong(int column) {
        return current().getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return current().getDouble(column);
    }

    @Override
    public String getText(int column) {
        return current().getText(column);
    }

    @Override
    public @Nullable Object getValue(int column) {
        return current().getValue(column);
    }

    @Override
    public int textLength(int column) {
        return current().textLength(column);
    }

    @Override
    public void copyText(int column, byte[] target, int offset) {
        current().copyText(column, target, offset);
    }

    @Override
    public long getEpochDay(int column) {
        return current().getEpochDay(column);
    }

    @Override
    public long getEpochMicros(int column) {
        return current().getEpochMicros(column);
    }

    @Override
    public void close() {
        endObject();
        Future<Path> arriving = coming;
        coming = null;
        // One that is still on its way is removed with the others at the end.
        if (arriving != null && arriving.isDone()) {
            remove(ParquetObjects.arrived(arriving, shape.what()));
        } else if (arriving != null) {
            arriving.cancel(false);
        }
    }
}
