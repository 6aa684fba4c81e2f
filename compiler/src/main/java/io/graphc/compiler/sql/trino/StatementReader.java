package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;

/** Reads text with Trino's parser. Not safe to share between threads. */
final class StatementReader {
    /** A query and the tokens it was read from. */
    record Read(Query query, Tokens tokens) {}

    private final MappedText text;
    private final DiagnosticSink sink;

    StatementReader(MappedText text, DiagnosticSink sink) {
        this.text = text;
        this.sink = sink;
    }

    /** The query; empty after a report when the text is none. */
    Optional<Read> read() {
        if (text.text().isBlank()) {
            Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "there is no query here")
                    .at(text.originOf(0, text.text().length()))
                    .help("write a `select`")
                    .report(sink);
            return Optional.empty();
        }
        if (isComment(text.text())) {
            Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "there is no query here, only comments")
                    .at(text.originOf(0, text.text().length()))
                    .help("write a `select`, or take the file away")
                    .report(sink);
            return Optional.empty();
        }
        Optional<SoundParser.Parsed> parsed = SoundParser.parse(text.text()).or(this::parse);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        Statement statement = parsed.get().statement();
        Tokens tokens = new Tokens(text.text(), parsed.get().tokens());
        if (statement instanceof Query query) {
            return Optional.of(new Read(query, tokens));
        }
        Tokens.Word first = tokens.wordAt(tokens.offsetOf(statement));
        Diagnostic.of(DiagnosticCode.NOT_ONE_QUERY, "expected a query, found `" + Tokens.lower(first.text()) + "`")
                .at(text.originOf(first.start(), first.end()))
                .note("a query starts with `select`, `with`, `values` or `table`")
                .report(sink);
        return Optional.empty();
    }

    /** Whether nothing but whole comments is there. */
    private static boolean isComment(String text) {
        String rest = text.stripLeading();
        while (rest.startsWith("--") || rest.startsWith("/*")) {
            boolean line = rest.startsWith("--");
            int end = rest.indexOf(line ? "\n" : "*/");
            if (end < 0) {
                return line;
            }
            rest = rest.substring(end + (line ? 1 : 2)).stripLeading();
        }
        return rest.isEmpty();
    }

    /** Asks Trino's own parser, which says what is wrong. */
    private Optional<SoundParser.Parsed> parse() {
        List<CommonTokenStream> streams = new ArrayList<>();
        SqlParser parser = new SqlParser((lexer, rules) -> streams.add((CommonTokenStream) rules.getTokenStream()));
        try {
            Statement statement = parser.createStatement(text.text());
            return Optional.of(new SoundParser.Parsed(
                    statement, streams.get(streams.size() - 1).getTokens()));
        } catch (ParsingException problem) {
            new SyntaxMistake(text, sink).report(problem);
        } catch (UnsupportedOperationException | IllegalArgumentException refusal) {
            // What the grammar has and the parser's own tree has not, such as an array of a fixed size; it names no
            // place.
            Diagnostic.of(
                            DiagnosticCode.SQL_SYNTAX,
                            "Trino refuses this query: " + SyntaxMistake.cleaned(String.valueOf(refusal.getMessage())))
                    .at(text.originOf(0, text.text().length()))
                    .report(sink);
        }
        return Optional.empty();
    }
}
