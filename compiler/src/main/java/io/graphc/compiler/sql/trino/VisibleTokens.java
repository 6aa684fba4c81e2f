package io.graphc.compiler.sql.trino;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.WritableToken;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The tokens of a text without blanks and comments, read all at once: a parser looks at each token many times, and ANTLR's
 * own stream walks over what is hidden each time. The last one stands for the end. Not safe to share between threads.
 */
final class VisibleTokens implements TokenStream {
    private final Token[] tokens;
    private int at;

    private VisibleTokens(Token[] tokens) {
        this.tokens = tokens;
    }

    static VisibleTokens read(String text) {
        return new VisibleTokens(PlainLexer.read(text).orElseGet(() -> byGrammar(text)));
    }

    /** What Trino's own lexer makes of a text, the hidden tokens left out. */
    static Token[] byGrammar(String text) {
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<Token> visible = new ArrayList<>();
        Token token;
        do {
            token = lexer.nextToken();
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                ((WritableToken) token).setTokenIndex(visible.size());
                visible.add(token);
            }
        } while (token.getType() != Token.EOF);
        return visible.toArray(new Token[0]);
    }

    List<Token> list() {
        return Arrays.asList(tokens);
    }

    @Override
    @SuppressWarnings("NullAway") // ANTLR asks for null before the first token.
    public Token LT(int distance) {
        int index = distance > 0 ? at + distance - 1 : at + distance;
        return index < 0 ? null : tokens[Math.min(index, tokens.length - 1)];
    }

    @Override
    public int LA(int distance) {
        int index = distance > 0 ? at + distance - 1 : at + distance;
        return index < 0 ? Token.INVALID_TYPE : tokens[Math.min(index, tokens.length - 1)].getType();
    }

    @Override
    public void consume() {
        if (tokens[at].getType() == Token.EOF) {
            throw new IllegalStateException("cannot consume EOF");
        }
        at++;
    }

    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return at;
    }

    @Override
    public void seek(int index) {
        at = Math.min(index, tokens.length - 1);
    }

    @Override
    public int size() {
        return tokens.length;
    }

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public Token get(int index) {
        return tokens[index];
    }

    @Override
    public TokenSource getTokenSource() {
        throw new UnsupportedOperationException("all tokens have been read");
    }

    @Override
    public String getText(Interval interval) {
        StringBuilder text = new StringBuilder();
        for (int index = Math.max(interval.a, 0); index <= Math.min(interval.b, tokens.length - 1); index++) {
            if (tokens[index].getType() != Token.EOF) {
                text.append(tokens[index].getText());
            }
        }
        return text.toString();
    }

    @Override
    public String getText() {
        return getText(Interval.of(0, tokens.length - 1));
    }

    @Override
    public String getText(RuleContext context) {
        return context.getText();
    }

    @Override
    public String getText(Token start, Token stop) {
        throw new UnsupportedOperationException("the places of hidden text are not kept");
    }
}
