package io.graphc.compiler.sql;

import java.util.regex.Pattern;

/** The words by which a query asks for the time. */
public final class ClockWords {
    /** An escaped identifier may be any word. */
    private static final Pattern WORDS =
            Pattern.compile("\\b(?:now|current_[a-z]+|localtime[a-z]*)\\b|u&", Pattern.CASE_INSENSITIVE);

    /** The letters at which one of them is looked for. */
    private static final boolean[] FIRST = new boolean['z' + 1];

    static {
        for (char letter : "nNcClL&".toCharArray()) {
            FIRST[letter] = true;
        }
    }

    private ClockWords() {}

    /** False only where a text cannot ask for the time. */
    public static boolean areIn(String text) {
        // The pattern is tried from the first place where it can fit: at every place it took a twentieth of an
        // analysis.
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] >= FIRST.length || !FIRST[letters[i]]) {
                continue;
            }
            boolean possible = switch (letters[i]) {
                case 'n', 'N' -> isWord(text, letters, i, "now");
                case 'c', 'C' -> isWord(text, letters, i, "current_");
                case 'l', 'L' -> isWord(text, letters, i, "localtime");
                case '&' -> i > 0 && (letters[i - 1] | ' ') == 'u';
                default -> false;
            };
            if (possible) {
                return WORDS.matcher(text).find(Math.max(i - 1, 0));
            }
        }
        return false;
    }

    private static boolean isWord(String text, char[] letters, int at, String start) {
        return (at == 0 || !isAsciiWord(letters[at - 1])) && text.regionMatches(true, at, start, 0, start.length());
    }

    private static boolean isAsciiWord(char at) {
        return (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z') || (at >= '0' && at <= '9') || at == '_';
    }
}
