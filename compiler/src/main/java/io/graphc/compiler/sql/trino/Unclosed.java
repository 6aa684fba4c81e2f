package io.graphc.compiler.sql.trino;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a text opens and does not close: quotes, comments, parentheses. The parser notices it far behind the place.
 * Immutable.
 *
 * @param last where the quote or comment begins that runs to the end of the text
 * @param open where the parentheses and brackets begin that are not closed, from the outside in
 * @param quoted what stands in quotes, in order
 */
record Unclosed(Optional<Integer> last, List<Integer> open, List<Quoted> quoted) {
    /** A text or name with its quotes; one that is not closed ends with the whole text. */
    record Quoted(int start, int end, boolean closed) {}

    /** Reads a text once. */
    static Unclosed in(String text) {
        return without(text, -1);
    }

    /** Reads a text as if one of its quotes were not there. */
    static Unclosed without(String text, int ignored) {
        Deque<Integer> open = new ArrayDeque<>();
        Optional<Integer> last = Optional.empty();
        List<Quoted> quoted = new ArrayList<>();
        int at = 0;
        while (at < text.length() && last.isEmpty()) {
            char sign = text.charAt(at);
            int end = at + 1;
            if ((sign == '\'' || sign == '"') && at != ignored) {
                end = endOfQuote(text, at, ignored);
                quoted.add(new Quoted(at, end < 0 ? text.length() : end, end >= 0));
            } else if (text.startsWith("--", at)) {
                int line = text.indexOf('\n', at);
                end = line < 0 ? text.length() : line;
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                end = close < 0 ? -1 : close + 2;
            } else if (sign == '(' || sign == '[') {
                open.addLast(at);
            } else if ((sign == ')' || sign == ']') && !open.isEmpty()) {
                open.removeLast();
            }
            if (end < 0) {
                last = Optional.of(at);
            }
            at = Math.max(end, at + 1);
        }
        return new Unclosed(last, List.copyOf(open), List.copyOf(quoted));
    }

    /** Negative where it is not closed. */
    private static int endOfQuote(String text, int start, int ignored) {
        char quote = text.charAt(start);
        int at = text.indexOf(quote, start + 1);
        while (at >= 0) {
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == quote && at + 1 != ignored;
            if (at != ignored && !doubled) {
                return at + 1;
            }
            at = text.indexOf(quote, at == ignored ? at + 1 : at + 2);
        }
        return -1;
    }

    /** The innermost parenthesis that is open where the parser stopped. */
    Optional<Integer> openBefore(int offset) {
        return open.stream().filter(at -> at < offset).reduce((outer, inner) -> inner);
    }
}
