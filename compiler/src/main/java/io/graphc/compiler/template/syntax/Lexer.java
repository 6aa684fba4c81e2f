package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.Token.Kind;
import io.graphc.compiler.template.value.Texts;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a template into template text and the words of its tags. Works like Jinja2 with the settings that dbt leaves at
 * their defaults: a tag keeps the line break behind it and the blanks before it, and one line break at the very end of the
 * template is dropped. As in dbt, text without any tag stays as it is.
 */
final class Lexer {
    /** Names that may stand behind a text. */
    private static final Set<String> BETWEEN = Set.of("if", "else", "is", "in", "not", "and", "or", "recursive");

    private final SourceText source;
    private final String text;
    private final DiagnosticSink sink;
    private final List<Token> tokens = new ArrayList<>();
    private final int end;
    private int at;
    private boolean stripNext;

    private Lexer(SourceText source, DiagnosticSink sink) {
        this.source = source;
        this.text = source.text();
        this.sink = sink;
        boolean plain = !hasTags(text);
        this.end = !plain && text.endsWith("\n") ? text.length() - 1 : text.length();
    }

    /** The tokens of a template, the last one {@link Kind#END}. */
    static List<Token> tokens(SourceText source, DiagnosticSink sink) {
        Lexer lexer = new Lexer(source, sink);
        lexer.run();
        return lexer.tokens;
    }

    private static boolean hasTags(String text) {
        for (int i = text.indexOf('{'); i >= 0 && i + 1 < text.length(); i = text.indexOf('{', i + 1)) {
            if (isTagStart(text, i)) {
                return true;
            }
        }
        return text.contains("}}") || text.contains("%}") || text.contains("#}");
    }

    private static boolean isTagStart(String text, int offset) {
        if (offset + 1 >= text.length() || text.charAt(offset) != '{') {
            return false;
        }
        char second = text.charAt(offset + 1);
        return second == '{' || second == '%' || second == '#';
    }

    private void run() {
        while (at < end) {
            int tag = text.indexOf('{', at);
            while (tag >= 0 && !isTagStart(text, tag)) {
                tag = text.indexOf('{', tag + 1);
            }
            if (tag < 0 || tag + 1 >= end) {
                addText(at, end, false);
                at = end;
                break;
            }
            addText(at, tag, charAt(tag + 2) == '-');
            at = tag;
            char kind = text.charAt(tag + 1);
            if (kind == '#') {
                comment();
            } else if (kind != '%' || !raw()) {
                tag(kind == '{');
            }
        }
        add(Kind.END, end, end, "");
    }

    private char charAt(int offset) {
        return offset < end ? text.charAt(offset) : '\0';
    }

    private void add(Kind kind, int from, int to, String value) {
        tokens.add(new Token(kind, from, to, value));
    }

    private void addText(int from, int to, boolean stripEnd) {
        int start = from;
        int stop = to;
        if (stripNext) {
            while (start < stop && Texts.isSpace(text.charAt(start))) {
                start++;
            }
            stripNext = false;
        }
        while (stripEnd && stop > start && Texts.isSpace(text.charAt(stop - 1))) {
            stop--;
        }
        if (start < stop) {
            add(Kind.TEMPLATE_TEXT, start, stop, "");
        }
    }

    private void comment() {
        int close = text.indexOf("#}", at + 2);
        if (close < 0 || close + 2 > end) {
            report("the comment is never closed", at, at + 2, "a comment ends with `#}`");
            at = end;
            return;
        }
        stripNext = close > at + 2 && text.charAt(close - 1) == '-';
        at = close + 2;
    }

    /** Reads a raw block at the current position, false where there is none. */
    private boolean raw() {
        int afterName = word(at, "raw");
        if (afterName < 0) {
            return false;
        }
        boolean strip = charAt(afterName) == '-';
        int body = strip ? afterName + 1 : afterName;
        if (charAt(body) != '%' || charAt(body + 1) != '}') {
            return false;
        }
        int start = body + 2;
        for (int close = text.indexOf("{%", start); close >= 0 && close < end; close = text.indexOf("{%", close + 2)) {
            int afterEnd = word(close, "endraw");
            int last = afterEnd >= 0 && (charAt(afterEnd) == '-' || charAt(afterEnd) == '+') ? afterEnd + 1 : afterEnd;
            if (afterEnd >= 0 && charAt(last) == '%' && charAt(last + 1) == '}') {
                stripNext = strip;
                addText(start, close, charAt(close + 2) == '-');
                stripNext = charAt(afterEnd) == '-';
                at = last + 2;
                return true;
            }
        }
        report("`raw` is never closed", at, start, "close it with `{% endraw %}`");
        at = end;
        return true;
    }

    /** The offset behind a word that is the first of the block tag at an offset, and the blanks behind it; or -1. */
    private int word(int tag, String word) {
        int from = tag + 2;
        if (charAt(from) == '-' || charAt(from) == '+') {
            from++;
        }
        from = skipSpace(from);
        return text.startsWith(word, from) && from + word.length() <= end ? skipSpace(from + word.length()) : -1;
    }

    private int skipSpace(int from) {
        int offset = from;
        while (offset < end && Texts.isSpace(text.charAt(offset))) {
            offset++;
        }
        return offset;
    }

    /** Reads a tag with its words up to its end. */
    private void tag(boolean print) {
        int open = at;
        char mark = charAt(at + 2);
        boolean marked = mark == '-' || mark == '+';
        at += marked ? 3 : 2;
        add(print ? Kind.PRINT_BEGIN : Kind.TAG_BEGIN, open, at, "");
        TagLexer words = new TagLexer(text, end, tokens);
        while (true) {
            at = skipSpace(at);
            if (at >= end || isNewTag(words)) {
                report("the tag is never closed", open, open + 2, "it ends with `" + (print ? "}}" : "%}") + "`");
                forgetWords(words, at);
                return;
            }
            if (closes(print, words)) {
                return;
            }
            int next = words.read(at);
            int early = next < 0 || isAfterLongText(print) ? closeInText(open, print) : -1;
            if (early >= 0) {
                forgetWords(words, early);
                at = early;
            } else if (next < 0) {
                report(words.problem(), words.problemStart(), words.problemEnd(), "");
                forgetWords(words, at);
                skipToEnd(words.problemEnd(), print);
            } else {
                at = next;
            }
        }
    }

    /** Whether the last word is one that never stands behind a text, as when its end is the beginning of the next text. */
    private boolean isAfterLongText(boolean print) {
        Token last = tokens.get(tokens.size() - 1);
        return (last.kind() == Kind.NAME || last.kind() == Kind.INTEGER)
                && !BETWEEN.contains(last.value())
                && closeInText(tokens.get(tokens.size() - 2), print) >= 0;
    }

    /**
     * Where words make no sense, a quote may have been forgotten: the last text of the tag that goes over the end of the
     * tag and of its line is taken to be it. Reports that and gives the offset of the end of the tag, or -1.
     */
    private int closeInText(int open, boolean print) {
        for (int i = tokens.size() - 1; i >= 0 && tokens.get(i).start() > open; i--) {
            Token word = tokens.get(i);
            int close = closeInText(word, print);
            if (close >= 0) {
                report("the text is never closed", word.start(), word.start() + 1, "");
                return close;
            }
        }
        return -1;
    }

    /** The offset of the end of a tag within the first of several lines of a text; -1 where it is none. */
    private int closeInText(Token word, boolean print) {
        if (word.kind() != Kind.TEXT) {
            return -1;
        }
        char first = print ? '}' : '%';
        int close = -1;
        for (int i = word.start(); i < word.end(); i++) {
            if (text.charAt(i) == '\n') {
                return close;
            }
            if (close < 0 && text.charAt(i) == first && charAt(i + 1) == '}') {
                close = i;
            }
        }
        return -1;
    }

    private boolean isNewTag(TagLexer words) {
        return isTagStart(text, at) && (charAt(at + 1) != '{' || words.openBraces() == 0);
    }

    private boolean closes(boolean print, TagLexer words) {
        char first = charAt(at);
        boolean marked = first == '-' || first == '+';
        int brace = marked ? at + 1 : at;
        boolean endsPrint = charAt(brace) == '}' && charAt(brace + 1) == '}' && words.openBraces() == 0;
        boolean endsBlock = charAt(brace) == '%' && charAt(brace + 1) == '}';
        if (!endsPrint && !endsBlock) {
            return false;
        }
        int stop = brace + 2;
        if (endsPrint != print) {
            String written = print ? "`{{`" : "`{%`";
            String wanted = print ? "`}}`" : "`%}`";
            report("a tag that begins with " + written + " ends with " + wanted, brace, stop, "write " + wanted);
            add(Kind.BROKEN, at, stop, "");
        }
        add(print ? Kind.PRINT_END : Kind.TAG_END, at, stop, "");
        stripNext = first == '-';
        at = stop;
        return true;
    }

    /** Leaves only the name of a tag that is broken, so that one slip gives one message. */
    private void forgetWords(TagLexer words, int offset) {
        int begin = tokens.size() - 1;
        while (tokens.get(begin).kind() != Kind.PRINT_BEGIN && tokens.get(begin).kind() != Kind.TAG_BEGIN) {
            begin--;
        }
        int kept = tokens.get(begin).kind() == Kind.TAG_BEGIN ? 2 : 1;
        if (begin + kept < tokens.size()) {
            tokens.subList(begin + kept, tokens.size()).clear();
        }
        words.forgetBraces();
        add(Kind.BROKEN, offset, offset, "");
    }

    private void skipToEnd(int from, boolean print) {
        int next = from;
        while (next < end && !isTagStart(text, next) && !text.startsWith(print ? "}}" : "%}", next)) {
            next++;
        }
        at = next;
    }

    private void report(String message, int from, int to, String help) {
        Diagnostic.Builder builder =
                Diagnostic.of(DiagnosticCode.TEMPLATE_SYNTAX, message).at(source.span(from, to));
        if (!help.isEmpty()) {
            builder.help(help);
        }
        builder.report(sink);
    }
}
