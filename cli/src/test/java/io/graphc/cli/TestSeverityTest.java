package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What severity, thresholds and limits make of a number of failures, each with each. */
class TestSeverityTest {
    private static final List<String> SEVERITIES = List.of("", "warn", "ERROR");
    private static final List<String> THRESHOLDS = List.of("", "> 2", "= 0", "between 1 and 2");
    private static final List<String> LIMITS = List.of("", "2");

    @TempDir
    Path folder;

    @Test
    void isAsWrittenDown() throws IOException {
        StringBuilder tests = new StringBuilder();
        Map<String, String> cases = new TreeMap<>();
        Map<String, String> wanted = new TreeMap<>();
        for (int failures : new int[] {0, 1, 3}) {
            for (String severity : SEVERITIES) {
                for (String errorIf : THRESHOLDS) {
                    for (String warnIf : THRESHOLDS) {
                        for (String limit : LIMITS) {
                            String name = "t%04d".formatted(cases.size());
                            long counted = limit.isEmpty() ? failures : Math.min(failures, 2);
                            wanted.put(name, outcome(counted, severity, errorIf, warnIf));
                            cases.put(
                                    name,
                                    "%d failing | %-5s | error_if %-15s | warn_if %-15s | limit %-1s"
                                            .formatted(failures, severity, errorIf, warnIf, limit));
                            tests.append(test(name, failures, severity, errorIf, warnIf, limit));
                        }
                    }
                }
            }
        }
        DuckDbProject.shop(folder)
                .write("seeds/orders.csv", "none,one,three\n1,,\n2,5,\n3,6,\n4,7,7\n")
                .write("seeds/seeds.yml", "seeds:\n  - name: orders\n    data_tests:\n" + tests);
        CommandRun.in(folder).call("build");

        StringBuilder told = new StringBuilder();
        for (JsonNode result : new ObjectMapper()
                .readTree(folder.resolve("target/run_results.json").toFile())
                .get("results")) {
            String name = result.path("unique_id").asText().replace("test.shop.", "");
            if (cases.containsKey(name)) {
                assertThat(result.path("status").asText()).as(cases.get(name)).isEqualTo(wanted.get(name));
                told.append(cases.get(name))
                        .append(" | ")
                        .append(result.path("status").asText())
                        .append(' ')
                        .append(result.path("failures"))
                        .append('\n');
            }
        }
        GoldenFile.check(GoldenFile.resource("tests/severity.txt"), told.toString());
    }

    /** As dbt documents it: an error is looked for first, where the severity allows one. */
    private static String outcome(long failures, String severity, String errorIf, String warnIf) {
        if (!severity.equals("warn") && holds(failures, errorIf)) {
            return "fail";
        }
        return holds(failures, warnIf) ? "warn" : "pass";
    }

    private static boolean holds(long failures, String condition) {
        return switch (condition) {
            case "" -> failures != 0;
            case "> 2" -> failures > 2;
            case "= 0" -> failures == 0;
            default -> failures >= 1 && failures <= 2;
        };
    }

    private static String test(
            String name, int failures, String severity, String errorIf, String warnIf, String limit) {
        String column = Map.of(0, "none", 1, "one", 3, "three").get(failures);
        return "      - not_null: {column_name: " + column + ", name: " + name
                + config("severity", severity)
                + config("error_if", errorIf)
                + config("warn_if", warnIf)
                + (limit.isEmpty() ? "" : ", limit: " + limit)
                + "}\n";
    }

    private static String config(String name, String value) {
        return value.isEmpty() ? "" : ", " + name + ": '" + value + "'";
    }
}
