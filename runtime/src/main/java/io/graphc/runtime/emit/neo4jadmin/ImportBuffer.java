package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.runtime.emit.file.RowBytes;
import io.graphc.runtime.engine.DirectRowCursor;
import java.nio.charset.StandardCharsets;

/**
 * The UTF-8 bytes of CSV rows, whole ones and the one under construction. Texts are always quoted, because a blank field
 * means no value; a quote inside is doubled, and nothing else is escaped (Neo4j Operations Manual, "Neo4j admin import",
 * CSV file format).
 */
final class ImportBuffer extends RowBytes {

    private int longest;
    private boolean multiline;

    /** The number of bytes of the longest text so far. */
    int longest() {
        return longest;
    }

    /** Whether a text so far goes over several lines, which the import has to be told. */
    boolean isMultiline() {
        return multiline;
    }

    /** Appends text that needs no quotes. */
    void addPlain(String text) {
        addRaw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a text value of a row as one field. */
    void addText(DirectRowCursor rows, int column) {
        int length = rows.textLength(column);
        reserve(2 * length + 2);
        rows.copyText(column, bytes, size + 1);
        quote(length);
    }

    /** Appends text as one field. */
    void addText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        reserve(2 * encoded.length + 2);
        System.arraycopy(encoded, 0, bytes, size + 1, encoded.length);
        quote(encoded.length);
    }

    /** Quotes the bytes one behind {@code size} and takes them in. */
    private void quote(int length) {
        longest = Math.max(longest, length);
        int end = size + 1 + length;
        int inner = 0;
        for (int i = size + 1; i < end; i++) {
            byte value = bytes[i];
            if (value <= QUOTE) {
                inner += value == QUOTE ? 1 : 0;
                multiline |= value == '\n' || value == '\r';
            }
        }
        int last = end + inner;
        int to = last;
        for (int from = end - 1; to > from + 1; from--) {
            byte value = bytes[from];
            bytes[--to] = value;
            if (value == QUOTE) {
                bytes[--to] = QUOTE;
            }
        }
        bytes[size] = QUOTE;
        bytes[last] = QUOTE;
        size = last + 1;
    }
}
