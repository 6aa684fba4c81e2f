package io.graphc.source;

import java.util.Arrays;

/**
 * A text file of the project: its project-relative path with {@code /} separators, and its text with line ends as {@code
 * \n}. Immutable and safe to share between threads.
 */
public final class SourceFile {
    private static final int USUAL_LINE = 24;

    private final String path;
    private final String text;
    private final int[] lineStarts;

    public SourceFile(String path, String text) {
        this.path = path;
        this.text = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        this.lineStarts = lineStarts(this.text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[Math.max(text.length() / USUAL_LINE, 1) + 1];
        int lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, lines * 2);
            }
            starts[lines++] = at + 1;
        }
        return Arrays.copyOf(starts, lines);
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    /** Number of lines; a text that ends with a line break has one empty line more. */
    public int lineCount() {
        return lineStarts.length;
    }

    /** The text of a line, 1-based, without its line break; empty for a line that does not exist. */
    public String line(int number) {
        if (number < 1 || number > lineStarts.length) {
            return "";
        }
        int start = lineStarts[number - 1];
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** The offset of a 1-based line and column in UTF-16 units, clamped to the text. */
    public int offsetOf(int line, int column) {
        int start = lineStarts[Math.min(Math.max(line, 1), lineStarts.length) - 1];
        return Math.min(start + Math.max(column, 1) - 1, text.length());
    }

    /** The span of the half-open range of offsets. */
    public SourceSpan span(int startOffset, int endOffset) {
        int start = Math.min(Math.max(startOffset, 0), text.length());
        int end = Math.min(Math.max(endOffset, start), text.length());
        int startLine = lineAt(start);
        int endLine = lineAt(end);
        return new SourceSpan(
                this, startLine, start - lineStarts[startLine - 1] + 1, endLine, end - lineStarts[endLine - 1] + 1);
    }

    /** The span of the whole first line, for problems of a file as a whole. */
    public SourceSpan top() {
        return span(0, line(1).length());
    }

    private int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile that && path.equals(that.path) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
