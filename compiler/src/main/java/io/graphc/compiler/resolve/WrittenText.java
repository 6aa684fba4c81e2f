package io.graphc.compiler.resolve;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;

/** The text of a YAML value with its places, found again from the value and its span. */
final class WrittenText {
    private WrittenText() {}

    /** Exact where the value stands in the file as it is, perhaps in quotes; else placed as a whole. */
    static MappedText of(Located<String> value) {
        SourceSpan span = value.span();
        String written = span.text();
        if (written.equals(value.value())) {
            return MappedText.of(span);
        }
        boolean quoted = written.length() == value.value().length() + 2
                && written.regionMatches(1, value.value(), 0, value.value().length());
        return quoted
                ? MappedText.of(span.file().span(span.startOffset() + 1, span.endOffset() - 1))
                : MappedText.computed(value.value(), span);
    }
}
