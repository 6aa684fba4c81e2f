package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.trino.Unclosed.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which quote of a text that cannot be read is the one to blame. Behind a quote that is missing all others open what they
 * should close, so the last one is seldom it: it is the one without which the rest reads best, as texts that stand in one
 * line, each with a blank or sign on both sides.
 *
 * @param at where it stands
 * @param inside whether it is an apostrophe, which ends the text that it stands in, rather than a quote that nothing closes
 */
record MissingQuote(int at, boolean inside) {
    /** Beyond this the first sensible guess is enough. */
    private static final int MOST_QUOTES = 400;

    private static final String BEFORE_TEXT = "(,[=<>!+-*/|:.'";
    private static final String BEHIND_TEXT = "),];=<>!+-*/|:.'";
    private static final Pattern TYPED = Pattern.compile("(?is).*\\b(?:date|time|timestamp|interval|decimal|x)");
    private static final int LONGEST_TYPE = 12;

    /** The quote to blame where one runs to the end of the text. */
    static MissingQuote runningToTheEnd(String text, Unclosed plain) {
        List<Quoted> quoted = plain.quoted();
        int last = quoted.get(quoted.size() - 1).start();
        MissingQuote best = new MissingQuote(last, false);
        int least = doubts(text, Unclosed.without(text, last));
        int from = Math.max(0, quoted.size() - MOST_QUOTES);
        // Backwards, so that of equal guesses the first one stays.
        for (int i = quoted.size() - 2; i >= from; i--) {
            Quoted one = quoted.get(i);
            if (text.charAt(one.start()) != text.charAt(last)) {
                continue;
            }
            int closing = one.end() - 1;
            int asApostrophe = isApostrophe(text, one) ? doubts(text, Unclosed.without(text, closing)) : least + 1;
            int asOpening = doubts(text, Unclosed.without(text, one.start()));
            if (Math.min(asApostrophe, asOpening) <= least) {
                boolean inside = asApostrophe <= asOpening;
                best = new MissingQuote(inside ? closing : one.start(), inside);
                least = Math.min(asApostrophe, asOpening);
            }
        }
        return best;
    }

    /** The quote to blame where all quotes are closed and yet the parser stopped right behind one. */
    static Optional<MissingQuote> before(String text, Unclosed plain, int stop) {
        for (Quoted one : plain.quoted()) {
            boolean near = one.end() <= stop
                    && text.charAt(one.start()) == '\''
                    && text.substring(one.end(), stop).matches("\\w*\\s*");
            if (near && isApostrophe(text, one)) {
                return Optional.of(new MissingQuote(one.end() - 1, true));
            }
            if (near && isOverLines(text, one) && isStrangeBehind(text, one)) {
                return Optional.of(new MissingQuote(one.start(), false));
            }
        }
        return Optional.empty();
    }

    /** How many signs there are that a reading is not what was meant. */
    private static int doubts(String text, Unclosed reading) {
        int doubts = 0;
        for (Quoted one : reading.quoted()) {
            if (!one.closed() || isOverLines(text, one)) {
                doubts++;
            }
            if (isStrangeBefore(text, one) || isStrangeBehind(text, one)) {
                doubts++;
            }
        }
        return doubts;
    }

    private static boolean isOverLines(String text, Quoted one) {
        return text.substring(one.start(), one.end()).indexOf('\n') >= 0;
    }

    private static boolean isStrangeBefore(String text, Quoted one) {
        if (one.start() == 0) {
            return false;
        }
        char before = text.charAt(one.start() - 1);
        boolean usual = Character.isWhitespace(before) || BEFORE_TEXT.indexOf(before) >= 0;
        return !usual && !isTyped(text, one.start());
    }

    /** Whether a type such as {@code date} stands right before a quote. */
    private static boolean isTyped(String text, int quote) {
        return TYPED.matcher(text.substring(Math.max(0, quote - LONGEST_TYPE), quote))
                .matches();
    }

    private static boolean isStrangeBehind(String text, Quoted one) {
        if (one.end() >= text.length()) {
            return false;
        }
        char behind = text.charAt(one.end());
        return !Character.isWhitespace(behind) && BEHIND_TEXT.indexOf(behind) < 0;
    }

    /** Whether what closes a text in one line stands between two letters. */
    private static boolean isApostrophe(String text, Quoted one) {
        return one.closed()
                && one.end() < text.length()
                && Character.isLetter(text.charAt(one.end()))
                && Character.isLetter(text.charAt(one.end() - 2))
                && !isTyped(text, one.end() - 1)
                && !isOverLines(text, one);
    }
}
