package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies one by one, from models to Neptune's files. */
class PoliciesTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void startsAProject() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: forms\nprofile: forms\n")
                .write("profiles.yml", """
                        forms:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/forms.duckdb, schema: main}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph}
                        """)
                .write("models/things.sql", """
                        select * from (values
                          (1, 'plain', array['a', 'b;c', 'd\\e'], timestamp '2026-03-01 10:00:00', cast(127 as bigint),
                            1e10),
                          (2, 'nul' || chr(0), array['a'], null, null, null),
                          (3, '', array['a', null], null, null, null),
                          (4, null, array['', 'a'], null, null, null),
                          (5, null, array['a', 'b\\'], null, null, null),
                          (6, null, cast(null as array(varchar)), timestamp '10000-01-01 00:00:00', null, null),
                          (7, null, cast(array[] as array(varchar)), timestamp '9999-12-31 23:59:59', 128, null),
                          (8, null, null, null, -129, 3.5e38),
                          (9, null, null, null, -128, infinity())
                        ) as t (id, name, tags, moment, small, big)
                        """)
                .write("models/links.sql", """
                        select * from (values (1, 2), (1, 9), (9, 77), (77, 78)) as t (a, b)
                        """);
    }

    private static String things(String policy) {
        return """
                nodes:
                  - label: Thing
                    from: ref('things')
                    key: id
                    properties:
                      - name
                      - tags
                      - moment
                      - {name: small, type: byte}
                      - {name: big, type: float}
                """ + policy;
    }

    private CommandRun run(String graph) {
        project.write("graph/graph.yml", graph);
        return CommandRun.in(folder).call("run");
    }

    private NeptuneGraph graph() {
        return NeptuneGraph.loadSets(folder.resolve("target/graph"));
    }

    private Map<String, String> details(String file) {
        return SimpleCsv.read(folder.resolve("target/rejects/" + file)).stream()
                .collect(Collectors.toMap(row -> row.get("~id"), row -> row.get("~detail")));
    }

    @Test
    void failsOnValuesThatTheTargetCannotHold() {
        CommandRun run = run(things(""));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC8008]: `Thing` has 7 rows with a value that the graph target refuses")
                .contains("`Thing||7 (small: out of range for byte)`")
                .contains("`Thing||6 (moment: outside the years 0000 to 9999)`");
        assertThat(Files.exists(folder.resolve("target/graph"))).isFalse();
    }

    @Test
    void rejectsRowsWithValuesThatTheTargetCannotHold() {
        CommandRun run = run(things("    on_bad_value: {action: reject, max: 7}\n"));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices()).containsOnlyKeys("Thing||1", "Thing||9");
        assertThat(graph().vertices().get("Thing||1").properties()).containsEntry("tags", List.of("a", "b;c", "d\\e"));
        Map<String, String> details = details("nodes/Thing.csv");
        assertThat(details).hasSize(7);
        assertThat(details.get("Thing||2")).startsWith("name: ").contains("NUL");
        assertThat(details.get("Thing||5")).startsWith("tags: ").contains("backslash");
        assertThat(details.get("Thing||8")).isEqualTo("small: out of range for byte; big: too large for float");
    }

    @Test
    void leavesValuesOutThatTheTargetCannotHold() {
        CommandRun run = run(things("    on_bad_value: drop\n"));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("warning[GC8014]: `Thing` has 8 values that the graph target refuses, left out");
        NeptuneGraph graph = graph();
        assertThat(graph.vertices()).hasSize(9);
        assertThat(graph.vertices().get("Thing||2").properties()).containsOnlyKeys("tags");
        assertThat(graph.vertices().get("Thing||3").properties()).containsEntry("tags", List.of("a"));
        assertThat(graph.vertices().get("Thing||4").properties()).containsEntry("tags", List.of("a"));
        assertThat(graph.vertices().get("Thing||5").properties()).containsEntry("tags", List.of("a"));
        assertThat(graph.vertices().get("Thing||7").properties()).containsOnlyKeys("moment");
        assertThat(graph.vertices().get("Thing||8").properties()).isEmpty();
    }

    @Test
    void makesMissingNodesUntilTheirRowsCome() {
        String mappings = """
                nodes:
                  - label: Thing
                    from: ref('few')
                    key: id
                    properties: [id, name]
                relationships:
                  - type: LINKS
                    from: ref('links')
                    start: {node: Thing, key: a}
                    end: {node: Thing, key: b}
                    on_missing_endpoint: %s
                """;
        project.write("models/few.sql", "select 1 as id, 'one' as name");
        CommandRun refused = run(mappings.formatted("{action: create, max: 2}"));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("error[GC8012]").contains("to make, more than `max` allows");
        assertThat(Files.exists(folder.resolve("target/graph"))).isFalse();
        CommandRun made = run(mappings.formatted("create"));
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.err()).contains("4 made for relationships");
        assertThat(graph().vertices()).containsOnlyKeys("Thing||1", "Thing||2", "Thing||9", "Thing||77", "Thing||78");
        assertThat(graph().vertices().get("Thing||77").properties()).containsOnlyKeys("id");
        assertThat(graph().countEdges("LINKS")).isEqualTo(4);
        project.write("models/few.sql", "select 1 as id, 'one' as name union all select 77, 'late'");
        CommandRun later = run(mappings.formatted("create"));
        assertThat(later.exit()).as(later.err()).isZero();
        assertThat(later.err()).contains("0 new, 1 changed, 4 unchanged");
        assertThat(graph().vertices().get("Thing||77").properties()).containsEntry("name", List.of("late"));
    }

    @Test
    void failsOnKeysWithDifferentRowsAndUnitesEqualOnes() {
        String mappings = """
                nodes:
                  - label: Thing
                    from: ref('twice')
                    key: id
                    properties: [name]
                """;
        project.write("models/twice.sql", "select 1 as id, 'one' as name union all select 1, 'one'");
        CommandRun united = run(mappings);
        assertThat(united.exit()).as(united.err()).isZero();
        assertThat(united.err()).contains("(Thing)  1 (1 merged)");
        project.write("models/twice.sql", "select 1 as id, 'one' as name union all select 1, 'uno'");
        CommandRun failed = run(mappings);
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("error[GC8002]: `Thing` has 1 key more than once")
                .contains("`Thing||1`");
    }
}
