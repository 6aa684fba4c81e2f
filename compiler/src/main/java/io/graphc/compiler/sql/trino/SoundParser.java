package io.graphc.compiler.sql.trino;

import io.trino.grammar.sql.SqlBaseParser;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.Pair;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Reads statements without mistakes by Trino's grammar, at less cost than Trino's own parser: it leaves out all that only
 * finds good words for a mistake. It gives the same tree, or none; then Trino's parser says why. Not safe to share between
 * threads.
 */
final class SoundParser {
    private SoundParser() {}

    /** A statement and the tokens it was read from. */
    record Parsed(Statement statement, List<Token> tokens) {}

    /** Empty where the text is no statement, and for the few that need a longer look ahead. */
    static Optional<Parsed> parse(String text) {
        VisibleTokens tokens = VisibleTokens.read(text);
        Rules rules = new Rules(tokens);
        try {
            return Optional.of(new Parsed(SyntaxTreeBuilder.statement(rules.singleStatement()), tokens.list()));
        } catch (ParseCancellationException
                | ParsingException
                | UnsupportedOperationException
                | IllegalArgumentException
                | StackOverflowError mistake) {
            return Optional.empty();
        }
    }

    /** Gives up at the first token that does not fit, where Trino's parser would look for what is expected instead. */
    private static final class GiveUp extends BailErrorStrategy {
        @Override
        public void recover(Parser recognizer, RecognitionException e) {
            throw new ParseCancellationException(e);
        }
    }

    /** The grammar, with what Trino checks and changes while it reads. */
    private static final class Rules extends SqlBaseParser {
        Rules(VisibleTokens tokens) {
            super(tokens);
            removeErrorListeners();
            setErrorHandler(new GiveUp());
            getInterpreter().setPredictionMode(PredictionMode.SLL);
        }

        @Override
        public void exitRule() {
            ParserRuleContext read = getContext();
            if (read instanceof NonReservedContext) {
                asIdentifier(read);
            } else if (read instanceof IdentifierContext) {
                refuse(read);
            }
            super.exitRule();
        }

        /** Such identifiers are in the grammar for the sake of the message only. */
        private static void refuse(ParserRuleContext read) {
            boolean empty = read instanceof QuotedIdentifierContext quoted
                    && quoted.QUOTED_IDENTIFIER().getText().length() == 2;
            if (empty || read instanceof BackQuotedIdentifierContext || read instanceof DigitIdentifierContext) {
                throw new ParseCancellationException(read.getText());
            }
        }

        /** A word that is only reserved elsewhere counts as an identifier. */
        private void asIdentifier(ParserRuleContext read) {
            ParserRuleContext parent = read.getParent();
            Token word = ((TerminalNode) read.getChild(0)).getSymbol();
            CommonToken identifier = new CommonToken(
                    new Pair<>(word.getTokenSource(), word.getInputStream()),
                    IDENTIFIER,
                    word.getChannel(),
                    word.getStartIndex(),
                    word.getStopIndex());
            identifier.setLine(word.getLine());
            identifier.setCharPositionInLine(word.getCharPositionInLine());
            identifier.setTokenIndex(word.getTokenIndex());
            parent.removeLastChild();
            parent.addChild(createTerminalNode(parent, identifier));
        }
    }
}
