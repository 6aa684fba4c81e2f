package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.ElementSink;
import java.util.BitSet;
import java.util.List;

/**
 * The ids of deleted elements, in at most 16 MiB however many there are: a Bloom filter (Burton Bloom, "Space/time trade-offs
 * in hash coding with allowable errors", 1970). Some ids that were never deleted are taken for such, one in thousands where
 * there are five million, more where there are more; all that costs is their place in a sample. Not safe to share between
 * threads.
 */
final class GoneIds implements ElementSink {
    private static final int BITS = 1 << 27;
    private static final int HASHES = 5;
    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private static final long FIRST_MIX = 0xff51afd7ed558ccdL;
    private static final long SECOND_MIX = 0xc4ceb9fe1a85ec53L;
    private static final int SHIFT = 33;

    private BitSet bits = new BitSet(0);

    private void add(String id) {
        if (bits.isEmpty()) {
            bits = new BitSet(BITS);
        }
        long hash = hash(id);
        for (int i = 0; i < HASHES; i++) {
            bits.set(place(hash, i));
        }
    }

    /** Whether an element may have been deleted; true of all that were. */
    boolean mayHold(String id) {
        long hash = hash(id);
        for (int i = 0; i < HASHES; i++) {
            if (!bits.get(place(hash, i))) {
                return false;
            }
        }
        return true;
    }

    /** The bytes that are taken up. */
    long size() {
        return bits.size() / Byte.SIZE;
    }

    /** Two hashes give as many as are wanted. */
    private static int place(long hash, int number) {
        int first = (int) hash;
        int second = (int) (hash >>> Integer.SIZE) | 1;
        return (first + number * second) & (BITS - 1);
    }

    /** FNV-1a, mixed as MurmurHash3 ends (both in the public domain), so that each bit depends on all of the text. */
    private static long hash(String id) {
        long hash = START;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> SHIFT)) * FIRST_MIX;
        hash = (hash ^ (hash >>> SHIFT)) * SECOND_MIX;
        return hash ^ (hash >>> SHIFT);
    }

    @Override
    public void node(String space, String id, List<String> labels, List<Value> values) {}

    @Override
    public void relationship(String id, String type, End start, End end, List<Value> values) {}

    @Override
    public void dropProperty(boolean node, String id, String property) {}

    @Override
    public void dropLabel(String id, String label) {}

    @Override
    public void deleteNode(String id) {
        add(id);
    }

    @Override
    public void deleteRelationship(String id) {
        add(id);
    }
}
