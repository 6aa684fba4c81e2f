package io.graphc.compiler.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV text with the places of their values, read as engines do: quotes are {@code "}, doubled inside, around a
 * whole value. Ends where a row is none, which an engine tells better.
 */
final class CsvRows {
    private final String text;
    private final String delimiter;
    private int at;

    CsvRows(String text, String delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /**
     * A value as it stands in the text.
     *
     * @param start where it begins, with its quote
     * @param end behind its last letter or quote
     */
    record Value(String text, int start, int end) {}

    /** The next row that is not blank; empty at the end. */
    Optional<List<Value>> next() {
        while (at < text.length()) {
            int start = at;
            List<Value> row = new ArrayList<>();
            do {
                Optional<Value> value = value();
                if (value.isEmpty()) {
                    at = text.length();
                    return Optional.empty();
                }
                row.add(value.get());
            } while (skip(delimiter));
            boolean blank = at == start;
            if (!skip("\r\n") && !skip("\n")) {
                skip("\r");
            }
            if (!blank) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private boolean skip(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    private boolean isAtEnd() {
        return at >= text.length()
                || text.charAt(at) == '\n'
                || text.charAt(at) == '\r'
                || text.startsWith(delimiter, at);
    }

    private Optional<Value> value() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        while (!isAtEnd()) {
            at++;
        }
        return Optional.of(new Value(text.substring(start, at), start, at));
    }

    private Optional<Value> quoted() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter != '"') {
                value.append(letter);
            } else if (skip("\"")) {
                value.append('"');
            } else {
                return isAtEnd() ? Optional.of(new Value(value.toString(), start, at)) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
