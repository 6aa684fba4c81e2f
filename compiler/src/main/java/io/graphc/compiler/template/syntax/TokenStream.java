package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.Token.Kind;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.SourceSpan;
import java.util.List;

/** The tokens of a template with a position that moves forward. Guards against templates nested too deep to handle. */
final class TokenStream {
    private static final int DEEPEST = 120;

    private final SourceText source;
    private final List<Token> tokens;
    private int index;
    private int depth;

    TokenStream(SourceText source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    SourceText source() {
        return source;
    }

    Token peek() {
        return tokens.get(index);
    }

    /** The token behind the current one. */
    Token peekNext() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(index);
        if (token.kind() != Kind.END) {
            index++;
        }
        return token;
    }

    boolean accept(String operator) {
        if (!peek().isOperator(operator)) {
            return false;
        }
        index++;
        return true;
    }

    boolean acceptName(String name) {
        if (!peek().isName(name)) {
            return false;
        }
        index++;
        return true;
    }

    Token expect(String operator) {
        if (!peek().isOperator(operator)) {
            throw unexpected("`" + operator + "`");
        }
        return next();
    }

    Token expectName(String what) {
        if (peek().kind() != Kind.NAME) {
            throw unexpected(what);
        }
        return next();
    }

    /** The failure of finding the current token where something else belongs. */
    SyntaxFailure unexpected(String expected) {
        return failure(peek(), "expected " + expected + ", found " + peek().describe());
    }

    SyntaxFailure failure(Token token, String message) {
        if (token.kind() == Kind.BROKEN) {
            return new SyntaxFailure(null);
        }
        return new SyntaxFailure(Diagnostic.of(DiagnosticCode.TEMPLATE_SYNTAX, message)
                .at(source.span(token))
                .build());
    }

    /** Whether the template ends inside of a tag, which was reported. */
    boolean endsInTag() {
        return tokens.size() > 1 && tokens.get(tokens.size() - 2).kind() == Kind.BROKEN;
    }

    void enter() {
        if (++depth > DEEPEST) {
            depth = 0;
            throw new SyntaxFailure(Diagnostic.of(
                            DiagnosticCode.TEMPLATE_LIMIT,
                            "the template is nested more than " + DEEPEST + " levels deep")
                    .at(source.span(peek()))
                    .build());
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** Goes back to the depth that a failed part started from. */
    void restoreDepth(int value) {
        depth = value;
    }

    /** Checks the length of a chain of operators: the tree of a chain is as deep as the chain is long. */
    void checkChain(int length) {
        if (length > DEEPEST) {
            throw new SyntaxFailure(Diagnostic.of(
                            DiagnosticCode.TEMPLATE_LIMIT, "more than " + DEEPEST + " operators follow one another")
                    .at(source.span(peek()))
                    .build());
        }
    }

    /** From the start of a place to the end of the token before the current one. */
    SourceSpan since(SourceSpan first) {
        Token last = tokens.get(Math.max(index - 1, 0));
        return SourceText.join(first, source.span(last));
    }

    /** Moves behind the end of the current tag, or to the tag that starts before this one ended. */
    void skipTag() {
        while (true) {
            Kind kind = peek().kind();
            if (kind == Kind.END || kind == Kind.TAG_BEGIN || kind == Kind.PRINT_BEGIN || kind == Kind.TEMPLATE_TEXT) {
                return;
            }
            index++;
            if (kind == Kind.TAG_END || kind == Kind.PRINT_END) {
                return;
            }
        }
    }
}
