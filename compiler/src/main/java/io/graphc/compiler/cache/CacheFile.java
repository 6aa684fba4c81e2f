package io.graphc.compiler.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/**
 * The format of the file of analyses. All numbers are big-endian.
 *
 * <pre>
 * "graphc analyses 1\n", the build's name (length as int, UTF-8), number of entries (int)
 * for each entry: key (16 bytes), runs since it was last used (int), length (int), CRC-32 of its bytes (int)
 * CRC-32 of all before (int)
 * the entries' bytes, in the same order
 * </pre>
 */
final class CacheFile {
    private static final byte[] MAGIC = "graphc analyses 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ROW = ContentKey.BYTES + 3 * Integer.BYTES;

    /** The file may hold this many bytes of entries that were not used, or as many as were used where that is more. */
    private static final long MOST_UNUSED = 8L << 20;

    private static final AtomicLong PARTS = new AtomicLong();

    private CacheFile() {}

    /** Bytes in the file's whole content. */
    static final class Entry {
        private final byte[] content;
        private final int start;
        private final int length;
        private final int checksum;
        private final int unusedRuns;

        private Entry(byte[] content, int start, int length, int checksum, int unusedRuns) {
            this.content = content;
            this.start = start;
            this.length = length;
            this.checksum = checksum;
            this.unusedRuns = unusedRuns;
        }

        static Entry of(byte[] bytes) {
            return new Entry(bytes, 0, bytes.length, CacheFile.sumOf(bytes, 0, bytes.length), 0);
        }

        boolean isSound() {
            return CacheFile.sumOf(content, start, length) == checksum;
        }

        ByteBuffer buffer() {
            return ByteBuffer.wrap(content, start, length);
        }
    }

    private record Kept(ContentKey key, Entry entry, int unusedRuns) {}

    private static int sumOf(byte[] bytes, int start, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, start, length);
        return (int) sum.getValue();
    }

    /** What a file holds; nothing for one that is missing, cannot be read, is damaged or of another build. */
    static Map<ContentKey, Entry> read(Path file, String build) {
        try {
            return parse(Files.readAllBytes(file), build);
        } catch (NoSuchFileException firstCompilation) {
            return Map.of();
        } catch (IOException | BufferUnderflowException unusable) {
            // Everything in it can be found out again; the next save replaces it.
            return Map.of();
        }
    }

    private static Map<ContentKey, Entry> parse(byte[] content, String build) {
        byte[] name = build.getBytes(StandardCharsets.UTF_8);
        ByteBuffer from = ByteBuffer.wrap(content);
        if (!starts(from, MAGIC) || from.getInt() != name.length || !starts(from, name)) {
            return Map.of();
        }
        int count = from.getInt();
        long rows = (long) count * ROW;
        if (count < 0 || from.position() + rows + Integer.BYTES > content.length) {
            return Map.of();
        }
        int start = from.position() + (int) rows + Integer.BYTES;
        if (from.getInt(start - Integer.BYTES) != sumOf(content, 0, start - Integer.BYTES)) {
            return Map.of();
        }
        Map<ContentKey, Entry> entries = new HashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            ContentKey key = ContentKey.read(from);
            int unused = from.getInt();
            int length = from.getInt();
            int checksum = from.getInt();
            if (length < 0 || length > content.length - start) {
                return entries;
            }
            entries.put(key, new Entry(content, start, length, checksum, unused));
            start += length;
        }
        return entries;
    }

    private static boolean starts(ByteBuffer from, byte[] expected) {
        if (from.remaining() < expected.length) {
            return false;
        }
        byte[] found = new byte[expected.length];
        from.get(found);
        return Arrays.equals(found, expected);
    }

    /** Replaces the file in one step, so that nobody reads half of it. */
    static void write(Path file, String build, Map<ContentKey, Entry> entries, Set<ContentKey> used)
            throws IOException {
        List<Kept> kept = kept(entries, used);
        byte[] name = build.getBytes(StandardCharsets.UTF_8);
        ByteBuffer head =
                ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + name.length + kept.size() * ROW + Integer.BYTES);
        head.put(MAGIC).putInt(name.length).put(name).putInt(kept.size());
        for (Kept one : kept) {
            one.key().write(head);
            head.putInt(one.unusedRuns());
            head.putInt(one.entry().length);
            head.putInt(one.entry().checksum);
        }
        head.putInt(sumOf(head.array(), 0, head.position()));
        // Another process, or another thread of this one, may be writing too.
        Path written = file.resolveSibling(
                "analyses-" + ProcessHandle.current().pid() + "-" + PARTS.incrementAndGet() + ".part");
        try {
            try (OutputStream to = Files.newOutputStream(written)) {
                to.write(head.array());
                for (Kept one : kept) {
                    to.write(one.entry().content, one.entry().start, one.entry().length);
                }
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static List<Kept> kept(Map<ContentKey, Entry> entries, Set<ContentKey> used) {
        List<Kept> kept = new ArrayList<>();
        List<Kept> unused = new ArrayList<>();
        long room = 0;
        for (Map.Entry<ContentKey, Entry> each : entries.entrySet()) {
            Entry entry = each.getValue();
            if (used.contains(each.getKey())) {
                kept.add(new Kept(each.getKey(), entry, 0));
                room += entry.length;
            } else {
                unused.add(new Kept(each.getKey(), entry, entry.unusedRuns + 1));
            }
        }
        room = Math.max(room, MOST_UNUSED);
        unused.sort(Comparator.comparingInt(Kept::unusedRuns)
                .thenComparing(one -> one.key().high()));
        for (Kept one : unused) {
            room -= one.entry().length;
            if (room < 0) {
                break;
            }
            kept.add(one);
        }
        return kept;
    }
}
