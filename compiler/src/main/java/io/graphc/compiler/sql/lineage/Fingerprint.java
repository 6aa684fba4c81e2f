package io.graphc.compiler.sql.lineage;

import java.util.HexFormat;

/** Numbers of 64 bits that stand for what they were made of: FNV-1a for text, the mixing of SplitMix64 to put them together. */
final class Fingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    static long of(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mixed(hash);
    }

    /** Of a text and parts, whose order counts. */
    static long of(String text, long... parts) {
        return with(of(text), parts);
    }

    /** As {@link #of(String, long...)}, of the fingerprint of the text: the words between parts are the same thousands of times. */
    static long with(long text, long... parts) {
        long hash = text;
        for (long part : parts) {
            hash = mixed(hash * PRIME + part);
        }
        return hash;
    }

    private static long mixed(long value) {
        long first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }

    static String text(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }
}
