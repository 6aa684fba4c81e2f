package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a loaded Neo4j graph when labels, node types and relationship types leave the project. */
class Neo4jMappingChangesTest {
    private static final String CITIES = """
              - label: City
                from: ref('people')
                key: city
                properties: [city]
                on_duplicate_key: merge
            """;
    private static final String LINKS = """
            relationships:
              - type: LIVES_IN
                from: ref('people')
                start: {node: Person, key: id}
                end: {node: City, key: city}
            """;

    @TempDir
    Path folder;

    private TempProject project;
    private Neo4jDatabase database;

    @BeforeEach
    void loadsAGraph() {
        database = Neo4jDatabase.empty();
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: changes\nprofile: changes\n")
                .write("profiles.yml", """
                        changes:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/changes.duckdb, schema: main}
                          graph_target: neo4j
                          graph_outputs:
                            neo4j:
                              type: neo4j
                              uri: "{{ env_var('NEO4J_URI') }}"
                              user: "{{ env_var('NEO4J_USER') }}"
                              password: "{{ env_var('NEO4J_PASSWORD') }}"
                        """)
                .write(
                        "models/people.sql",
                        "select * from (values (1, 'Rome'), (2, 'Oslo'), (3, 'Oslo')) as t (id, city)\n");
        mapping("labels: [Person, Human, Visitor]", CITIES, LINKS);
        CommandRun run = run("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(database.labels()).isEqualTo(Map.of("Person", 3L, "Human", 3L, "Visitor", 3L, "City", 2L));
        database.query("MATCH (p:Person {_id: 'Person||1'}) SET p:Mine CREATE (:Human:Visitor)");
    }

    @AfterEach
    void disconnects() {
        database.close();
    }

    private void mapping(String labels, String cities, String links) {
        project.write(
                "graph/graph.yml",
                "nodes:\n  - " + labels + "\n    from: ref('people')\n    key: id\n    properties: [id]\n" + cities
                        + links);
    }

    private CommandRun run(String... arguments) {
        return database.credentials(CommandRun.in(folder)).call(arguments);
    }

    private List<String> constraints() {
        return database.query("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").stream()
                .map(row -> row.get("name").asString())
                .toList();
    }

    @Test
    void takesLabelsAwayThatTheMappingLost() {
        mapping("labels: [Person, Human]", CITIES, LINKS);
        CommandRun run = run("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("\\(Person\\) +3 \\(0 new, 3 changed, 0 unchanged\\)");
        assertThat(database.labels())
                .isEqualTo(Map.of("Person", 3L, "Human", 4L, "Visitor", 1L, "City", 2L, "Mine", 1L));
        List<String> before = database.dump();
        CommandRun again = run("run");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(database.dump()).isEqualTo(before);
    }

    @Test
    void deletesTypesThatTheMappingLostUnderTheSameLimits() {
        mapping("labels: [Person, Human, Visitor]", "", "");
        List<String> before = database.dump();
        CommandRun refused = run("run");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[GC8009]: this load would delete 2 of 2 `City`, which the project has no more")
                .contains("error[GC8009]: this load would delete 3 of 3 `LIVES_IN`, which the project has no more");
        assertThat(database.dump()).isEqualTo(before);
        database.query("CREATE (:City {name: 'mine'})");
        CommandRun run = run("run", "--allow-deletes");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(database.labels()).containsEntry("City", 1L).containsEntry("Person", 3L);
        assertThat(database.types()).isEmpty();
        assertThat(constraints()).containsExactly("graphc node City _id", "graphc node Person _id");
        mapping("labels: [Person, Human, Visitor]", CITIES, LINKS);
        CommandRun back = run("run");
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(database.types()).isEqualTo(Map.of("LIVES_IN", 3L));
    }

    @Test
    void deletesAndMakesAnewWhatHasAnotherFirstLabel() {
        mapping("labels: [Human, Visitor]", CITIES, LINKS.replace("node: Person", "node: Human"));
        CommandRun refused = run("run");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("error[GC8009]: this load would delete 3 of 3 `Person`");
        CommandRun run = run("run", "--allow-deletes");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(database.labels()).isEqualTo(Map.of("Human", 4L, "Visitor", 4L, "City", 2L));
        assertThat(database.types()).isEqualTo(Map.of("LIVES_IN", 3L));
        assertThat(constraints())
                .containsExactly("graphc node City _id", "graphc node Human _id", "graphc relationship LIVES_IN _id");
    }
}
