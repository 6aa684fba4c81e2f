package io.graphc.compiler.template.value;

import io.graphc.source.MappedText;

/**
 * A text value that knows where it was written: a literal, the result of a macro, a captured block, or a text made of such.
 * Text without a known place is a plain {@link String}. Immutable and safe to share between threads.
 */
public record Text(MappedText mapped) {
    public String text() {
        return mapped.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text that && that.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
