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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what a real Trino 435 was asked, on DuckDB. The folder {@code duckdb/recorded} holds the questions with Trino's types
 * and values, a row a line; {@code duckdb/outcome} holds every row that is refused or comes out otherwise, so that a look
 * at it shows all known differences.
 */
final class RecordedValuesTest {
    static List<String> themes() {
        return List.of(
                "text",
                "numbers",
                "dates",
                "arrays",
                "maps",
                "json",
                "regexp",
                "binary",
                "queries",
                "edges",
                "relations",
                "syntax");
    }

    static List<String> files() {
        List<String> files = new ArrayList<>(themes());
        files.add("calls");
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void rowsEqualTrinosOrTheDifferenceIsKnown(String theme) throws Exception {
        List<String> lines =
                Files.readAllLines(GoldenFile.resource("duckdb/recorded/" + theme + ".txt"), StandardCharsets.UTF_8);
        Outcome outcome = new Outcome();
        try (DuckDbSession session = new DuckDbSession()) {
            for (String line : lines) {
                outcome.add(session, RecordedRow.parse(line));
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
                RecordedRow row = RecordedRow.parse(line);
                String columns = session.write(row.sql(), new ArrayList<>()).schema().stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "));
                // Trino keeps the letters of a name as they are written, its tables do not.
                assertThat(columns).as(row.sql()).isEqualToIgnoringCase(row.type());
            }
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

        void add(DuckDbSession session, RecordedRow row) throws IOException {
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

        private void refuse(RecordedRow row, List<Diagnostic> problems) {
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
