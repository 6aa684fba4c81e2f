package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of tenants that run side by side is whole, and the same as of tenants that run one after the other. */
class ParallelTenantsReportTest {
    private static final int TENANTS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private TempProject project(String name) {
        TempProject project = DuckDbProject.ofTwoTargets(folder.resolve(name))
                .write("models/numbers.sql", "{{ config(materialized='table') }}\nselect {{ var('n') }} as id\n")
                .write(
                        "models/doubles.sql",
                        "{{ config(materialized='table') }}\nselect 2 * id as id from {{ ref('numbers') }}\n")
                .write(
                        "tests/small.sql",
                        "{{ config(severity='warn') }}\nselect id from {{ ref('numbers') }} where id > 3\n")
                .write("tests/not_five.sql", "select id from {{ ref('numbers') }} where id = 5\n")
                .write(
                        "graph/number.yml",
                        "version: 1\nnodes:\n  - {label: Number, from: ref('doubles'), key: [id], properties: [id]}\n");
        for (int i = 1; i <= TENANTS; i++) {
            project.write("tenants/t" + i + ".yml", "vars: {n: " + i + "}\n");
        }
        return project;
    }

    private CommandRun build(String name, int threads) {
        CommandRun run = CommandRun.in(project(name).root())
                .call(
                        "build",
                        "--as-of",
                        "2026-01-31",
                        "--log-format",
                        "json",
                        "--threads",
                        "4",
                        "--tenant-threads",
                        threads + "",
                        "--report",
                        "junit=out/junit.xml",
                        "--report",
                        "sarif=out/all.sarif",
                        "--report",
                        "markdown=out/summary.md");
        assertThat(run.exit()).as("tenant t5 fails").isOne();
        return run;
    }

    /** The events of each tenant, sorted, without what a clock and the order of threads say. */
    private static Map<String, List<String>> events(CommandRun run) throws JsonProcessingException {
        Map<String, List<String>> events = new TreeMap<>();
        for (String line : run.err().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            assertThat(event.isObject()).as(line).isTrue();
            assertThat(event.path("event").asText()).as(line).isNotEmpty();
            ObjectNode steady = (ObjectNode) event;
            steady.remove(List.of("time", "execution_time", "elapsed_time", "thread_id", "index"));
            events.computeIfAbsent(event.path("tenant").asText(), tenant -> new ArrayList<>())
                    .add(steady.toString());
        }
        events.values().forEach(lines -> lines.sort(null));
        return events;
    }

    private String report(String name, String file) throws IOException {
        return Files.readString(folder.resolve(name).resolve("out").resolve(file))
                .replaceAll("(?<=(?:time|timestamp)=\")[^\"]*", "")
                .replaceAll("\\d+(\\.\\d+)?(ms|s)\\b", "<time>");
    }

    @Test
    void isTheSameHoweverManyRunAtOnce() throws IOException {
        Map<String, List<String>> parallel = events(build("parallel", 4));
        Map<String, List<String>> single = events(build("single", 1));

        assertThat(parallel).isEqualTo(single);
        List<String> tenants =
                IntStream.rangeClosed(1, TENANTS).mapToObj(i -> "t" + i).toList();
        assertThat(parallel.keySet()).containsAll(tenants);
        for (String tenant : tenants) {
            assertThat(parallel.get(tenant))
                    .as(tenant)
                    .filteredOn(line -> line.contains("\"run_finished\""))
                    .hasSize(1);
        }
        for (String file : List.of("junit.xml", "all.sarif", "summary.md")) {
            assertThat(report("parallel", file)).as(file).isEqualTo(report("single", file));
        }
        assertThat(report("parallel", "summary.md").lines().filter(line -> line.matches("\\| t\\d .*")))
                .hasSize(TENANTS);
        JsonNode sarif = JSON.readTree(report("parallel", "all.sarif"));
        assertThat(sarif.at("/runs/0/results").size()).isPositive();
    }
}
