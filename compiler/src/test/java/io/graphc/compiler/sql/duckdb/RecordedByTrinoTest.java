package io.graphc.compiler.sql.duckdb;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded rows are a real Trino's: one in {@value #SHARE} questions is asked again, all of them with
 * {@code -Dgraphc.trino=all}. With {@code -Dgraphc.golden=update} what is asked is recorded anew, so that a
 * question is added by adding its line without an answer.
 */
final class RecordedByTrinoTest {
    private static final int SHARE = 12;
    private static final boolean ALL = "all".equals(System.getProperty("graphc.trino"));

    private final TrinoSchema trino = TrinoServer.shared().schema("recorded");

    static List<String> themes() {
        return RecordedValuesTest.themes();
    }

    @ParameterizedTest
    @MethodSource("themes")
    void recordedRowsAreTrinos(String theme) throws IOException {
        Path file = GoldenFile.resource("duckdb/recorded/" + theme + ".txt");
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        GoldenFile.check(file, answers(lines));
    }

    /** The calls that are generated for every function that is written for DuckDB. */
    @Test
    void recordedCallsAreThoseOfTheCatalogue() throws IOException {
        Path file = GoldenFile.resource("duckdb/recorded/calls.txt");
        Map<String, String> known = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            known.put(line.split("\t", -1)[0], line);
        }
        GoldenFile.check(
                file,
                answers(FunctionCalls.questions().stream()
                        .map(question -> known.getOrDefault(question, question))
                        .toList()));
    }

    /** The lines with Trino's answers in the place of the recorded ones, as far as they are asked for. */
    private String answers(List<String> lines) {
        List<String> answered = new ArrayList<>(lines);
        List<Integer> places = new ArrayList<>();
        List<RecordedRow> asked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("\t", -1);
            if (ALL || parts.length < 3 || parts[1].isEmpty() || Math.floorMod(parts[0].hashCode(), SHARE) == 0) {
                places.add(i);
                asked.add(new RecordedRow(parts[0], "", ""));
            }
        }
        List<TrinoSchema.Rows> rows =
                trino.execute(asked.stream().map(RecordedRow::sql).toList());
        for (int i = 0; i < asked.size(); i++) {
            answered.set(
                    places.get(i), TrinoAnswer.of(asked.get(i), rows.get(i)).line());
        }
        return String.join("\n", answered) + "\n";
    }
}
