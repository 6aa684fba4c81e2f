package io.graphc.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * What tells bytes from others: their number and their CRC32C.
 *
 * @param crc32c in base64, big-endian, the form in which S3 has it
 */
public record ContentSum(long bytes, String crc32c) {
    private static final int BLOCK = 1 << 16;

    public static ContentSum of(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return new ContentSum(bytes.length, text(sum));
    }

    public static ContentSum of(Path file) throws IOException {
        return of(file, 0, Files.size(file));
    }

    /** Of a part of a file. */
    static ContentSum of(Path file, long offset, long count) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] block = new byte[BLOCK];
        long rest = count;
        try (InputStream in = FilePart.open(file, offset, count)) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                sum.update(block, 0, read);
                rest -= read;
            }
        }
        if (rest != 0) {
            throw new IOException("`" + file + "` became shorter while it was read");
        }
        return new ContentSum(count, text(sum));
    }

    private static String text(CRC32C sum) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) sum.getValue())
                        .array());
    }
}
