package io.graphc.runtime.emit.file;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads the rows of a CSV file (RFC 4180) one by one, in constant memory; a file whose name ends in {@code .gz} is compressed.
 * Not safe to share between threads.
 */
public final class FieldReader implements Closeable {
    private static final int BLOCK = 1 << 16;
    private static final int END = -1;

    private final BufferedReader text;
    private final String file;
    private int next;

    public FieldReader(Path file) throws IOException {
        this(Files.newInputStream(file), String.valueOf(file.getFileName()));
    }

    /**
     * Reads the bytes of a file, which are closed with it.
     *
     * @param file its name
     */
    public FieldReader(InputStream bytes, String file) throws IOException {
        this.file = file;
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(bytes, BLOCK) : bytes;
        this.text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), BLOCK);
        this.next = text.read();
    }

    /**
     * A field.
     *
     * @param quoted whether it stands in quotes, which tells an empty text from no value
     */
    public record Field(String text, boolean quoted) {
        /** Whether it holds no value. */
        public boolean isBlank() {
            return !quoted && text.isEmpty();
        }
    }

    /** The next row; empty at the end. */
    public Optional<List<Field>> row() throws IOException {
        if (next == END) {
            return Optional.empty();
        }
        List<Field> row = new ArrayList<>();
        row.add(field());
        while (next == ',') {
            next = text.read();
            row.add(field());
        }
        if (next == '\r') {
            next = text.read();
        }
        if (next != '\n' && next != END) {
            throw new IOException("`" + file + "` has text behind a closing quote");
        }
        next = text.read();
        return Optional.of(row);
    }

    private Field field() throws IOException {
        StringBuilder value = new StringBuilder();
        if (next != '"') {
            while (next != ',' && next != '\n' && next != '\r' && next != END) {
                value.append((char) next);
                next = text.read();
            }
            return new Field(value.toString().strip(), false);
        }
        next = text.read();
        while (next != END) {
            if (next == '"') {
                next = text.read();
                if (next != '"') {
                    return new Field(value.toString(), true);
                }
            }
            value.append((char) next);
            next = text.read();
        }
        throw new IOException("`" + file + "` ends inside quotes");
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
