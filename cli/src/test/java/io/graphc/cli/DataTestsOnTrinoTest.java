package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.LakeServer;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random data tests of all kinds have on a real Trino the answers that they have on DuckDB. */
class DataTestsOnTrinoTest {
    private static final int TESTS_OF_EACH = 40;

    @TempDir
    Path folder;

    @Test
    void haveTheSameAnswers() throws Exception {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        Map<String, String> onDuckDb = answers("duckdb", "{type: duckdb, path: target/shop.duckdb, schema: main}");
        assertThat(onDuckDb).hasSize(2 * TESTS_OF_EACH).containsValue("pass 0");
        try (LakeServer server = LakeServer.overFiles(Files.createDirectories(folder.resolve("warehouse")))) {
            Map<String, String> onTrino = answers(
                    "trino",
                    "{type: trino, host: 127.0.0.1, port: " + server.uri().getPort()
                            + ", user: test, database: hive, schema: shop, threads: 2}");
            assertThat(onTrino).isEqualTo(onDuckDb);
        }
    }

    private Map<String, String> answers(String name, String output) throws IOException {
        SplittableRandom random = new SplittableRandom(20261123);
        TempProject project = TempProject.in(folder.resolve(name))
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  target: dev\n  outputs:\n    dev: " + output + "\n")
                .write("macros/small.sql", """
                        {% test small(model, column_name, most) %}
                        select {{ column_name }} as found from {{ model }} where {{ column_name }} <= {{ most }}
                        {% endtest %}
                        """);
        StringBuilder models = new StringBuilder("version: 2\nmodels:\n");
        for (String model : List.of("things", "others")) {
            project.write("models/" + model + ".sql", """
                    {{ config(materialized='table') }}
                    select cast(id as bigint) as id, cast(name as varchar) as name, cast(amount as double) as amount,
                      cast(day as date) as day, cast(ok as boolean) as ok
                    from (values %s) as t (id, name, amount, day, ok)
                    """.formatted(rows(random)));
            models.append("  - name: ").append(model).append("\n    data_tests:\n");
            for (int i = 0; i < TESTS_OF_EACH; i++) {
                models.append("      - ")
                        .append(RandomDataTest.of(random, model + "_" + i))
                        .append('\n');
            }
        }
        project.write("models/models.yml", models.toString());
        CommandRun run = CommandRun.in(project.root()).call("build", "--as-of", "2026-03-01");
        assertThat(run.exit()).as(run.out() + run.err()).isLessThanOrEqualTo(1);
        Map<String, String> answers = new TreeMap<>();
        for (JsonNode result : new ObjectMapper()
                .readTree(project.root().resolve("target/run_results.json").toFile())
                .get("results")) {
            String id = result.path("unique_id").asText();
            if (id.startsWith("test.")) {
                answers.put(id, result.path("status").asText() + " " + result.path("failures"));
            }
        }
        return answers;
    }

    private static String rows(SplittableRandom random) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            rows.append(i == 0 ? "(" : ", (")
                    .append(String.join(
                            ", ",
                            cell(random, String.valueOf(random.nextInt(-1, 6))),
                            cell(
                                    random,
                                    List.of("'a'", "'b'", "'ab'", "'x1'", "' '").get(random.nextInt(5))),
                            cell(
                                    random,
                                    List.of("0.5e0", "1.5e0", "-2e0", "7.25e0").get(random.nextInt(4))),
                            cell(random, "date '2026-02-" + random.nextInt(20, 29) + "'"),
                            cell(random, random.nextBoolean() ? "true" : "false")))
                    .append(')');
        }
        return rows.toString();
    }

    private static String cell(SplittableRandom random, String value) {
        return random.nextInt(6) == 0 ? "null" : value;
    }
}
