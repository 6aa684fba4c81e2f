package io.graphc.runtime.emit.file;

import io.graphc.runtime.emit.DecimalText;
import java.util.Arrays;

/**
 * The UTF-8 bytes of rows, whole ones and the one under construction; each format adds how it writes a field. Not safe to
 * share between threads.
 */
public class RowBytes {
    protected static final int LONGEST_NUMBER = 32;
    protected static final byte QUOTE = '"';

    private static final int START_SIZE = 1 << 17;

    protected byte[] bytes = new byte[START_SIZE];
    protected int size;

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Drops the first bytes, which were written elsewhere, and moves the rest to the front. */
    public void dropFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /** Makes room for so many bytes behind {@code size}. */
    public void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
    }

    public void addByte(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** Appends bytes as they are. */
    public void addRaw(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    public void addDouble(double value) {
        reserve(LONGEST_NUMBER);
        size = DecimalText.write(value, bytes, size);
    }
}
