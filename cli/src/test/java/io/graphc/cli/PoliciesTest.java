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
        project = DuckDbProject.forms(folder).write("models/things.sql", """
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
                        """).write("models/links.sql", """
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
        assertThat(run.err())
                .contains("warning[GC8014]: `Thing` has 8 values that the graph target refuses, left out")
                .contains("= note: `name`: 1 value, a text with a NUL character or of more than 55000000 bytes; first"
                        + " `nul\\u0000` of `Thing||2`\n")
                .contains("= note: `tags`: 3 values, a null in an array,")
                .contains("; first `[\"a\", null]` of `Thing||3`\n")
                .contains("= note: `small`: 2 values, out of range for byte; first `128` of `Thing||7`\n")
                .contains("= note: `moment`: 1 value, outside the years 0000 to 9999; first `+10000-01-01T00:00:00` of")
                .contains("the rows that they come from are in `target/rejects/nodes/Thing.csv`");
        assertThat(details("nodes/Thing.csv"))
                .containsOnlyKeys("Thing||2", "Thing||3", "Thing||4", "Thing||5", "Thing||6", "Thing||7", "Thing||8")
                .containsEntry("Thing||8", "small: out of range for byte; big: too large for float");
        assertThat(SimpleCsv.read(folder.resolve("target/rejects/nodes/Thing.csv")))
                .allMatch(row -> row.get("~reason").equals("dropped_value"))
                .anyMatch(row -> row.get("small").equals("-129"));
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
    void tellsWhichValuesMergeCannotMakeOne() {
        project.write(
                "models/twice.sql",
                "select * from (values (1, 'one', 5), (1, 'uno', 5), (1, null, 5), (2, 'two', 6)) as t (id, name, size)");
        CommandRun run = run("""
                nodes:
                  - label: Thing
                    from: ref('twice')
                    key: id
                    properties: [name, size]
                    on_duplicate_key: merge
                """);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC8002]: `Thing` has 1 key whose rows `merge` cannot make one")
                .contains("= note: `Thing||1` has several values of `name`: `one`, `uno`\n")
                .contains("`on_duplicate_key: {action: merge, on_conflict: reject}`")
                .doesNotContain("several values of `size`");
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

    private static final String TWICE = """
            nodes:
              - label: Thing
                from: ref('first')
                key: id
                properties: [name]
                %s
              - label: Thing
                from: ref('second')
                key: id
                properties: [name]
            """;

    @Test
    void ordersRowsOfSeveralMappingsByWhatTheirColumnsMean() {
        project.write("models/first.sql", "select 1 as id, 'old' as name, cast(9 as bigint) as version")
                .write("models/second.sql", "select 1 as id, 'new' as name, cast(10 as decimal(10, 2)) as version");
        String mappings = TWICE.formatted("on_duplicate_key: {action: first, order_by: [version desc]}");
        CommandRun run = run(mappings);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices().get("Thing||1").properties()).containsEntry("name", List.of("new"));
        project.write("models/second.sql", "select 1 as id, 'new' as name, '10' as version");
        CommandRun refused = run(mappings);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err())
                .contains("`version` has types that have no order together")
                .contains("`bigint` in `first`, `varchar(2)` in `second`");
    }

    @Test
    void rejectsRowsWhoseColumnsOfOneNameHaveNoTypeInCommon() {
        project.write("models/first.sql", "select 1 as id, 'a' as name, array['x', 'y'] as tags, 1 as size")
                .write("models/second.sql", "select 1 as id, 'b' as name, 'x, y' as tags, 'XL' as size");
        CommandRun run = run(TWICE.formatted("on_duplicate_key: reject"));
        assertThat(run.exit()).as(run.err()).isZero();
        List<List<String>> lines = SimpleCsv.lines(folder.resolve("target/rejects/nodes/Thing.csv"));
        assertThat(lines.get(0)).containsSubsequence("id", "name", "tags", "size");
        assertThat(lines.get(0)).filteredOn(name -> name.startsWith("tags (")).hasSize(1);
        assertThat(lines).hasSize(3);
        assertThat(lines.toString()).contains("XL", "x, y", "[\"x\"");
    }

    @Test
    void keepsNotANumberOutOfNoFloat() {
        project.write("models/things.sql", "select 1 as id, nan() as big union all select 2, 1e300");
        CommandRun run = run("""
                nodes:
                  - label: Thing
                    from: ref('things')
                    key: id
                    properties: [{name: big, type: float}]
                    on_bad_value: reject
                """);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(details("nodes/Thing.csv")).containsOnlyKeys("Thing||2");
        assertThat(graph().vertices().get("Thing||1").properties()).containsEntry("big", List.of(Float.NaN));
    }

    @Test
    void rejectsUnitedRowsWithAllThatTheyCameFrom() {
        project.write("models/first.sql", """
                        select * from (values (1, 'a', 1), (2, 'b', 300), (3, 'c', 300), (3, 'C', null), (4, 'd', 4))
                          as t (id, name, small)
                        """).write("models/second.sql", """
                        select id, name, cast(null as integer) as small
                        from (values (1, null), (2, 'b'), (4, 'D')) as t (id, name)
                        """);
        CommandRun run = run("""
                nodes:
                  - label: Thing
                    from: ref('first')
                    key: id
                    properties: [name, {name: small, type: byte}]
                    on_bad_value: reject
                    on_duplicate_key: reject
                  - label: Thing
                    from: ref('second')
                    key: id
                    properties: [name, {name: small, type: byte}]
                """);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices()).containsOnlyKeys("Thing||1", "Thing||3");
        assertThat(graph().vertices().get("Thing||3").properties()).containsOnlyKeys("name");
        List<String> rejected = SimpleCsv.read(folder.resolve("target/rejects/nodes/Thing.csv")).stream()
                .map(row -> row.get("~reason") + " " + row.get("id") + " " + row.get("name"))
                .toList();
        assertThat(rejected)
                .containsExactlyInAnyOrder(
                        "bad_value 2 b", "bad_value 2 b", "bad_value 3 c", "duplicate_key 4 d", "duplicate_key 4 D");
    }

    @Test
    void failsOnIdsThatTheTargetCannotHoldWhereValuesAreLeftOut() {
        project.write(
                "models/things.sql", "select 'a' || chr(0) as id, 'n' || chr(0) as name union all select 'b', 'c'");
        String mapping = """
                nodes:
                  - label: Thing
                    from: ref('things')
                    key: id
                    properties: [name]
                    on_bad_value: drop
                """;
        CommandRun run = run(mapping);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC8008]: `Thing` has 1 row with a value that the graph target refuses");
        assertThat(Files.exists(folder.resolve("target/graph"))).isFalse();
        project.write("models/things.sql", "select 'a' as id, 'n' || chr(0) as name union all select 'b', 'c'");
        CommandRun dropped = run(mapping);
        assertThat(dropped.exit()).as(dropped.err()).isZero();
        assertThat(graph().vertices().get("Thing||a").properties()).isEmpty();
    }

    @Test
    void looksForTextsThatNeptuneDoesNotStoreBeforeItLoadsThemOverGremlin() {
        project.edit(
                        "profiles.yml",
                        "{type: neptune_csv, path: target/graph}",
                        "{type: gremlin, uri: 'ws://localhost:8182/gremlin'}")
                .write("models/things.sql", "select 1 as id, 'n' || chr(0) as name");
        project.write("graph/graph.yml", "nodes: [{label: Thing, from: ref('things'), key: id}]\n");
        CommandRun run = CommandRun.in(folder).call("compile");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(folder.resolve("target/manifest.json")).content().contains("check.forms.bad_value.Thing");
    }

    @Test
    void putsRowsInOrderByTheValuesThatAreLeft() {
        project.write("models/things.sql", """
                select * from (values (1, 1, array[null, 'z']), (1, 1, array['y', null]), (1, 1, array['x', 'y', '']))
                  as t (id, version, tags)
                """);
        CommandRun run = run("""
                nodes:
                  - label: Thing
                    from: ref('things')
                    key: id
                    properties: [tags]
                    on_bad_value: drop
                    on_duplicate_key: {action: first, order_by: [version]}
                """);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices().get("Thing||1").properties()).containsEntry("tags", List.of("x", "y"));
    }

    @Test
    void rejectsRowsWithoutAnIdByTheIdAlone() {
        project.write("models/things.sql", """
                select * from (values ('a', 'x'), ('b', null), (null, 'y')) as t (code, name)
                """);
        CommandRun run = run("""
                nodes:
                  - label: Thing
                    from: ref('things')
                    key: code
                    id: "coalesce('n-' || name, nullif(code, 'b'))"
                    on_null_key: reject
                """);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices()).containsOnlyKeys("n-x", "n-y");
        assertThat(SimpleCsv.read(folder.resolve("target/rejects/nodes/Thing.csv")))
                .hasSize(1);
    }

    @Test
    void makesNodesAlsoWhereOnlySomeEndsTellTheirKey() {
        project.write("models/few.sql", "select 1 as id, 'one' as name")
                .write("models/mixed.sql", "select 1 as a, 'Thing||7' as b");
        CommandRun run = run("""
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
                    on_missing_endpoint: create
                  - type: LINKS
                    from: ref('mixed')
                    start: {node: Thing, key: a}
                    end: {node: Thing, id: b}
                  - type: NEAR
                    undirected: true
                    from: ref('mixed')
                    start: {node: Thing, key: a}
                    end: {node: Thing, id: b}
                    on_missing_endpoint: create
                """);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices()).containsKeys("Thing||7", "Thing||77");
        assertThat(graph().vertices().get("Thing||7").properties()).isEmpty();
        assertThat(graph().countEdges("NEAR")).isEqualTo(1);
    }

    @Test
    void makesNodesWithTheirKeyWhereItIsTheirId() {
        project.write("models/pages.sql", "select 'u1' as url, 'One' as title")
                .write("models/hops.sql", "select 'u1' as here, 'u2' as link, 'u3' as other");
        CommandRun run = run("""
                nodes:
                  - {label: Page, from: ref('pages'), id: url, properties: [url, title]}
                relationships:
                  - type: LINKS
                    from: ref('hops')
                    start: {node: Page, key: here}
                    end: {node: Page, key: link}
                    on_missing_endpoint: create
                  - type: OTHER
                    from: ref('hops')
                    start: {node: Page, id: here}
                    end: {node: Page, id: other}
                    on_missing_endpoint: create
                """);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(graph().vertices().get("u2").properties()).isEqualTo(Map.of("url", List.of("u2")));
        assertThat(graph().vertices().get("u3").properties()).isEqualTo(Map.of("url", List.of("u3")));
    }

    @Test
    void makesNodesWhoseKeyHasNoKnownType() {
        project.write("profiles.yml", """
                forms:
                  target: dev
                  outputs:
                    dev:
                      type: athena
                      region_name: eu-central-1
                      s3_staging_dir: s3://bucket/staging/
                      s3_data_dir: s3://bucket/data/
                      schema: main
                      database: awsdatacatalog
                  graph_target: files
                  graph_outputs:
                    files: {type: neptune_csv, path: target/graph}
                """);
        project.write("models/few.sql", """
                        select * from (select 1 as x) match_recognize (
                          order by x measures a.x as id, a.x as name one row per match pattern (a) define a as true)
                        """).write("models/models.yml", """
                        models:
                          - name: few
                            columns: [{name: id}, {name: name}]
                        """);
        project.write("graph/graph.yml", """
                nodes:
                  - label: Thing
                    from: ref('few')
                    key: id
                    properties: [{name: id, type: string}]
                relationships:
                  - type: LINKS
                    from: ref('links')
                    start: {node: Thing, key: a}
                    end: {node: Thing, key: b}
                    on_missing_endpoint: create
                """);
        CommandRun run = CommandRun.in(folder).call("compile");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(folder.resolve("target/manifest.json")).content().contains("arbitrary(e.");
    }
}
