package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.source.MappedText;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;

/** Reads text with Trino's parser. Not safe to share between threads. */
final class StatementReader {
    /** A query and the tokens it was read from. */
    record Read(Query query, Tokens tokens) {}

    private static final Pattern MISMATCH =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)'\\. Expecting: (.*)", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("'([^']*)'|<([^>]*)>");
    private static final Pattern WORD = Pattern.compile("\\w+|\"[^\"]*\"?|'[^']*'?|\\S|\\s");
    private static final int MOST_EXPECTED = 5;
    private static final List<String> STARTS = List.of("select", "with", "values");
    private static final List<String> KEYWORDS = List.of(
            "select",
            "from",
            "where",
            "group",
            "by",
            "having",
            "order",
            "limit",
            "join",
            "left",
            "inner",
            "cross",
            "union",
            "distinct",
            "between",
            "partition",
            "over",
            "case",
            "when",
            "then",
            "else",
            "end",
            "using");

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

    /** Asks Trino's own parser, which says what is wrong. */
    private Optional<SoundParser.Parsed> parse() {
        List<CommonTokenStream> streams = new ArrayList<>();
        SqlParser parser = new SqlParser((lexer, rules) -> streams.add((CommonTokenStream) rules.getTokenStream()));
        try {
            Statement statement = parser.createStatement(text.text());
            return Optional.of(new SoundParser.Parsed(
                    statement, streams.get(streams.size() - 1).getTokens()));
        } catch (ParsingException problem) {
            report(problem);
        } catch (UnsupportedOperationException | IllegalArgumentException refusal) {
            // What the grammar has and the parser's own tree has not, such as an array of a fixed size; it names no
            // place.
            Diagnostic.of(
                            DiagnosticCode.SQL_SYNTAX,
                            "Trino refuses this query: " + cleaned(String.valueOf(refusal.getMessage())))
                    .at(text.originOf(0, text.text().length()))
                    .report(sink);
        }
        return Optional.empty();
    }

    private void report(ParsingException problem) {
        int start = text.offsetOf(problem.getLineNumber(), problem.getColumnNumber());
        Matcher word = WORD.matcher(text.text());
        boolean atEnd = !word.find(Math.min(start, text.text().length()));
        int end = atEnd ? start : word.end();
        String found = atEnd ? "" : word.group();
        if (found.equals(";")) {
            reportSemicolon(start, end);
            return;
        }
        Matcher mismatch = MISMATCH.matcher(String.valueOf(problem.getErrorMessage()));
        if (!mismatch.matches()) {
            Diagnostic.of(DiagnosticCode.SQL_SYNTAX, cleaned(problem.getErrorMessage()))
                    .at(text.originOf(start, end))
                    .report(sink);
            return;
        }
        if (found.length() > 0 && "'\"".indexOf(found.charAt(0)) >= 0 && !isClosed(found)) {
            Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "a quote is not closed")
                    .at(text.originOf(start, end))
                    .help("close it with another `" + found.charAt(0) + "`; inside the text a quote is doubled")
                    .report(sink);
            return;
        }
        boolean ended = mismatch.group(1).equals("<EOF>");
        reportUnexpected(ended ? "" : found, ended ? lastWordStart() : start, end, mismatch.group(2));
    }

    /** An empty {@code found} says that the query ends too early. */
    private void reportUnexpected(String found, int start, int end, String expectedTokens) {
        boolean first = text.text().substring(0, start).isBlank() && !found.isEmpty();
        String subject = found.isEmpty() ? "the query ends too early" : "unexpected `" + found + "`";
        String expected = first ? "`select` or `with`" : expected(expectedTokens);
        Diagnostic.Builder unexpected = Diagnostic.of(DiagnosticCode.SQL_SYNTAX, subject + ", expected " + expected)
                .at(text.originOf(start, Math.max(end, start + 1)));
        List<String> near = found.isEmpty() ? List.of() : Spelling.nearest(found, first ? STARTS : KEYWORDS);
        if (!near.isEmpty()) {
            unexpected.help("did you mean " + Spelling.alternatives(near) + "?");
        } else if (lastBefore(start) == ',') {
            unexpected.help("is the comma before it one too many?");
        }
        unexpected.report(sink);
    }

    /** The last character before a place that is no blank; a blank where there is none. */
    private char lastBefore(int offset) {
        String before = text.text().substring(0, offset).stripTrailing();
        return before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    }

    private static boolean isClosed(String quoted) {
        return quoted.length() > 1 && quoted.charAt(quoted.length() - 1) == quoted.charAt(0);
    }

    /** The end of the text is often a line break nobody sees: the last word shows better where something is missing. */
    private int lastWordStart() {
        Matcher word = Pattern.compile("\\S+").matcher(text.text());
        int last = 0;
        while (word.find()) {
            last = word.start();
        }
        return last;
    }

    private void reportSemicolon(int start, int end) {
        boolean last = text.text().substring(end).isBlank();
        Diagnostic.of(
                        DiagnosticCode.NOT_ONE_QUERY,
                        last ? "a query is written without `;`" : "expected one query, found several statements")
                .at(text.originOf(start, end))
                .help(last ? "remove the `;`" : "keep one query in this place")
                .report(sink);
    }

    private static String expected(String list) {
        List<String> words = new ArrayList<>();
        Matcher word = EXPECTED.matcher(list);
        while (word.find()) {
            words.add(word.group(1) != null ? "`" + Tokens.lower(word.group(1)) + "`" : article(word.group(2)));
        }
        if (words.isEmpty()) {
            return list;
        }
        boolean more = words.size() > MOST_EXPECTED;
        List<String> shown = more ? words.subList(0, MOST_EXPECTED) : words;
        if (more) {
            return String.join(", ", shown) + " or others";
        }
        return shown.size() == 1
                ? shown.get(0)
                : String.join(", ", shown.subList(0, shown.size() - 1)) + " or " + shown.get(shown.size() - 1);
    }

    private static String article(String rule) {
        return switch (rule) {
            case "EOF" -> "the end of the query";
            case "expression", "identifier", "integer", "aggregate" -> "an " + rule;
            default -> "a " + rule;
        };
    }

    private static String cleaned(String message) {
        return message.isEmpty()
                ? message
                : Character.toLowerCase(message.charAt(0))
                        + message.substring(1).replace('\'', '`');
    }
}
