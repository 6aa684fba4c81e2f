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
 * @param quote where the quote or comment begins that runs to the end of the text
 * @param open where the parentheses and brackets begin that are not closed, from the outside in
 */
record Unclosed(Optional<Integer> quote, List<Integer> open) {
    /** Reads a text once. */
    static Unclosed in(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        Optional<Integer> quote = Optional.empty();
        List<int[]> quoted = new ArrayList<>();
        int at = 0;
        while (at < text.length() && quote.isEmpty()) {
            char sign = text.charAt(at);
            int end = at + 1;
            if (sign == '\'' || sign == '"') {
                end = endOfQuote(text, at);
                quoted.add(new int[] {at, Math.abs(end)});
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
                quote = Optional.of(sign == '/' ? at : likelyOpening(text, quoted));
            } else {
                at = end;
            }
        }
        return new Unclosed(quote, List.copyOf(open));
    }

    /** Negative where it is not closed. */
    private static int endOfQuote(String text, int start) {
        char quote = text.charAt(start);
        for (int at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 2)) {
            if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
                return at + 1;
            }
        }
        return -text.length();
    }

    /** After a quote that is missing, all others open what they should close: the first over several lines is the one. */
    private static int likelyOpening(String text, List<int[]> quoted) {
        int[] last = quoted.get(quoted.size() - 1);
        char quote = text.charAt(last[0]);
        return quoted.stream()
                .filter(one -> text.charAt(one[0]) == quote
                        && text.substring(one[0], one[1]).indexOf('\n') >= 0)
                .findFirst()
                .orElse(last)[0];
    }

    /** The innermost parenthesis that is open where the parser stopped. */
    Optional<Integer> openBefore(int offset) {
        return open.stream().filter(at -> at < offset).reduce((outer, inner) -> inner);
    }
}
