package io.graphc.compiler.cache;

import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads what an {@link Encoder} wrote. Belongs to one entry; any exception means that the entry is not sound. */
class Decoder {
    private final ByteBuffer from;
    private final List<SourceFile> files;
    private final UnaryOperator<String> own;
    private final List<String> texts;

    Decoder(ByteBuffer from, List<SourceFile> files, List<String> given, UnaryOperator<String> own) {
        this.from = from;
        this.files = files;
        this.own = own;
        this.texts = new ArrayList<>(given);
    }

    int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    String text() {
        int index = number();
        if (index < texts.size()) {
            return texts.get(index);
        }
        int size = number();
        int start = from.arrayOffset() + from.position();
        String text = own.apply(new String(from.array(), start, size, StandardCharsets.UTF_8));
        from.position(from.position() + size);
        texts.add(text);
        return text;
    }

    SourceSpan span() {
        return new SourceSpan(files.get(number()), number(), number(), number(), number());
    }

    boolean isAtEnd() {
        return !from.hasRemaining();
    }
}
