package io.graphc.compiler.hook;

import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the text of a hook apart at its semicolons, but not at those in quotes, dollar quotes and comments. Used by one thread. */
final class HookStatements {
    private static final Pattern DOLLARS = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final MappedText text;
    private final String sql;
    private int at;

    private HookStatements(MappedText text) {
        this.text = text;
        this.sql = text.text();
    }

    /** The statements without their semicolons, blank ones left out. */
    static List<MappedText> of(MappedText text) {
        return new HookStatements(text).statements();
    }

    private List<MappedText> statements() {
        List<MappedText> statements = new ArrayList<>();
        int start = 0;
        boolean says = false;
        while (at < sql.length()) {
            char letter = sql.charAt(at);
            if (letter == ';') {
                add(says, start, at, statements);
                at++;
                start = at;
                says = false;
            } else if (isComment()) {
                skipComment();
            } else {
                says |= !Character.isWhitespace(letter);
                at = next(letter);
            }
        }
        add(says, start, sql.length(), statements);
        return statements;
    }

    private void add(boolean says, int start, int end, List<MappedText> statements) {
        if (says) {
            String part = sql.substring(start, end);
            int first = start + part.length() - part.stripLeading().length();
            statements.add(text.slice(first, first + part.strip().length()));
        }
    }

    private int next(char letter) {
        if (letter == '$') {
            return dollarQuoted();
        }
        return letter == '\'' || letter == '"' || letter == '`' ? quoted(letter) : at + 1;
    }

    /** {@code $$...$$} and {@code $tag$...$tag$}; a dollar within a name begins none. */
    private int dollarQuoted() {
        Matcher opening = DOLLARS.matcher(sql).region(at, sql.length());
        boolean named = at > 0 && (Character.isLetterOrDigit(sql.charAt(at - 1)) || sql.charAt(at - 1) == '_');
        if (named || !opening.lookingAt()) {
            return at + 1;
        }
        int end = sql.indexOf(opening.group(), opening.end());
        return end < 0 ? sql.length() : end + opening.group().length();
    }

    private boolean isComment() {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private void skipComment() {
        boolean line = sql.charAt(at) == '-';
        int end = sql.indexOf(line ? "\n" : "*/", at + 2);
        at = end < 0 ? sql.length() : end + (line ? 1 : 2);
    }

    /** The end of a quoted text; a doubled quote in it begins the next one, which comes to the same. */
    private int quoted(char quote) {
        int end = sql.indexOf(quote, at + 1);
        return end < 0 ? sql.length() : end + 1;
    }
}
