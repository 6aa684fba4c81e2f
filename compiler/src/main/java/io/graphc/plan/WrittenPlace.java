package io.graphc.plan;

import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something was written, without the text around it, so that a run can show the place again.
 *
 * @param path project-relative
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param length how many characters of the line are meant
 */
public record WrittenPlace(String path, int line, int column, int length) {
    private static final Pattern TEXT = Pattern.compile("(.*):(\\d{1,9}):(\\d{1,9})\\+(\\d{1,9})");

    /** The part of a span that lies on its first line. */
    public static WrittenPlace of(SourceSpan span) {
        int rest = span.file().line(span.startLine()).length() - span.startColumn() + 1;
        int length = span.endLine() == span.startLine() ? span.endColumn() - span.startColumn() : rest;
        return new WrittenPlace(span.file().path(), span.startLine(), span.startColumn(), Math.max(length, 0));
    }

    /** Reads back what {@code toString} gives. */
    public static Optional<WrittenPlace> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new WrittenPlace(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    /** {@code path:line:column+length}. */
    @Override
    public String toString() {
        return path + ":" + line + ":" + column + "+" + length;
    }
}
