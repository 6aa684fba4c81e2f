package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.dialect.ForeignPhrases;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.Spelling;
import io.graphc.source.MappedText;
import io.trino.sql.parser.ParsingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why text is no query, given what Trino's parser says of it and where. Not safe to share between threads. */
final class SyntaxMistake {
    private static final int VALUE_LENGTH = 80;
    private static final Pattern MISMATCH =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)'\\. Expecting: (.*)", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("'([^']*)'|<([^>]*)>");
    private static final Pattern WORD = Pattern.compile("\\w+|\"[^\"]*\"?|'[^']*'?|\\S|\\s");
    private static final Pattern EXTRACT_FIELD = Pattern.compile("(?i)Invalid EXTRACT field: (.*)");
    private static final List<String> EXTRACT_FIELDS = List.of(
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "day_of_month",
            "day_of_week",
            "dow",
            "day_of_year",
            "doy",
            "year_of_week",
            "yow",
            "hour",
            "minute",
            "second",
            "timezone_hour",
            "timezone_minute");

    /** A name, a call, or what filters make of one. */
    private static final Pattern OPERAND =
            Pattern.compile("[\\w.]+(?:\\([^()]*\\))?(?:\\s*\\|\\s*\\w+(?:\\([^()]*\\))?)*");

    /** A word at the start of a line, behind a name or number that nothing separates from it. */
    private static final Pattern LINE_START = Pattern.compile("[\\w)\"']\\s*\\n\\s*(\\w+)\\z");

    private static final int MOST_EXPECTED = 5;
    /** These can follow nearly everything, so that to expect them says little. */
    private static final Set<String> OPERATORS = Set.of("%", "*", "+", "-", "/", ".", "[", "||", "->", "=>");

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
    private final String sql;
    private final DiagnosticSink sink;

    SyntaxMistake(MappedText text, DiagnosticSink sink) {
        this.text = text;
        this.sql = text.text();
        this.sink = sink;
    }

    void report(ParsingException problem) {
        int start = text.offsetOf(problem.getLineNumber(), problem.getColumnNumber());
        Matcher word = WORD.matcher(sql);
        boolean atEnd = !word.find(Math.min(start, sql.length()));
        int end = atEnd ? start : word.end();
        String found = atEnd ? "" : word.group();
        Unclosed unclosed = Unclosed.in(sql);
        Optional<MissingQuote> quote = unclosed.last()
                .filter(last -> sql.charAt(last) != '/')
                .map(last -> MissingQuote.runningToTheEnd(sql, unclosed))
                .or(() -> unclosed.last().isPresent()
                        ? Optional.empty()
                        : MissingQuote.before(sql, unclosed, Math.min(start, sql.length())));
        if (quote.isPresent() && quote.get().inside()) {
            reportApostrophe(quote.get().at());
        } else if (quote.isPresent() || unclosed.last().isPresent()) {
            reportUnclosedQuote(quote.map(MissingQuote::at).or(unclosed::last).orElseThrow());
        } else if (found.equals(";")) {
            reportSemicolon(start, end);
        } else if (!found.isEmpty() && Character.isISOControl(found.charAt(0))) {
            reportControl(found.charAt(0), start);
        } else if (!reportUnit(Math.min(start, sql.length()))) {
            reportGrammar(problem.getErrorMessage(), found, start, end, unclosed);
        }
    }

    /** A terminal would print nothing for it. */
    private void reportControl(char sign, int at) {
        Diagnostic.of(
                        DiagnosticCode.SQL_SYNTAX,
                        String.format(Locale.ROOT, "the control character U+%04X stands in the query", (int) sign))
                .at(text.originOf(at, at + 1))
                .help("take it out; a file with many of them is no UTF-8 text: save it as UTF-8")
                .report(sink);
    }

    private boolean reportUnit(int start) {
        int[] unit = IntervalUnit.unknownBefore(sql, start);
        if (unit.length == 0) {
            return false;
        }
        IntervalUnit.unknown(sql.substring(unit[0], unit[1]))
                .at(text.originOf(unit[0], unit[1]))
                .report(sink);
        return true;
    }

    private void reportGrammar(String message, String found, int start, int end, Unclosed unclosed) {
        Matcher mismatch = MISMATCH.matcher(String.valueOf(message));
        Matcher field = EXTRACT_FIELD.matcher(String.valueOf(message));
        if (mismatch.matches()) {
            boolean ended = mismatch.group(1).equals("<EOF>");
            boolean closes = ended
                    || mismatch.group(2).contains("')'")
                    || mismatch.group(2).contains("']'");
            Optional<Integer> open = closes ? unclosed.openBefore(ended ? sql.length() : start) : Optional.empty();
            Optional<String> foreign = ForeignPhrases.help(sql, start);
            if (found.equals(")") && isAroundWritten(start)) {
                reportUnexpected("", lastWordStart(start), start, mismatch.group(2), foreign);
            } else if (open.isPresent() && (ended || foreign.isEmpty())) {
                reportUnclosed(open.get(), start, end, ended);
            } else if (found.equals(")") && isClosingNothing(start)) {
                Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "`)` closes no parenthesis")
                        .at(text.originOf(start, end))
                        .report(sink);
            } else {
                reportUnexpected(
                        ended ? "" : found,
                        ended ? lastWordStart(sql.length()) : start,
                        end,
                        mismatch.group(2),
                        foreign);
            }
        } else if (field.matches()) {
            reportField(field.group(1), start);
        } else {
            Diagnostic.Builder problem =
                    Diagnostic.of(DiagnosticCode.SQL_SYNTAX, cleaned(message)).at(text.originOf(start, end));
            ForeignPhrases.help(sql, start).ifPresent(problem::help);
            problem.report(sink);
        }
    }

    /** An apostrophe ends the text that it stands in, and what follows is read as the next text. */
    private boolean isQuoteInside(int start, String found) {
        boolean quoted = !found.isEmpty() && found.charAt(0) == '\'';
        return quoted && start > 0 && Character.isLetterOrDigit(sql.charAt(start - 1));
    }

    private void reportApostrophe(int at) {
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "a quote ends the text that it stands in")
                .at(text.originOf(at, at + 1));
        Optional<MappedText.Segment> value = text.segments().stream()
                .filter(segment -> !segment.verbatim() && segment.start() <= at && at < segment.end())
                .findFirst();
        if (value.isPresent()) {
            String written = value.get().origin().written().text();
            problem.note("it comes from the value `"
                            + Excerpt.of(
                                    sql.substring(
                                            value.get().start(), value.get().end()),
                                    VALUE_LENGTH) + "`")
                    .help("double it where the value comes into a text: `{{ " + operand(written)
                            + " | replace(\"'\", \"''\") }}`");
        } else {
            problem.help("inside of text a quote is doubled: `'it''s'`");
        }
        problem.report(sink);
    }

    /** What a filter can be put behind, which binds more tightly than any operator. */
    private static String operand(String written) {
        if (written.lines().count() != 1) {
            return "...";
        }
        return OPERAND.matcher(written).matches() ? written : "(" + written + ")";
    }

    private void reportUnclosedQuote(int opening) {
        int line = sql.indexOf('\n', opening);
        int end = line < 0 ? sql.length() : line;
        char quote = sql.charAt(opening);
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.SQL_SYNTAX, quote == '/' ? "a comment is not closed" : "a quote is not closed")
                .at(text.originOf(opening, Math.max(end, opening + 1)));
        problem.help(
                quote == '/'
                        ? "close it with `*/`"
                        : "close it with another `" + quote + "`; inside the text a quote is doubled");
        problem.report(sink);
    }

    private void reportUnclosed(int opening, int start, int end, boolean ended) {
        char sign = sql.charAt(opening);
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "`" + sign + "` is not closed")
                .at(text.originOf(opening, opening + 1));
        if (ended) {
            problem.note("the query ends without `" + (sign == '(' ? ")" : "]") + "`");
        } else {
            problem.label(text.spanOf(start, end), "it should be closed before this");
        }
        problem.report(sink);
    }

    /** Whether a parenthesis is none of the user's: it closes around what was written, which ends too early. */
    private boolean isAroundWritten(int start) {
        return text.segments().stream()
                .filter(segment -> segment.start() <= start && start < segment.end())
                .anyMatch(segment -> !segment.verbatim()
                        && segment.start() > 0
                        && sql.substring(segment.start(), start).isBlank());
    }

    private boolean isClosingNothing(int start) {
        return Unclosed.in(sql.substring(0, start)).open().isEmpty();
    }

    private void reportField(String field, int start) {
        int from = sql.toLowerCase(Locale.ROOT).indexOf(field.toLowerCase(Locale.ROOT), start + "extract".length());
        int place = from < 0 ? start : from;
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "`extract` knows no `" + field + "`")
                .at(text.originOf(place, place + field.length()))
                .note("parts: " + Spelling.listing(EXTRACT_FIELDS));
        if (field.equalsIgnoreCase("epoch")) {
            problem.help("write `to_unixtime(moment)`");
        } else {
            List<String> near = Spelling.nearest(field, EXTRACT_FIELDS);
            if (!near.isEmpty()) {
                problem.help("did you mean " + Spelling.alternatives(near) + "?");
            }
        }
        problem.report(sink);
    }

    /** An empty {@code found} says that the query ends too early. */
    private void reportUnexpected(String found, int start, int end, String expectedTokens, Optional<String> foreign) {
        boolean first = sql.substring(0, start).isBlank() && !found.isEmpty();
        String subject = found.isEmpty() ? "the query ends too early" : "unexpected `" + found + "`";
        String expected = first ? "`select` or `with`" : expected(expectedTokens);
        Diagnostic.Builder unexpected = Diagnostic.of(DiagnosticCode.SQL_SYNTAX, subject + ", expected " + expected)
                .at(text.originOf(start, Math.max(end, start + 1)));
        List<String> near = found.isEmpty() ? List.of() : Spelling.nearest(found, first ? STARTS : KEYWORDS);
        if (isQuoteInside(start, found)) {
            unexpected.help("a quote inside of text is doubled: `'it''s'`");
        } else if (foreign.isPresent()) {
            unexpected.help(foreign.get());
        } else if (!near.isEmpty()) {
            unexpected.help("did you mean " + Spelling.alternatives(near) + "?");
        } else if (commaMissing(found, start).isPresent()) {
            unexpected.help(
                    "is a comma missing before `" + commaMissing(found, start).get() + "`?");
        } else if (found.equalsIgnoreCase("where") && lastBefore(start) == '(') {
            unexpected.help("write the condition alone, without `where`");
        } else if (lastBefore(start) == ',') {
            unexpected.help("is the comma before it one too many?");
        }
        unexpected.report(sink);
    }

    /** The word that starts a line, where the line before ends as if it were to go on and the parser took it for an alias. */
    private Optional<String> commaMissing(String found, int start) {
        if (!found.equals("(") && !found.equals(".")) {
            return Optional.empty();
        }
        Matcher word = LINE_START.matcher(sql.substring(0, start));
        return word.find() ? Optional.of(word.group(1)) : Optional.empty();
    }

    /** The last character before a place that is no blank; a blank where there is none. */
    private char lastBefore(int offset) {
        String before = sql.substring(0, offset).stripTrailing();
        return before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    }

    /** The end of the text is often a line break nobody sees: the last word shows better where something is missing. */
    private int lastWordStart(int end) {
        Matcher word = Pattern.compile("\\S+").matcher(sql.substring(0, end));
        int last = 0;
        while (word.find()) {
            last = word.start();
        }
        return last;
    }

    private void reportSemicolon(int start, int end) {
        boolean last = sql.substring(end).isBlank();
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
        if (more) {
            List<String> telling = words.stream()
                    .filter(one -> !OPERATORS.contains(one.replace("`", "")))
                    .toList();
            return String.join(", ", telling.subList(0, Math.min(MOST_EXPECTED, telling.size()))) + " or others";
        }
        return words.size() == 1
                ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    private static String article(String rule) {
        return switch (rule) {
            case "EOF" -> "the end of the query";
            case "expression", "identifier", "integer", "aggregate" -> "an " + rule;
            default -> "a " + rule;
        };
    }

    static String cleaned(String message) {
        return message.isEmpty()
                ? message
                : Character.toLowerCase(message.charAt(0))
                        + message.substring(1).replace('\'', '`');
    }
}
