package io.graphc.source.disk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Short forms of what was read, which differ where that differs and do not tell what it was. The salt keeps two of them
 * apart that were made for different records, so that a short secret cannot be looked up in a table. Safe to share between
 * threads.
 */
public final class Fingerprints {
    private final byte[] salt;

    /** @param salt some random bytes */
    public Fingerprints(byte[] salt) {
        this.salt = salt.clone();
    }

    /**
     * The short form of some bytes. MD5, since nobody gains from two files of his own that look the same, and since without
     * the JVM's second compiler SHA-256 takes seven times as long.
     */
    public String of(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }

    /** The short form of some texts, in which no two lists look the same. */
    public String of(List<String> texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text.length()).append(':').append(text);
        }
        return of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The salt, to make the same short forms again. */
    public byte[] salt() {
        return salt.clone();
    }
}
