package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.grammar.sql.SqlBaseLexer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick lexer makes the tokens of Trino's lexer, or none. */
final class PlainLexerTest {
    private static final List<String> PIECES = List.of(
            "select",
            " ",
            "\n",
            "\r\n",
            "\t",
            "'",
            "''",
            "\"",
            "--",
            "/*",
            "*/",
            "1",
            "0",
            "e",
            "E",
            "x",
            "u&",
            ".",
            "_",
            "<",
            ">",
            "=",
            "!",
            "-",
            "+",
            "|",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ",",
            ":",
            "?",
            "$",
            "@",
            "`",
            "ä",
            "Interval");

    @Test
    void readsStatementsLikeTrinosLexer() throws IOException {
        int plain = 0;
        for (String text : SoundParserTest.texts()) {
            plain += compare(text) ? 1 : 0;
        }
        assertThat(plain).isGreaterThan(200);
    }

    @Test
    void readsAnyTextLikeTrinosLexerOrNot() throws IOException {
        SplittableRandom random = new SplittableRandom(435);
        List<String> texts = SoundParserTest.texts();
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            if (i % 4 == 0) {
                String whole = texts.get(random.nextInt(texts.size()));
                text.append(whole, 0, random.nextInt(whole.length() + 1));
            }
            for (int more = random.nextInt(12); more >= 0; more--) {
                text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
            }
            plain += compare(text.toString()) ? 1 : 0;
        }
        assertThat(plain).isBetween(2_000, 15_000);
    }

    @Test
    void knowsEveryKeywordInAnyLetterCase() {
        for (int type = 1; type <= SqlBaseLexer.VOCABULARY.getMaxTokenType(); type++) {
            String literal = SqlBaseLexer.VOCABULARY.getLiteralName(type);
            if (literal != null) {
                String word = literal.substring(1, literal.length() - 1);
                assertThat(compare(word)).as(word).isTrue();
                assertThat(compare(word.toLowerCase(Locale.ROOT) + " x"))
                        .as(word)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_000",
                "0xff",
                "1a",
                "1.5e",
                "x'00'",
                "u&'a'",
                "`a`",
                "'open",
                "\"open",
                "/* open",
                "größe",
                "'\uD83D\uDE00'"
            })
    void leavesWhatIsNotPlainToTrinosLexer(String text) {
        assertThat(PlainLexer.read("select " + text)).isEmpty();
    }

    private static boolean compare(String text) {
        Optional<Token[]> plain = PlainLexer.read(text);
        plain.ifPresent(
                tokens -> assertThat(described(tokens)).as(text).isEqualTo(described(VisibleTokens.byGrammar(text))));
        return plain.isPresent();
    }

    private static List<String> described(Token[] tokens) {
        return Arrays.stream(tokens)
                .map(token -> token.getType() + " " + token.getText() + " " + token.getLine() + ":"
                        + token.getCharPositionInLine() + " " + token.getStartIndex() + "-" + token.getStopIndex() + " "
                        + token.getTokenIndex() + " " + token.getChannel())
                .toList();
    }
}
