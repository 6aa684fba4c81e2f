package io.graphc.compiler.sql.calcite;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The problems of one query while it is analysed: each once, however often the validator comes by. Not safe to share
 * between threads.
 */
public final class Problems {
    private final MappedText text;
    private final List<Diagnostic> found = new ArrayList<>();

    public Problems(MappedText text) {
        this.text = text;
    }

    /** The written place of a node. */
    public Origin place(SqlParserPos position) {
        return text.originOf(TextPosition.start(position), TextPosition.end(position));
    }

    /** Takes a problem at the place of a node. */
    public void report(SqlParserPos position, Diagnostic.Builder problem) {
        found.add(problem.at(place(position)).build());
    }

    /** The range without blanks and opening parentheses at its end. */
    SqlParserPos trimmed(int start, int end) {
        int last = end;
        while (last > start + 1 && " \t\r\n(".indexOf(text.text().charAt(last - 1)) >= 0) {
            last--;
        }
        return TextPosition.of(start, last);
    }

    /** True when one of the problems is an error. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** How many problems there are, for {@link #forgetSince}. */
    public int count() {
        return found.size();
    }

    /** Drops what was found after {@code count} problems, when it was found on a try that does not count. */
    public void forgetSince(int count) {
        found.subList(count, found.size()).clear();
    }

    /** Takes over the problems of another analysis of the same text. */
    public void addAll(Problems other) {
        found.addAll(other.found);
    }

    /** Hands every problem to the sink, each once, in the order they were found. */
    public void flush(DiagnosticSink sink) {
        new LinkedHashSet<>(found).forEach(sink::report);
    }
}
