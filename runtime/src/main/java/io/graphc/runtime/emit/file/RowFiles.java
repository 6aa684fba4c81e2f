package io.graphc.runtime.emit.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The files of one element type: rows go into the current one until the next row would pass the size limit. A file begins
 * with its first row, so that none is without. Not safe to share between threads.
 */
public abstract class RowFiles implements AutoCloseable {
    private static final int FLUSH_SIZE = 1 << 16;

    private final RowBytes buffer;
    private final long maxFileSize;
    private @Nullable PartFile current;
    private int rowStart;
    private long rows;

    /**
     * Files without a row yet.
     *
     * @param buffer the bytes of the rows that are not in a file yet; the row under construction is its last
     * @param maxFileSize in bytes of text
     */
    protected RowFiles(RowBytes buffer, long maxFileSize) {
        this.buffer = buffer;
        this.maxFileSize = maxFileSize;
    }

    /** Begins the next file, with its header where it has one. */
    protected abstract PartFile begin() throws IOException;

    /** Hears that a file is complete. */
    protected abstract void ended(PartFile file, long rowsInFile) throws IOException;

    /** The name of a file by its number, from 1. */
    protected static String name(String stem, int number, boolean gzip) {
        String digits = Integer.toString(number);
        return stem + "-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits + (gzip ? ".csv.gz" : ".csv");
    }

    /** Ends the row under construction. */
    public final void endRow() throws IOException {
        if (current == null || current.textBytes() + buffer.size() > maxFileSize) {
            endFile();
            current = begin();
        }
        rows++;
        rowStart = buffer.size();
        if (rowStart >= FLUSH_SIZE) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (current != null && rowStart > 0) {
            current.write(buffer.bytes(), rowStart);
            buffer.dropFirst(rowStart);
            rowStart = 0;
        }
    }

    /** Ends the current file before the row under construction. */
    protected final void endFile() throws IOException {
        PartFile file = current;
        if (file == null) {
            return;
        }
        flush();
        file.close();
        current = null;
        ended(file, rows);
        rows = 0;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
