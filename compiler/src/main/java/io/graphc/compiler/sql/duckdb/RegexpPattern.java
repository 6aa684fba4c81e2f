package io.graphc.compiler.sql.duckdb;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of Trino (Java's syntax) that means the same to DuckDB (RE2).
 *
 * <p>Both engines try alternatives from left to right, so what both can read matches alike. Refused is what RE2 lacks
 * (look-around, back references, possessive and atomic groups, class intersections) and what the two read differently.
 *
 * @param text the pattern for DuckDB
 * @param groups how many capturing groups it has
 * @param matchesEmpty true when it can match the empty text
 */
record RegexpPattern(String text, int groups, boolean matchesEmpty) {
    private static final String SAME_ESCAPES = "dDwWtnrfaxzASQE.*+?()[]{}|^$\\/-_,:;!#%&@=~<>\"' `";
    private static final String RE2_SPACE = "\\t\\n\\x0B\\f\\r ";

    /**
     * @param onlyTested true when nothing is cut out by the match, so that the line break which {@code $} allows at the
     *     end may be part of it
     */
    static RegexpPattern of(String pattern, boolean onlyTested) {
        Pattern java;
        try {
            java = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new NotOnDuckDbException("the pattern cannot be read: " + e.getDescription());
        }
        String text = new Translation(pattern, onlyTested).run();
        return new RegexpPattern(
                text, java.matcher("").groupCount(), java.matcher("").find());
    }

    /** One pass over a pattern. */
    private static final class Translation {
        private final String pattern;
        private final boolean onlyTested;
        private final StringBuilder text = new StringBuilder();
        private int at;
        private boolean inClass;

        Translation(String pattern, boolean onlyTested) {
            this.pattern = pattern;
            this.onlyTested = onlyTested;
        }

        String run() {
            while (at < pattern.length()) {
                char letter = pattern.charAt(at);
                if (letter == '\\') {
                    escape();
                } else if (inClass) {
                    classLetter(letter);
                } else {
                    plainLetter(letter);
                }
            }
            return text.toString();
        }

        private void copy(int count) {
            text.append(pattern, at, at + count);
            at += count;
        }

        private boolean follows(String next) {
            return pattern.startsWith(next, at);
        }

        private void plainLetter(char letter) {
            if (letter == '(' && follows("(?")) {
                groupStart();
            } else if (letter == '[') {
                inClass = true;
                copy(follows("[^") ? 2 : 1);
                if (follows("]")) {
                    throw new NotOnDuckDbException("a bracket right after the start of a class is read differently");
                }
            } else if (letter == '$') {
                text.append(onlyTested ? "\\n?$" : "$");
                at++;
            } else if ((letter == '+')
                    && at > 0
                    && "*+?}".indexOf(pattern.charAt(at - 1)) >= 0
                    && !escapedBefore(at - 1)) {
                throw new NotOnDuckDbException(
                        "DuckDB has no possessive repetition (`" + pattern.charAt(at - 1) + "+`)");
            } else {
                copy(1);
            }
        }

        private boolean escapedBefore(int position) {
            int backslashes = 0;
            for (int i = position - 1; i >= 0 && pattern.charAt(i) == '\\'; i--) {
                backslashes++;
            }
            return backslashes % 2 == 1;
        }

        private void groupStart() {
            if (follows("(?:")) {
                copy(3);
            } else if (follows("(?i)") || follows("(?s)")) {
                if (follows("(?i)") && at > 0) {
                    throw new NotOnDuckDbException("a flag inside of a pattern is translated at its start only");
                }
                copy(4);
            } else {
                throw new NotOnDuckDbException("DuckDB has no look-around, named, atomic or flagged groups (`(?`)");
            }
        }

        private void classLetter(char letter) {
            if (letter == '[' || follows("&&")) {
                throw new NotOnDuckDbException("DuckDB has no classes inside of classes");
            }
            if (letter == ']') {
                inClass = false;
            }
            copy(1);
        }

        private void escape() {
            if (at + 1 >= pattern.length()) {
                throw new NotOnDuckDbException("the pattern ends with a backslash");
            }
            char letter = pattern.charAt(at + 1);
            if (letter == 's') {
                text.append(inClass ? RE2_SPACE : "[" + RE2_SPACE + "]");
                at += 2;
            } else if (letter == 'p' || letter == 'P') {
                property();
            } else if (letter == 'Q' || letter == 'S' || SAME_ESCAPES.indexOf(letter) < 0) {
                throw new NotOnDuckDbException("DuckDB reads `\\" + letter + "` in a pattern differently");
            } else {
                copy(2);
            }
        }

        private void property() {
            int end = pattern.indexOf('}', at);
            String name = end < 0 ? "" : pattern.substring(at + 2, end + 1);
            if (!name.matches("\\{(L|Lu|Ll|N|Nd|P|S|Z|M)\\}")) {
                throw new NotOnDuckDbException("DuckDB does not know the character property " + name);
            }
            copy(end + 1 - at);
        }
    }
}
