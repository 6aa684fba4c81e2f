package io.graphc.runtime.engine.duckdb;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Walks over the records of a CSV file, to read its first one and to find the lines that others start on. Quotes are {@code
 * "}, doubled inside. Counts as DuckDB does: the header and blank lines are records too.
 */
final class CsvRecords implements AutoCloseable {
    private static final int END = -1;

    private final InputStream in;
    private final int delimiter;
    private int ahead;
    private int lines = 1;
    private long number;
    private int startLine = 1;
    private boolean blank;
    private List<String> fields = List.of();

    private CsvRecords(InputStream in, char delimiter) throws IOException {
        this.in = in;
        this.delimiter = delimiter;
        this.ahead = in.read();
        skipByteOrderMark();
    }

    static CsvRecords open(Path file, char delimiter) throws IOException {
        InputStream raw = Files.newInputStream(file);
        boolean zipped = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try {
            return new CsvRecords(
                    new BufferedInputStream(zipped ? new GZIPInputStream(raw, 1 << 16) : raw, 1 << 16), delimiter);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private void skipByteOrderMark() throws IOException {
        if (ahead == 0xEF) {
            in.mark(2);
            if (in.read() == 0xBB && in.read() == 0xBF) {
                ahead = in.read();
            } else {
                in.reset();
            }
        }
    }

    /** Moves to the next record; false at the end. */
    boolean next() throws IOException {
        if (ahead == END) {
            return false;
        }
        number++;
        startLine = lines;
        List<String> read = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        boolean empty = true;
        while (ahead != END && ahead != '\n' && ahead != '\r') {
            empty = false;
            if (ahead == '"' && field.size() == 0) {
                quoted(field);
            } else if (ahead == delimiter) {
                read.add(field.toString(StandardCharsets.UTF_8));
                field.reset();
                ahead = in.read();
            } else {
                field.write(ahead);
                ahead = in.read();
            }
        }
        read.add(field.toString(StandardCharsets.UTF_8));
        endOfLine();
        blank = empty;
        fields = List.copyOf(read);
        return true;
    }

    private void quoted(ByteArrayOutputStream field) throws IOException {
        ahead = in.read();
        while (ahead != END) {
            if (ahead == '"') {
                ahead = in.read();
                if (ahead != '"') {
                    return;
                }
            } else if (ahead == '\n' || ahead == '\r') {
                int first = ahead;
                endOfLine();
                field.write(first);
                continue;
            }
            field.write(ahead);
            ahead = in.read();
        }
    }

    /** Steps over one line break of any kind, and counts it. */
    private void endOfLine() throws IOException {
        if (ahead == END) {
            return;
        }
        boolean carriageReturn = ahead == '\r';
        ahead = in.read();
        if (carriageReturn && ahead == '\n') {
            ahead = in.read();
        }
        lines++;
    }

    /** The number of the current record, from 1. */
    long number() {
        return number;
    }

    /** The line that the current record starts on, from 1. */
    int line() {
        return startLine;
    }

    /** Whether nothing at all stands on the line. */
    boolean isBlank() {
        return blank;
    }

    List<String> fields() {
        return fields;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
