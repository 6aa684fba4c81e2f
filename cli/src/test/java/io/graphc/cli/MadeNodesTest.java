package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that relationships make, and what a plan shows where nothing but types and labels changes. */
class MadeNodesTest {
    private static final String GRAPH = """
            nodes:
              - labels: [Place, Spot]
                from: source('raw', 'a')
                key: id
                properties: [id, n, size]
            relationships:
              - type: LEADS_TO
                from: source('raw', 'r')
                start: {node: Place, key: f}
                end: {node: Place, key: t}
                on_missing_endpoint: create
            """;

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void loadsFortyPlacesInARing() {
        project = TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb, schema: main}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph}
                        """)
                .write("models/sources.yml", """
                        sources:
                          - name: raw
                            meta: {external_location: "data/{name}.csv"}
                            tables:
                              - name: a
                                columns:
                                  - {name: id, data_type: bigint}
                                  - {name: n, data_type: varchar}
                                  - {name: size, data_type: bigint}
                              - name: r
                                columns: [{name: f, data_type: bigint}, {name: t, data_type: bigint}]
                        """)
                .write("graph/graph.yml", GRAPH);
        ring(40);
        places(0);
        assertThat(call("run").exit()).isZero();
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    /** Forty places but for the first ones. */
    private void places(int without) {
        project.write(
                "data/a.csv",
                IntStream.range(without, 40)
                        .mapToObj(i -> i + ",place " + i + "," + 10 * i + "\n")
                        .collect(Collectors.joining("", "id,n,size\n", "")));
    }

    private void ring(int length) {
        project.write(
                "data/r.csv",
                IntStream.range(0, length)
                        .mapToObj(i -> i + "," + (i + 1) % length + "\n")
                        .collect(Collectors.joining("", "f,t\n", "")));
    }

    private void check(String name) {
        for (String form : new String[] {"text", "json", "markdown"}) {
            CommandRun plan = CommandRun.in(folder).call("plan", "--quiet", "--output", form);
            assertThat(plan.exit()).as(plan.err()).isZero();
            GoldenFile.check(GoldenFile.resource("terminal/plan/" + name + "." + form + ".txt"), plan.out());
        }
    }

    @Test
    void aPlanTellsOfNodesThatAreMadeAndOfThoseWhoseRowsAreGone() {
        places(7);
        ring(42);
        check("made");
        CommandRun refused = call("run");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[GC8009]: this load would empty 7 of 40 `Place`, whose rows are gone")
                .contains("(`on_missing_endpoint: create`) and lose the values that the row gave");
        CommandRun allowed = call("run", "--allow-deletes", "--report", "markdown=target/summary.md");
        assertThat(allowed.exit()).as(allowed.err()).isZero();
        assertThat(allowed.err())
                .contains("42 (2 new, 7 changed, 33 unchanged, 9 made for relationships, 7 of them emptied, for their"
                        + " rows are gone)");
        assertThat(project.read("target/summary.md"))
                .contains("\n(Place): 9 made for relationships, 7 of them emptied, for their rows are gone\n");
        assertThat(project.read("target/run_results.json")).contains("\"made\": 9", "\"emptied\": 7");
        NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("target/graph"));
        assertThat(graph.vertices().get("Place||3").properties()).containsOnlyKeys("id");
        assertThat(call("run").err()).contains("42 (0 new, 0 changed, 42 unchanged, 9 made for relationships)");
        places(0);
        assertThat(call("run").err()).contains("42 (0 new, 7 changed, 35 unchanged, 2 made for relationships)");
    }

    @Test
    void aPlanTellsWhichLabelsAndTypesChange() {
        project.write(
                "graph/graph.yml",
                GRAPH.replace("[Place, Spot]", "[Place, Site]")
                        .replace("[id, n, size]", "[id, n, {name: size, type: string}]"));
        check("types");
        assertThat(call("run").exit()).isZero();
        assertThat(call("plan").out()).contains("nothing to change");
    }

    /** What the target has of it nobody knows, but what has changed is known all the same. */
    @Test
    void aPlanAfterALoadThatDidNotEndWellTellsWhatHasChanged() {
        project.write("graph/actions.yml", """
                version: 1
                actions:
                  - at: post_load
                    sql: "CREATE TABLE main.r AS SELECT error('no such luck') AS x"
                """);
        project.edit("data/a.csv", "place 3,", "Third,").edit("data/a.csv", "place 4,", "Fourth,");
        assertThat(call("run").exit()).isEqualTo(1);
        project.edit("data/a.csv", "Fourth,", "place 4,");
        assertThat(call("plan", "--quiet").out())
                .contains("1 changed, 1 written again as loaded, for the last load did not end well, 38 unchanged")
                .contains("changed properties: n (1)\n")
                .contains("~ Place||3  n: `place 3` -> `Third`\n")
                .contains("~ Place||4  as loaded\n")
                .contains("2 elements to write, 0 to delete");
        project.write("graph/actions.yml", "version: 1\nactions: []\n");
        CommandRun repaired = call("run");
        assertThat(repaired.exit()).as(repaired.err()).isZero();
        assertThat(NeptuneGraph.loadSets(folder.resolve("target/graph"))
                        .vertices()
                        .get("Place||4")
                        .properties())
                .containsEntry("n", List.of("place 4"));
    }
}
