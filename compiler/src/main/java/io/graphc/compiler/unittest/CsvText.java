package io.graphc.compiler.unittest;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows in CSV with a header (RFC 4180): commas between values, double quotes around those that hold a comma, a quote or a line
 * break. Without quotes nothing, and the word null, is null, and blanks around a value do not count.
 */
final class CsvText {
    private final MappedText text;
    private final String all;
    private final DiagnosticSink sink;
    private boolean sound = true;
    private int at;

    private CsvText(MappedText text, DiagnosticSink sink) {
        this.text = text;
        this.sink = sink;
        this.all = text.text();
    }

    /** A header, and the values of each row, as many as the header has. */
    record Table(List<YamlScalar> header, List<List<YamlScalar>> rows) {}

    /** The rows of a text; empty when they are none, which is reported. */
    static Optional<Table> read(MappedText text, SourceSpan place, DiagnosticSink sink) {
        CsvText reader = new CsvText(text, sink);
        List<List<YamlScalar>> records = reader.records();
        if (!reader.sound) {
            return Optional.empty();
        }
        if (records.isEmpty()) {
            Diagnostic.of(DiagnosticCode.UNIT_TEST_VALUE, "rows in CSV need a first line that names their columns")
                    .at(place)
                    .report(sink);
            return Optional.empty();
        }
        List<YamlScalar> header = records.get(0);
        boolean sound = true;
        for (List<YamlScalar> row : records.subList(1, records.size())) {
            if (row.size() != header.size()) {
                sound = false;
                Diagnostic.of(
                                DiagnosticCode.UNIT_TEST_VALUE,
                                "this row has " + values(row.size()) + ", its header names " + header.size()
                                        + " columns")
                        .at(row.get(0).span())
                        .report(sink);
            }
        }
        return sound ? Optional.of(new Table(header, records.subList(1, records.size()))) : Optional.empty();
    }

    private static String values(int count) {
        return count == 1 ? "1 value" : count + " values";
    }

    private List<List<YamlScalar>> records() {
        List<List<YamlScalar>> records = new ArrayList<>();
        while (at < all.length()) {
            int lineEnd = lineEnd();
            if (all.substring(at, lineEnd).isBlank()) {
                at = after(lineEnd);
            } else {
                records.add(line());
            }
        }
        return records;
    }

    private List<YamlScalar> line() {
        List<YamlScalar> values = new ArrayList<>();
        while (true) {
            values.add(value());
            if (at < all.length() && all.charAt(at) == ',') {
                at++;
            } else {
                at = after(at);
                return values;
            }
        }
    }

    private YamlScalar value() {
        while (at < all.length() && (all.charAt(at) == ' ' || all.charAt(at) == '\t')) {
            at++;
        }
        return at < all.length() && all.charAt(at) == '"' ? quoted() : plain();
    }

    private YamlScalar plain() {
        int start = at;
        while (at < all.length() && all.charAt(at) != ',' && all.charAt(at) != '\n' && all.charAt(at) != '\r') {
            at++;
        }
        int end = at;
        while (end > start && all.charAt(end - 1) <= ' ') {
            end--;
        }
        return scalar(all.substring(start, end), start, end, true);
    }

    private YamlScalar quoted() {
        int start = at;
        StringBuilder value = new StringBuilder();
        boolean closed = false;
        at++;
        while (at < all.length() && !closed) {
            char letter = all.charAt(at++);
            if (letter != '"') {
                value.append(letter);
            } else if (at < all.length() && all.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                closed = true;
            }
        }
        int end = at;
        if (!closed) {
            report("this quote is not closed", "a quote in a value is written twice", start, start + 1);
        }
        YamlScalar behind = plain();
        if (!behind.text().isBlank()) {
            report(
                    "text behind a closing quote",
                    "put all of the value in quotes; a quote in it is written twice",
                    at - all.substring(end, at).stripLeading().length(),
                    at);
        }
        return scalar(value.toString(), start, end, false);
    }

    private void report(String message, String help, int start, int end) {
        sound = false;
        Diagnostic.of(DiagnosticCode.UNIT_TEST_VALUE, message)
                .at(text.spanOf(start, end))
                .help(help)
                .report(sink);
    }

    private YamlScalar scalar(String value, int start, int end, boolean plain) {
        SourceSpan span = text.spanOf(start, end);
        return new YamlScalar(span, MappedText.computed(value, span), plain);
    }

    private int lineEnd() {
        int end = all.indexOf('\n', at);
        return end < 0 ? all.length() : end;
    }

    private int after(int position) {
        int end = all.indexOf('\n', position);
        return end < 0 ? all.length() : end + 1;
    }
}
