package io.graphc.compiler.cache;

import io.graphc.diagnostic.GraphcBugException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The MD5 hash of all that a result depends on. Nobody gains from two queries of his own with one key, and without the JVM's
 * second compiler SHA-256 takes seven times as long.
 */
public record ContentKey(long high, long low) {
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    /** Bytes of a key in a file. */
    static final int BYTES = 16;

    static ContentKey read(ByteBuffer from) {
        return new ContentKey(from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(high).putLong(low);
    }

    /** Collects parts; each is written with its length, so that no two lists of parts look the same. Belongs to one thread. */
    public static final class Builder {
        private byte[] bytes = new byte[1024];
        private int length;

        public Builder add(String part) {
            return add(part.getBytes(StandardCharsets.UTF_8));
        }

        public Builder add(int part) {
            room(Integer.BYTES);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes[length++] = (byte) (part >>> shift);
            }
            return this;
        }

        public Builder add(boolean part) {
            return add(part ? 1 : 0);
        }

        /** Adds all components of a record, down to their last one, as {@link Shape} knows them. */
        public Builder add(Record part) {
            Encoder encoder = new Encoder(List.of(), List.of(), UnaryOperator.identity());
            SHAPES.computeIfAbsent(part.getClass(), type -> new Shape.Maker().of(type))
                    .write(part, encoder);
            return add(encoder.bytes());
        }

        private Builder add(byte[] part) {
            add(part.length);
            room(part.length);
            System.arraycopy(part, 0, bytes, length, part.length);
            length += part.length;
            return this;
        }

        public Builder add(ContentKey part) {
            return add((int) (part.high >>> 32))
                    .add((int) part.high)
                    .add((int) (part.low >>> 32))
                    .add((int) part.low);
        }

        private void room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            }
        }

        public ContentKey build() {
            try {
                MessageDigest digest = MessageDigest.getInstance("MD5");
                digest.update(bytes, 0, length);
                return read(ByteBuffer.wrap(digest.digest()));
            } catch (NoSuchAlgorithmException e) {
                throw new GraphcBugException("every Java has MD5", e);
            }
        }
    }
}
