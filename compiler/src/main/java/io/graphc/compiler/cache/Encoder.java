package io.graphc.compiler.cache;

import io.graphc.source.SourceSpan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes one entry: numbers in few bytes, each text once, places as numbers of the query's files. Belongs to one entry. */
class Encoder {
    private final UnaryOperator<String> neutral;
    private final List<String> files;
    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes = new byte[512];
    private int length;

    /**
     * An empty entry.
     *
     * @param files paths of the files that the query was written in
     * @param given texts that a reader knows already
     * @param neutral takes what belongs to one tenant out of a text
     */
    Encoder(List<String> files, List<String> given, UnaryOperator<String> neutral) {
        this.files = files;
        this.neutral = neutral;
        given.forEach(text -> texts.putIfAbsent(text, texts.size()));
    }

    void number(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            octet((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet(rest);
    }

    void text(String value) {
        Integer known = texts.get(value);
        if (known != null) {
            number(known);
            return;
        }
        number(texts.size());
        texts.put(value, texts.size());
        byte[] encoded = neutral.apply(value).getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    /** Throws {@link NotStorable} for a place in a file that the query was not written in. */
    void span(SourceSpan span) {
        int file = files.indexOf(span.file().path());
        if (file < 0) {
            throw new NotStorable();
        }
        number(file);
        number(span.startLine());
        number(span.startColumn());
        number(span.endLine());
        number(span.endColumn());
    }

    private void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Says that an entry depends on something that its key does not hold. */
    static final class NotStorable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotStorable() {
            super("a place outside of the query's files", null, false, false);
        }
    }
}
