package io.graphc.source;

import java.util.Comparator;

/**
 * A range in a source file: 1-based lines and columns, columns in UTF-16 units, the end exclusive. Ordered by file, start,
 * end.
 */
public record SourceSpan(SourceFile file, int startLine, int startColumn, int endLine, int endColumn)
        implements Comparable<SourceSpan> {
    private static final Comparator<SourceSpan> ORDER = Comparator.comparing(
                    (SourceSpan span) -> span.file().path())
            .thenComparingInt(SourceSpan::startLine)
            .thenComparingInt(SourceSpan::startColumn)
            .thenComparingInt(SourceSpan::endLine)
            .thenComparingInt(SourceSpan::endColumn);

    /** The smallest span that holds both; the other must be of the same file. */
    public SourceSpan to(SourceSpan other) {
        SourceSpan first = compareTo(other) <= 0 ? this : other;
        boolean otherEndsLater = other.endLine > endLine || (other.endLine == endLine && other.endColumn > endColumn);
        SourceSpan last = otherEndsLater ? other : this;
        return new SourceSpan(file, first.startLine, first.startColumn, last.endLine, last.endColumn);
    }

    /** Offset of the first character in the file's text. */
    public int startOffset() {
        return file.offsetOf(startLine, startColumn);
    }

    /** Offset after the last character in the file's text. */
    public int endOffset() {
        return file.offsetOf(endLine, endColumn);
    }

    /** The written text. */
    public String text() {
        return file.text().substring(startOffset(), Math.max(startOffset(), endOffset()));
    }

    @Override
    public int compareTo(SourceSpan other) {
        return ORDER.compare(this, other);
    }

    /** {@code path:line:column}, as compilers print it. */
    @Override
    public String toString() {
        return file.path() + ":" + startLine + ":" + startColumn;
    }
}
