package io.graphc.runtime.engine.parquet;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All rows of the Parquet objects in a store, in shares. */
public final class ParquetShares {
    /** The same on every machine, so that equal objects are shared out equally. */
    private static final int MOST = 16;

    private ParquetShares() {}

    /**
     * The rows in at most 16 shares: each object goes to one of them, in the order of the keys, whatever the machine.
     *
     * @param store is closed with the shares
     * @param cache a folder of this machine, in which one is made and removed again
     * @param view how each share is seen
     */
    public static RowShares of(ObjectStore store, Path cache, Shape shape, UnaryOperator<RowCursor> view) {
        try {
            ParquetObjects objects =
                    new ParquetObjects(store, cache, Runtime.getRuntime().availableProcessors());
            List<Supplier<RowCursor>> shares = objects.shares(shape, objects.keys(""), MOST).stream()
                    .<Supplier<RowCursor>>map(share -> () -> view.apply(share.get()))
                    .toList();
            return new RowShares(shares, () -> close(store, objects, shape.what()));
        } catch (IOException e) {
            store.close();
            throw unreadable(shape.what(), e);
        }
    }

    static void close(ObjectStore store, ParquetObjects objects, String what) {
        try (store) {
            objects.close();
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    static GraphcException unreadable(String what, IOException cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "the rows of " + what + " cannot be fetched")
                        .note(String.valueOf(cause.getMessage()))
                        .build(),
                cause);
    }
}
