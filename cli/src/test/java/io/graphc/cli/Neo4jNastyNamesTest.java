package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and keys that every layer between a model and Neo4j has to quote: they come back as they were, or are refused. */
class Neo4jNastyNamesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABEL = "x`}) DETACH DELETE n // 'a' \"b\"; 日本";
    private static final String TYPE = "`]->() DELETE r; \\N";
    private static final List<String> PROPERTIES = List.of(
            "p`rop", "it's", "dou\"ble", "semi;colon", "com,ma", "new\nline", "日本", "😀", "back\\slash", "select");
    private static final List<String> KEYS = List.of(
            "plain",
            "`",
            "'); MATCH (n) DETACH DELETE n; //",
            "a|b",
            "a;b",
            "a,b\nc",
            "\\N",
            " ",
            "",
            "\"",
            "%7C",
            "Zoë 😀",
            "y".repeat(3_000));

    @TempDir
    Path folder;

    private TempProject project;
    private Neo4jDatabase database;

    @BeforeEach
    void startsAProject() {
        database = Neo4jDatabase.empty();
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: nasty\nprofile: nasty\n")
                .write("profiles.yml", """
                        nasty:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/nasty.duckdb, schema: main}
                          graph_target: neo4j
                          graph_outputs:
                            neo4j:
                              type: neo4j
                              uri: "{{ env_var('NEO4J_URI') }}"
                              user: "{{ env_var('NEO4J_USER') }}"
                              password: "{{ env_var('NEO4J_PASSWORD') }}"
                        """);
    }

    @AfterEach
    void disconnects() {
        database.close();
    }

    private CommandRun run(String... arguments) {
        return database.credentials(CommandRun.in(folder)).call(arguments);
    }

    /** YAML takes JSON's strings. */
    private static String yaml(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String column(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void rows(String suffix) {
        List<String> rows = new ArrayList<>();
        for (String key : KEYS) {
            rows.add("(" + literal(key) + ", "
                    + PROPERTIES.stream()
                            .map(name -> literal(name + key + suffix))
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        project.write(
                        "models/things.sql",
                        "select * from (values\n" + String.join(",\n", rows) + "\n) as t (" + column("k`ey;") + ", "
                                + PROPERTIES.stream()
                                        .map(Neo4jNastyNamesTest::column)
                                        .collect(Collectors.joining(", "))
                                + ")\n")
                .write("models/links.sql", "select *, 'plain' as " + column("o`ther") + " from {{ ref('things') }}\n");
    }

    private void mapping(String label, String type, List<String> properties) {
        String names = properties.stream().map(Neo4jNastyNamesTest::yaml).collect(Collectors.joining(", "));
        project.write(
                "graph/graph.yml",
                "nodes:\n  - labels: [" + yaml(label) + ", Thing]\n    from: ref('things')\n    key: "
                        + yaml("k`ey;") + "\n    properties: [" + names + "]\nrelationships:\n  - type: " + yaml(type)
                        + "\n    from: ref('links')\n    start: {node: " + yaml(label) + ", key: " + yaml("k`ey;")
                        + "}\n    end: {node: " + yaml(label) + ", key: " + yaml("o`ther") + "}\n    properties: ["
                        + names + "]\n");
    }

    private static Map<String, Object> expected(String key, String suffix) {
        Map<String, Object> expected = new LinkedHashMap<>();
        PROPERTIES.forEach(name -> expected.put(name, name + key + suffix));
        return expected;
    }

    private List<Map<String, Object>> properties(String cypher) {
        return database.query(cypher).stream()
                .map(row -> {
                    Map<String, Object> held =
                            new LinkedHashMap<>(row.get("held").asMap());
                    held.remove("_id");
                    return held;
                })
                .toList();
    }

    private void assertHolds(String suffix) {
        List<Map<String, Object>> all =
                KEYS.stream().map(key -> expected(key, suffix)).toList();
        assertThat(properties("MATCH (n:Thing) RETURN properties(n) AS held")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(properties("MATCH ()-[r]->() RETURN properties(r) AS held"))
                .containsExactlyInAnyOrderElementsOf(all);
        long count = KEYS.size();
        assertThat(database.labels()).isEqualTo(Map.of(LABEL, count, "Thing", count, "Mine", 1L));
        assertThat(database.types()).isEqualTo(Map.of(TYPE, count));
    }

    @Test
    void comeBackAsTheyWere() {
        database.query("CREATE (:Mine {name: 'survives'})");
        rows("");
        mapping(LABEL, TYPE, PROPERTIES);
        CommandRun first = run("run");
        assertThat(first.exit()).as(first.err()).isZero();
        assertHolds("");
        List<String> before = database.dump();
        CommandRun second = run("run");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(database.dump()).isEqualTo(before);
        rows("`'; changed");
        CommandRun third = run("run");
        assertThat(third.exit()).as(third.err()).isZero();
        assertHolds("`'; changed");
    }

    @Test
    void areRefusedByNameWhereNeo4jWouldReadSomethingElse() {
        rows("");
        mapping("a\\u0060) DETACH DELETE n //", "a\nb", List.of("p`rop"));
        CommandRun run = run("compile");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "error[GC6003]: label `a\\u0060) DETACH DELETE n //` holds `\\u`, which Cypher reads as an escape")
                .contains("error[GC6003]: relationship type `a?b` holds a character that the graph target refuses");
        project.write("graph/graph.yml", """
                nodes:
                  - label: Thing
                    from: ref('things')
                    key: "k`ey;"
                    properties:
                      - {name: "a\\\\u0060b", column: select}
                      - {name: "a\\0b", column: "p`rop"}
                      - {name: _id, column: "it's"}
                      - {name: " ", column: "it's"}
                """);
        CommandRun properties = run("compile");
        assertThat(properties.exit()).isEqualTo(1);
        assertThat(properties.err().split("error\\[GC6002\\]", -1))
                .as(properties.err())
                .hasSize(5);
        assertThat(properties.err()).contains("property name `a\\u0060b`", "property name `a?b`", "property `_id`");
    }
}
