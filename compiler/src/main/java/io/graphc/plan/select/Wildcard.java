package io.graphc.plan.select;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A text in which {@code *} stands for any characters, {@code ?} for one, {@code [abc]} for one of some and {@code [!abc]}
 * for one of all others, as in the file names of a shell; a range that ends before it starts holds nothing. Letter case
 * counts. Immutable.
 */
final class Wildcard implements Predicate<String> {
    private final String text;
    private final Predicate<String> test;

    private Wildcard(String text, Predicate<String> test) {
        this.text = text;
        this.test = test;
    }

    static Wildcard of(String text) {
        return isPattern(text) ? new Wildcard(text, regex(text).asMatchPredicate()) : new Wildcard(text, text::equals);
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** Where a bracket is opened that is not closed; -1 when there is none. */
    static int unclosed(String text) {
        int open = text.indexOf('[');
        while (open >= 0) {
            int close = close(text, open);
            if (close < 0) {
                return open;
            }
            open = text.indexOf('[', close + 1);
        }
        return -1;
    }

    /** A closing bracket right behind the opening one is a character like others. */
    private static int close(String text, int open) {
        int from = open + 1;
        if (from < text.length() && text.charAt(from) == '!') {
            from++;
        }
        return text.indexOf(']', from + 1);
    }

    private static Pattern regex(String text) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            int close = character == '[' ? close(text, at) : -1;
            if (close > 0) {
                regex.append(set(text.substring(at + 1, close)));
                at = close + 1;
            } else {
                regex.append(
                        character == '*' ? ".*" : character == '?' ? "." : Pattern.quote(String.valueOf(character)));
                at++;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** The set of characters between two brackets; an empty one holds no character, or all of them. */
    private static String set(String inside) {
        boolean others = inside.startsWith("!");
        StringBuilder set = new StringBuilder();
        int at = others ? 1 : 0;
        while (at < inside.length()) {
            // A hyphen at either end is a character like others.
            boolean range = at + 2 < inside.length() && inside.charAt(at + 1) == '-';
            char last = inside.charAt(range ? at + 2 : at);
            if (inside.charAt(at) <= last) {
                set.append(literal(inside.charAt(at))).append('-').append(literal(last));
            }
            at += range ? 3 : 1;
        }
        if (set.isEmpty()) {
            return others ? "." : "(?!)";
        }
        return (others ? "[^" : "[") + set + "]";
    }

    private static String literal(char character) {
        return String.format(Locale.ROOT, "\\u%04x", (int) character);
    }

    @Override
    public boolean test(String other) {
        return test.test(other);
    }

    @Override
    public String toString() {
        return text;
    }
}
