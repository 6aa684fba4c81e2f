package io.graphc.compiler.template.syntax;

import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of one template and the written place of its parts. Immutable. */
final class SourceText {
    private final MappedText mapped;
    private final String text;
    private final @Nullable SourceFile file;
    private final int base;

    SourceText(MappedText mapped) {
        this.mapped = mapped;
        this.text = mapped.text();
        List<MappedText.Segment> segments = mapped.segments();
        if (segments.size() == 1 && segments.get(0).verbatim()) {
            SourceSpan written = segments.get(0).origin().written();
            this.file = written.file();
            this.base = written.startOffset();
        } else {
            this.file = null;
            this.base = 0;
        }
    }

    String text() {
        return text;
    }

    SourceSpan span(int start, int end) {
        if (file != null) {
            return file.span(base + start, base + end);
        }
        SourceSpan first = mapped.spanOf(start, Math.min(start + 1, end));
        if (end - start < 2) {
            return first;
        }
        SourceSpan last = mapped.spanOf(end - 1, end);
        return first.file().equals(last.file()) ? first.to(last) : first;
    }

    /** From the start of one place to the end of a later one of the same file. */
    static SourceSpan join(SourceSpan first, SourceSpan last) {
        return new SourceSpan(first.file(), first.startLine(), first.startColumn(), last.endLine(), last.endColumn());
    }

    SourceSpan span(Token token) {
        return span(token.start(), token.end());
    }

    MappedText slice(int start, int end) {
        return mapped.slice(start, end);
    }
}
