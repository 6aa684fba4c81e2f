package io.graphc.compiler.sql;

import java.util.regex.Pattern;

/** The words by which a query asks for the time. */
public final class ClockWords {
    /** An escaped identifier may be any word. */
    private static final Pattern WORDS =
            Pattern.compile("\\b(?:now|current_[a-z]+|localtime[a-z]*)\\b|u&", Pattern.CASE_INSENSITIVE);

    private ClockWords() {}

    /** False only where a text cannot ask for the time. */
    public static boolean areIn(String text) {
        // The pattern is tried from the first place where it can fit: at every place it took a twentieth of an
        // analysis.
        for (int i = 0; i < text.length(); i++) {
            String start = switch (text.charAt(i)) {
                case 'n', 'N' -> "now";
                case 'c', 'C' -> "current_";
                case 'l', 'L' -> "localtime";
                case 'u', 'U' -> "u&";
                default -> "";
            };
            boolean inWord = i > 0 && isAsciiWord(text.charAt(i - 1)) && !start.equals("u&");
            if (!start.isEmpty() && !inWord && text.regionMatches(true, i, start, 0, start.length())) {
                return WORDS.matcher(text).find(i);
            }
        }
        return false;
    }

    private static boolean isAsciiWord(char at) {
        return (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z') || (at >= '0' && at <= '9') || at == '_';
    }
}
