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
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Policies for null keys, bad values, missing ends and duplicates come to the same on a real Trino, where one statement
 * counts for all checks of an element type, as on DuckDB, where every check asks for itself.
 */
class PoliciesOnTrinoTest {
    private static final List<String> MENDING = List.of("reject", "{action: reject, max: 50%}", "create");
    private static final List<String> REFUSING =
            List.of("error", "{action: reject, max: 1}", "{action: create, max: 1}");

    @TempDir
    Path folder;

    @Test
    void comeToTheSame() throws Exception {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        try (LakeServer server = LakeServer.overFiles(Files.createDirectories(folder.resolve("warehouse")))) {
            String trino = "{type: trino, host: 127.0.0.1, port: "
                    + server.uri().getPort() + ", user: test, database: hive, schema: ";
            Map<String, String> mended = outcome("mended", MENDING, trino + "mended, threads: 2}");
            assertThat(mended).containsKey("exit 0").containsKey("graph/relationships/R2-00001.csv");
            assertThat(mended.get("rejects/relationships/R0.csv"))
                    .contains("missing_start")
                    .contains("missing_end");
            Map<String, String> refused = outcome("refused", REFUSING, trino + "refused, threads: 2}");
            assertThat(refused).containsKey("exit 1");
            assertThat(refused.get("check.forms.start_exists.R0")).startsWith("fail 3 ");
        }
    }

    /** What is the same on both. */
    private Map<String, String> outcome(String name, List<String> ends, String output) throws IOException {
        Map<String, String> onDuckDb = build(
                folder.resolve(name + "-duckdb"), ends, "{type: duckdb, path: target/forms.duckdb, schema: main}");
        assertThat(build(folder.resolve(name + "-trino"), ends, output)).isEqualTo(onDuckDb);
        return onDuckDb;
    }

    private static Map<String, String> build(Path root, List<String> ends, String output) throws IOException {
        TempProject project = DuckDbProject.forms(root)
                .edit("profiles.yml", "{type: duckdb, path: target/forms.duckdb, schema: main, threads: 2}", output)
                .write("models/people.sql", """
                        select cast(id as bigint) as id, cast(name as varchar) as name, cast(age as integer) as age
                        from (values (1, 'a', 1), (2, 'b', 2), (2, 'b', 2), (3, 'c', 300), (null, 'd', 4), (5, 'e', 5))
                          as t (id, name, age)
                        """)
                .write("models/links.sql", """
                        select cast(a as bigint) as a, cast(b as bigint) as b, cast(note as varchar) as note
                        from (values (1, 2, 'x'), (1, 2, 'x'), (1, 5, 'x'), (1, 5, 'y'), (3, 1, 'x'), (3, 8, 'x'), (9, 9, 'x'),
                          (5, 7, 'x'), (null, 1, 'x'), (2, null, 'x'), (2, 1, 'x'), (2, 5, 'x')) as t (a, b, note)
                        """);
        StringBuilder graph = new StringBuilder("nodes:\n");
        for (int i = 0; i < ends.size(); i++) {
            graph.append("  - {label: N").append(i).append(", from: ref('people'), key: id, properties: ");
            graph.append("[name, {name: age, type: byte}], on_null_key: reject, on_bad_value: reject}\n");
        }
        graph.append("relationships:\n");
        for (int i = 0; i < ends.size(); i++) {
            graph.append("  - {type: R")
                    .append(i)
                    .append(", from: ref('links'), start: {node: N")
                    .append(i);
            graph.append(", key: a}, end: {node: N").append(i).append(", key: b}, properties: [note]");
            graph.append(", on_null_key: reject, on_duplicate_key: reject, on_missing_endpoint: ");
            graph.append(ends.get(i)).append("}\n");
        }
        CommandRun run = CommandRun.in(
                        project.write("graph/graph.yml", graph.toString()).root())
                .call("build", "--as-of", "2026-03-01");
        Map<String, String> outcome = new TreeMap<>(Map.of("exit " + run.exit(), ""));
        for (JsonNode result : new ObjectMapper()
                .readTree(root.resolve("target/run_results.json").toFile())
                .get("results")) {
            String id = result.path("unique_id").asText();
            if (id.startsWith("check.")) {
                outcome.put(
                        id,
                        result.path("status").asText() + " " + result.path("failures") + " " + result.path("message"));
            }
        }
        for (String below : List.of("rejects", "graph")) {
            Path written = root.resolve("target/" + below);
            Map<String, String> files = Files.exists(written) ? FolderContents.read(written) : Map.of();
            files.forEach((file, text) -> {
                if (file.endsWith(".csv")) {
                    outcome.put(below + "/" + file.replaceAll("load-\\d+/", ""), text);
                }
            });
        }
        return outcome;
    }
}
