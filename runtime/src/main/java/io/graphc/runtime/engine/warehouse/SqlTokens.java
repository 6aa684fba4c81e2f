package io.graphc.runtime.engine.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tokens of a SQL text in Trino's dialect, as far as it takes to tell names from all else (trino.io, "SQL language").
 * Used by one thread.
 */
final class SqlTokens {
    private final String sql;
    private int at;
    private int start;
    private int end;

    SqlTokens(String sql) {
        this.sql = sql;
    }

    /** Moves to the next token; false behind the last one. Blanks and comments are no tokens. */
    boolean next() {
        skipBlanks();
        if (at >= sql.length()) {
            return false;
        }
        start = at;
        char first = sql.charAt(at);
        if (first == '\'' || first == '"') {
            at = closing(at, first);
        } else if (isWordStart(first)) {
            at = wordEnd(at);
        } else {
            at++;
        }
        end = at;
        return true;
    }

    int start() {
        return start;
    }

    /** Where the token, or the whole name after {@link #path}, ends. */
    int end() {
        return end;
    }

    /** The token in lower case. */
    String text() {
        return sql.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Whether the token is a word or a quoted name. */
    boolean isName() {
        char first = sql.charAt(start);
        return first == '"' || isWordStart(first);
    }

    /** The parts of the name that begins with this token, in lower case, and moves to its end. */
    List<String> path() {
        List<String> parts = new ArrayList<>();
        parts.add(part());
        int whole = start;
        while (true) {
            int before = at;
            skipBlanks();
            if (at >= sql.length() || sql.charAt(at) != '.') {
                at = before;
                break;
            }
            at++;
            skipBlanks();
            if (at >= sql.length() || !(sql.charAt(at) == '"' || isWordStart(sql.charAt(at)))) {
                // As in t.*, where no name follows.
                at = before;
                parts.add("");
                break;
            }
            next();
            parts.add(part());
        }
        start = whole;
        end = at;
        return parts;
    }

    private String part() {
        String written = sql.substring(start, end);
        String name = written.startsWith("\"")
                ? written.substring(1, Math.max(1, written.length() - 1)).replace("\"\"", "\"")
                : written;
        return name.toLowerCase(Locale.ROOT);
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", at)) {
                int close = sql.indexOf("*/", at + 2);
                at = close < 0 ? sql.length() : close + 2;
            } else {
                return;
            }
        }
    }

    /** Behind the quote that closes what opens here; one that is doubled stands for itself. */
    private int closing(int open, char quote) {
        int from = open + 1;
        while (true) {
            int close = sql.indexOf(quote, from);
            if (close < 0) {
                return sql.length();
            }
            if (close + 1 >= sql.length() || sql.charAt(close + 1) != quote) {
                return close + 1;
            }
            from = close + 2;
        }
    }

    private static boolean isWordStart(char letter) {
        return Character.isLetter(letter) || letter == '_';
    }

    private int wordEnd(int from) {
        int to = from;
        while (to < sql.length() && (isWordStart(sql.charAt(to)) || isDigit(sql.charAt(to)))) {
            to++;
        }
        return to;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
