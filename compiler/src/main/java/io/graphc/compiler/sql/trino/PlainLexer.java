package io.graphc.compiler.sql.trino;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.Pair;

/**
 * The visible tokens that Trino's lexer makes of a text, at a fifth of its cost, which was a fourteenth of an analysis: words,
 * plain numbers, strings, quoted names and symbols. It gives up on every text that holds anything else, such as letters
 * outside of ASCII in a name, and leaves it to Trino's lexer. Belongs to one text.
 */
final class PlainLexer {
    private static final Keywords KEYWORDS = new Keywords(SqlBaseLexer.VOCABULARY);
    private static final List<List<Symbol>> SYMBOLS = symbols(SqlBaseLexer.VOCABULARY);
    private static final int ASCII = 128;
    private static final int GIVEN_UP = -1;

    private record Symbol(String text, int type) {}

    private final String text;
    private final char[] letters;
    private final Pair<TokenSource, CharStream> source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private PlainLexer(String text) {
        this.text = text;
        this.letters = text.toCharArray();
        this.source = new Pair<>(null, new WholeText(text));
    }

    /** The tokens with the one that stands for the end; empty for a text that is not plain. */
    static Optional<Token[]> read(String text) {
        PlainLexer lexer = new PlainLexer(text);
        for (char letter : lexer.letters) {
            if (Character.isSurrogate(letter)) {
                // Trino counts in code points.
                return Optional.empty();
            }
        }
        while (lexer.skipHidden() && lexer.at < text.length()) {
            int start = lexer.at;
            int startLine = lexer.line;
            int startColumn = start - lexer.lineStart;
            int type = lexer.token();
            if (type == GIVEN_UP) {
                return Optional.empty();
            }
            lexer.add(type, start, lexer.at - 1, startLine, startColumn);
        }
        if (lexer.at < text.length()) {
            return Optional.empty();
        }
        lexer.add(Token.EOF, text.length(), text.length() - 1, lexer.line, text.length() - lexer.lineStart);
        return Optional.of(lexer.tokens.toArray(new Token[0]));
    }

    private void add(int type, int start, int stop, int startLine, int startColumn) {
        CommonToken token = new CommonToken(source, type, Token.DEFAULT_CHANNEL, start, stop);
        token.setLine(startLine);
        token.setCharPositionInLine(startColumn);
        token.setTokenIndex(tokens.size());
        tokens.add(token);
    }

    /** Goes to the next visible token; false for a comment without an end. */
    private boolean skipHidden() {
        while (at < letters.length) {
            char next = letters[at];
            if (next == '\n') {
                at++;
                newLine(at);
            } else if (next == ' ' || next == '\t' || next == '\r') {
                at++;
            } else if (next == '-' && isAt(at + 1, '-')) {
                skipLine();
            } else if (next == '/' && isAt(at + 1, '*')) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    return false;
                }
                goTo(end + 2);
            } else {
                return true;
            }
        }
        return true;
    }

    private void skipLine() {
        while (at < letters.length && letters[at] != '\n' && letters[at] != '\r') {
            at++;
        }
    }

    private boolean isAt(int index, char wanted) {
        return index < letters.length && letters[index] == wanted;
    }

    private void newLine(int start) {
        line++;
        lineStart = start;
    }

    private void goTo(int end) {
        for (; at < end; at++) {
            if (letters[at] == '\n') {
                newLine(at + 1);
            }
        }
    }

    private int token() {
        char first = letters[at];
        if (isWordStart(first)) {
            return word();
        } else if (isDigit(first) || (first == '.' && at + 1 < letters.length && isDigit(letters[at + 1]))) {
            return number();
        } else if (first == '\'') {
            return quoted('\'', SqlBaseLexer.STRING);
        } else if (first == '"') {
            return quoted('"', SqlBaseLexer.QUOTED_IDENTIFIER);
        }
        return symbol(first);
    }

    private static boolean isWordStart(char at) {
        return (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z') || at == '_';
    }

    private static boolean isDigit(char at) {
        return at >= '0' && at <= '9';
    }

    private int word() {
        int start = at;
        int hash = 0;
        while (at < letters.length && (isWordStart(letters[at]) || isDigit(letters[at]))) {
            hash = Keywords.hash(hash, letters[at]);
            at++;
        }
        // X'00' is one token.
        return isAt(at, '\'') && at == start + 1 && (letters[start] | ' ') == 'x'
                ? GIVEN_UP
                : KEYWORDS.type(text, start, at, hash);
    }

    /** Numbers with underscores and of other bases than ten, and names that begin with a digit, are not plain. */
    private int number() {
        int type = SqlBaseLexer.INTEGER_VALUE;
        skipDigits();
        if (isAt(at, '.')) {
            type = SqlBaseLexer.DECIMAL_VALUE;
            at++;
            skipDigits();
        }
        if (isAt(at, 'e') || isAt(at, 'E')) {
            type = SqlBaseLexer.DOUBLE_VALUE;
            at++;
            if (isAt(at, '+') || isAt(at, '-')) {
                at++;
            }
            int digits = at;
            skipDigits();
            if (at == digits) {
                return GIVEN_UP;
            }
        }
        return at < letters.length && isWordStart(letters[at]) ? GIVEN_UP : type;
    }

    private void skipDigits() {
        while (at < letters.length && isDigit(letters[at])) {
            at++;
        }
    }

    private int quoted(char quote, int type) {
        int end = at + 1;
        while (end < letters.length && (letters[end] != quote || isAt(end + 1, quote))) {
            end += letters[end] == quote ? 2 : 1;
        }
        if (end >= letters.length) {
            return GIVEN_UP;
        }
        goTo(end + 1);
        return type;
    }

    /** The longest symbol that stands here. */
    private int symbol(char first) {
        if (first < ASCII) {
            for (Symbol symbol : SYMBOLS.get(first)) {
                if (text.startsWith(symbol.text(), at)) {
                    at += symbol.text().length();
                    return symbol.type();
                }
            }
        }
        return GIVEN_UP;
    }

    private static List<List<Symbol>> symbols(Vocabulary vocabulary) {
        List<List<Symbol>> symbols = new ArrayList<>();
        for (int i = 0; i < ASCII; i++) {
            symbols.add(new ArrayList<>());
        }
        for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
            String literal = vocabulary.getLiteralName(type);
            if (literal != null && !Keywords.isKeyword(literal)) {
                String written = literal.substring(1, literal.length() - 1);
                symbols.get(written.charAt(0)).add(new Symbol(written, type));
            }
        }
        symbols.get('<').add(new Symbol("<>", SqlBaseLexer.NEQ));
        symbols.get('!').add(new Symbol("!=", SqlBaseLexer.NEQ));
        symbols.forEach(each -> each.sort(
                Comparator.comparingInt((Symbol symbol) -> symbol.text().length())
                        .reversed()));
        return symbols;
    }

    /** The words with a meaning of their own, found without a copy of the word that is looked up. */
    private static final class Keywords {
        private static final int SLOTS = 2048;

        private final String[] words = new String[SLOTS];
        private final int[] types = new int[SLOTS];

        Keywords(Vocabulary vocabulary) {
            for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
                String literal = vocabulary.getLiteralName(type);
                if (literal != null && isKeyword(literal)) {
                    add(literal.substring(1, literal.length() - 1), type);
                }
            }
        }

        static boolean isKeyword(String literal) {
            return isWordStart(literal.charAt(1));
        }

        static int hash(int before, char next) {
            return before * 31 + (next | ' ');
        }

        private void add(String word, int type) {
            int hash = 0;
            for (int i = 0; i < word.length(); i++) {
                hash = hash(hash, word.charAt(i));
            }
            int slot = slot(hash);
            while (types[slot] != 0) {
                slot = (slot + 1) % SLOTS;
            }
            words[slot] = word;
            types[slot] = type;
        }

        private static int slot(int hash) {
            return (hash ^ (hash >>> 15)) & (SLOTS - 1);
        }

        int type(String text, int start, int end, int hash) {
            for (int slot = slot(hash); types[slot] != 0; slot = (slot + 1) % SLOTS) {
                String word = words[slot];
                if (word.length() == end - start && text.regionMatches(true, start, word, 0, word.length())) {
                    return types[slot];
                }
            }
            return SqlBaseLexer.IDENTIFIER;
        }
    }

    /** Where tokens find their texts; nothing else is read from it. */
    private record WholeText(String text) implements CharStream {
        @Override
        public String getText(Interval interval) {
            return text.substring(interval.a, interval.b + 1);
        }

        @Override
        public int size() {
            return text.length();
        }

        @Override
        public String getSourceName() {
            return UNKNOWN_SOURCE_NAME;
        }

        @Override
        public int index() {
            return 0;
        }

        @Override
        public int mark() {
            return 0;
        }

        @Override
        public void release(int marker) {}

        @Override
        public void consume() {
            throw new UnsupportedOperationException("the text has been read");
        }

        @Override
        public int LA(int distance) {
            throw new UnsupportedOperationException("the text has been read");
        }

        @Override
        public void seek(int index) {
            throw new UnsupportedOperationException("the text has been read");
        }
    }
}
