package io.graphc.compiler.sql.constant;

import java.util.Optional;

/**
 * Finds what no engine of regular expressions takes. Trino can be set up with two (Joni and RE2J), and Java's is a third:
 * they differ in much, so only what all of them refuse is told. Good for one expression.
 */
final class RegexText {
    private static final int NOT_CLOSED = -1;
    private static final int UNDECIDED = -2;

    private final String text;
    private boolean repeatable;
    private boolean undecided;
    private int at;
    private int open;

    private RegexText(String text) {
        this.text = text;
    }

    /** Empty where an engine might take it. */
    static Optional<Fault> check(String text) {
        // Inside of quotes and comments all signs are plain text, and only some of the engines know them.
        boolean undecided = text.contains("\\Q") || text.contains("(?#") || text.matches("(?s).*\\(\\?[a-zA-Z]*x.*");
        return undecided ? Optional.empty() : new RegexText(text).read();
    }

    private Optional<Fault> read() {
        while (at < text.length() && !undecided) {
            Optional<Fault> fault = step(text.charAt(at++));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return open == 0 || undecided
                ? Optional.empty()
                : fault("has a group that is not closed", "write `\\(` for the sign itself");
    }

    private Optional<Fault> step(char sign) {
        boolean before = repeatable;
        repeatable = sign != '(' && sign != '|';
        return switch (sign) {
            case '\\' ->
                at++ == text.length()
                        ? fault("ends with a single `\\`", "write `\\\\` for the sign itself")
                        : Optional.empty();
            case '[' -> characters();
            case '(' -> {
                open++;
                // What a question mark makes of the group has no repetition in it.
                at += at < text.length() && text.charAt(at) == '?' ? 1 : 0;
                yield Optional.empty();
            }
            case ')' ->
                open-- == 0
                        ? fault("closes a group that is not open", "write `\\)` for the sign itself")
                        : Optional.empty();
            case '*', '+', '?' ->
                before
                        ? Optional.empty()
                        : fault(
                                "has nothing before `" + sign + "` to repeat",
                                "write `\\" + sign + "` for the sign itself, or `.*` for any text");
            default -> Optional.empty();
        };
    }

    private Optional<Fault> characters() {
        int end = endOfClass();
        if (end == NOT_CLOSED) {
            return fault("has a `[` that is not closed", "write `\\[` for the sign itself");
        }
        undecided = end == UNDECIDED;
        at = Math.max(at, end);
        return Optional.empty();
    }

    /** The place behind the bracket that closes a class; negative where it has none, or where engines see it elsewhere. */
    private int endOfClass() {
        int position = at;
        if (position < text.length() && text.charAt(position) == '^') {
            position++;
        }
        // Some take a bracket that comes first for itself.
        boolean first = true;
        for (; position < text.length(); position++) {
            char sign = text.charAt(position);
            if (sign == '[' || sign == '&' || (sign == ']' && first)) {
                return text.indexOf(']', position) < 0 ? NOT_CLOSED : UNDECIDED;
            }
            if (sign == ']') {
                return position + 1;
            }
            if (sign == '\\') {
                position++;
            }
            first = false;
        }
        return NOT_CLOSED;
    }

    private Optional<Fault> fault(String what, String help) {
        return Optional.of(Fault.of("the regular expression " + what).help(help));
    }
}
