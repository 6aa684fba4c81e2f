package io.graphc.compiler.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Tells whether an artifact is still as it was written: two checksums of 32 bits by different polynomials, which the JVM
 * computes at the speed of memory. They guard against what happens to files, not against forgery. In a manifest the
 * instant of the compilation is left out, so that it can be brought up to date. Belongs to one thread.
 */
final class ArtifactSum {
    /** The instant stands in a manifest's first lines; what lies beyond is summed with all the rest. */
    static final int HEAD = 4096;

    private static final byte[] DATE = "\"as_of\": \"".getBytes(StandardCharsets.US_ASCII);

    private final Checksum first = new CRC32();
    private final Checksum second = new CRC32C();
    private final ByteBuffer head;
    private long length;

    /** Where the instant stands in the head of a manifest: from the first to behind the last character. */
    record Place(int start, int end) {}

    /** @param dated whether the artifact is a manifest that tells its instant */
    ArtifactSum(boolean dated) {
        this.head = ByteBuffer.allocate(dated ? HEAD : 0);
    }

    static long of(byte[] bytes, boolean dated) {
        ArtifactSum sum = new ArtifactSum(dated);
        sum.update(bytes, 0, bytes.length);
        return sum.value();
    }

    void update(byte[] bytes, int offset, int count) {
        int taken = Math.min(head.remaining(), count);
        head.put(bytes, offset, taken);
        if (taken > 0 && !head.hasRemaining()) {
            addHead();
        }
        if (taken < count) {
            add(bytes, offset + taken, count - taken);
        }
    }

    private void add(byte[] bytes, int offset, int count) {
        first.update(bytes, offset, count);
        second.update(bytes, offset, count);
        length += count;
    }

    private void addHead() {
        Optional<Place> date = date(head.array(), head.position());
        if (date.isPresent()) {
            add(head.array(), 0, date.get().start());
            add(head.array(), date.get().end(), head.position() - date.get().end());
        } else {
            add(head.array(), 0, head.position());
        }
    }

    /** The sum of all that was added; nothing may be added any more. */
    long value() {
        if (head.hasRemaining()) {
            addHead();
        }
        return (first.getValue() << 32 | second.getValue()) + length;
    }

    /** The instant in the first bytes of a manifest, if it lies within them. */
    static Optional<Place> date(byte[] bytes, int count) {
        int limit = Math.min(count, HEAD);
        for (int start = 0; start + DATE.length < limit; start++) {
            if (matches(bytes, start)) {
                int from = start + DATE.length;
                for (int end = from; end < limit; end++) {
                    if (bytes[end] == '"') {
                        return Optional.of(new Place(from, end));
                    }
                }
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean matches(byte[] bytes, int start) {
        for (int i = 0; i < DATE.length; i++) {
            if (bytes[start + i] != DATE[i]) {
                return false;
            }
        }
        return true;
    }
}
