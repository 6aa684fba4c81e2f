package io.graphc.compiler.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs what a real Trino 435 was asked, on DuckDB. The folder {@code duckdb/recorded} holds the questions with Trino's types
 * and values, a row a line; {@code duckdb/outcome} holds every row that is refused or comes out otherwise, so that a look
 * at it shows all known differences.
 */
final class RecordedValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"text", "numbers", "dates", "arrays", "maps", "json", "regexp", "binary", "queries", "syntax"})
    void rowsEqualTrinosOrTheDifferenceIsKnown(String theme) throws Exception {
        List<String> lines =
                Files.readAllLines(GoldenFile.resource("duckdb/recorded/" + theme + ".txt"), StandardCharsets.UTF_8);
        Outcome outcome = new Outcome();
        try (DuckDbSession session = new DuckDbSession()) {
            for (String line : lines) {
                outcome.add(session, Row.parse(line));
            }
        }
        assertThat(outcome.total).as("rows of %s", theme).isGreaterThan(40);
        GoldenFile.check(GoldenFile.resource("duckdb/outcome/" + theme + ".txt"), outcome.text());
    }

    @Test
    void columnsOfConstructsAreTrinos() throws Exception {
        List<String> lines =
                Files.readAllLines(GoldenFile.resource("duckdb/recorded/syntax.txt"), StandardCharsets.UTF_8);
        try (DuckDbSession session = new DuckDbSession()) {
            for (String line : lines) {
                Row row = Row.parse(line);
                String columns = session.write(row.sql(), new ArrayList<>()).schema().stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "));
                // Trino keeps the letters of a name as they are written, its tables do not.
                assertThat(columns).as(row.sql()).isEqualToIgnoringCase(row.type());
            }
        }
    }

    /** One question to Trino and its answer; line breaks and tabs of the question are recorded as their pictures. */
    private record Row(String question, String type, String value) {
        static Row parse(String line) {
            String[] parts = line.split("\t", -1);
            return new Row(parts[0], parts[1], ShownValue.normalized(parts[2]));
        }

        String sql() {
            String text = question.replace('\u2424', '\n').replace('\u2409', '\t');
            String start = text.toUpperCase(Locale.ROOT);
            boolean query = start.startsWith("SELECT ") || start.startsWith("WITH ") || start.startsWith("VALUES ");
            return query ? text : "SELECT " + text;
        }

        /** Without a sort key, rows come in any order. */
        boolean isSame(String rows) {
            return !question.toLowerCase(Locale.ROOT).contains("order by")
                    && sorted(rows).equals(sorted(value));
        }

        private static List<String> sorted(String rows) {
            return Stream.of(rows.split(" ;; ")).sorted().toList();
        }

        boolean failed() {
            return value.startsWith("ERROR");
        }
    }

    /** What became of all rows of a theme. */
    private static final class Outcome {
        private final List<String> known = new ArrayList<>();
        private int equal;
        private int failedOnBoth;
        private int refused;
        private int differing;
        private int total;

        void add(DuckDbSession session, Row row) throws IOException {
            total++;
            List<Diagnostic> problems = new ArrayList<>();
            TypedQuery query = session.write(row.sql(), problems);
            if (!query.valid()) {
                refuse(row, problems);
                return;
            }
            String shown = ShownValue.normalized(session.run(query.engineSql()));
            if (shown.equals(row.value()) || row.isSame(shown)) {
                equal++;
            } else if (row.failed() && shown.startsWith("ERROR")) {
                failedOnBoth++;
            } else {
                differing++;
                known.add("differs: " + row.question() + "\n    Trino:  " + row.value() + "\n    DuckDB: " + shown);
            }
        }

        private void refuse(Row row, List<Diagnostic> problems) {
            Diagnostic first =
                    problems.stream().filter(Diagnostic::isError).findFirst().orElseThrow();
            if (first.code() != DiagnosticCode.NOT_ON_ENGINE && row.failed()) {
                failedOnBoth++;
                return;
            }
            refused++;
            String reason =
                    first.notes().isEmpty() ? first.message() : first.notes().get(0);
            known.add("refused: " + row.question() + "\n    " + first.code().id() + " " + reason);
        }

        String text() {
            String counts = equal + " equal, " + failedOnBoth + " fail on both, " + refused + " refused, " + differing
                    + " differ, of " + total;
            return counts + "\n\n" + (String.join("\n", known) + "\n").replaceAll(" +\n", "\n");
        }
    }
}
