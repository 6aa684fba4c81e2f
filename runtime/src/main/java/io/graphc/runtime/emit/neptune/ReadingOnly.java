package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.RefusedStatementException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps questions in openCypher from changing the graph. The statement is not parsed: each word is looked at that is no text,
 * no comment, no name in backticks, and no name behind a dot, a colon or a dollar or before a colon, as in {@code n.set},
 * {@code :Set}, {@code $set} or <code>{set: 1}</code>.
 */
final class ReadingOnly {
    /** Clauses that write (openCypher 9, "Clauses"; Neo4j's others, which Neptune may come to take). */
    private static final Set<String> CLAUSES =
            Set.of("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "DROP", "LOAD");

    // Possessive loops over many characters at once: others take a frame of the stack for each character.
    private static final Pattern TOKEN = Pattern.compile("'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'"
            + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\""
            + "|`(?:[^`]++|``)*+`|//[^\\n]*+|/\\*(?s:.*?)\\*/"
            + "|[.:$]\\s*+\\w++|(?<word>\\w++)(?!\\s*+:)|\\w++");

    private ReadingOnly() {}

    /** Refuses a statement that has a clause which writes. */
    static void check(String statement) throws RefusedStatementException {
        Matcher token = TOKEN.matcher(statement);
        while (token.find()) {
            String word = token.group("word");
            if (word != null && CLAUSES.contains(word.toUpperCase(Locale.ROOT))) {
                String before = statement.substring(0, token.start());
                int line = (int) before.chars()
                                .filter(character -> character == '\n')
                                .count()
                        + 1;
                int column = token.start() - before.lastIndexOf('\n');
                throw new RefusedStatementException(
                        "a test only looks: `" + word + "` changes the graph", line, column, List.of(), null);
            }
        }
    }
}
