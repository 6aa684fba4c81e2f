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

/** Loads of forty places into a real Neo4j, thirty of them in a ring of roads, after which rows are gone. */
class LoadsOnNeo4jTest {
    @TempDir
    Path folder;

    private TempProject project;
    private Neo4jDatabase database;

    @BeforeEach
    void loadsAllPlaces() {
        database = Neo4jDatabase.empty();
        project = TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb, schema: main}
                          graph_target: server
                          graph_outputs:
                            server:
                              type: neo4j
                              uri: "{{ env_var('NEO4J_URI') }}"
                              user: "{{ env_var('NEO4J_USER') }}"
                              password: "{{ env_var('NEO4J_PASSWORD') }}"
                        """)
                .write("graph/graph.yml", """
                        nodes:
                          - {label: Place, from: ref('places'), key: id, properties: [id, name]}
                        relationships:
                          - type: LEADS_TO
                            from: ref('roads')
                            start: {node: Place, key: f}
                            end: {node: Place, key: t}
                            on_missing_endpoint: create
                        """);
        places("true");
        roads("true");
        run();
    }

    @AfterEach
    void disconnects() {
        database.close();
    }

    private void places(String condition) {
        project.write(
                "models/places.sql",
                "select i as id, 'place ' || cast(i as varchar) as name from unnest(sequence(1, 40)) as t (i) where "
                        + condition);
    }

    private void roads(String condition) {
        project.write(
                "models/roads.sql",
                "select i as f, i % 30 + 1 as t from unnest(sequence(1, 30)) as t (i) where " + condition);
    }

    private CommandRun call(String... arguments) {
        return database.credentials(CommandRun.in(folder)).call(arguments);
    }

    private String run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "run";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.err();
    }

    private List<Map<String, Object>> place(int id) {
        return database.query("MATCH (p:Place {id: " + id + "}) RETURN p").stream()
                .map(row -> row.get("p").asMap())
                .toList();
    }

    private long roadsOf(int id) {
        return database.number("MATCH (p:Place {id: " + id + "})-[r:LEADS_TO]-() RETURN count(r)");
    }

    /** They would go with their nodes, and the state would go on to say that they are there. */
    @Test
    void aRunOfNodesAloneKeepsThoseThatHaveRelationships() {
        places("i not in (3, 35)");
        roads("3 not in (i, i % 30 + 1)");
        assertThat(call("plan", "--select", "+node:Place").out())
                .contains("(Place)  1 to delete, 1 kept for now, 38 unchanged\n");
        assertThat(run("--select", "+node:Place"))
                .contains("38 (0 new, 0 changed, 38 unchanged, 1 deleted, 1 kept though the project has them no more)");
        assertThat(place(35)).isEmpty();
        assertThat(place(3)).hasSize(1);
        assertThat(roadsOf(3)).isEqualTo(2);
        assertThat(run("--select", "+node:Place"))
                .contains("38 (0 new, 0 changed, 38 unchanged, 1 kept though the project has them no more)");
        assertThat(roadsOf(3)).isEqualTo(2);
        assertThat(database.types()).isEqualTo(Map.of("LEADS_TO", 30L));
        assertThat(run("--allow-deletes"))
                .contains("38 (0 new, 0 changed, 38 unchanged, 1 deleted)")
                .contains("28 (0 new, 0 changed, 28 unchanged, 2 deleted)");
        assertThat(place(3)).isEmpty();
        assertThat(database.types()).isEqualTo(Map.of("LEADS_TO", 28L));
        assertThat(run()).contains("38 (0 new, 0 changed, 38 unchanged)", "28 (0 new, 0 changed, 28 unchanged)");
    }

    @Test
    void aMadeNodeInPlaceOfARowKeepsItsKeyAloneOnceThatIsAllowed() {
        places("i not in (3, 4, 5)");
        CommandRun refused = call("run");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("this load would empty 3 of 40 `Place`, whose rows are gone");
        assertThat(place(3).get(0)).containsEntry("name", "place 3");
        places("i <> 3");
        assertThat(run())
                .contains("40 (0 new, 1 changed, 39 unchanged, 1 made for relationships, 1 of them emptied, for their"
                        + " rows are gone)");
        assertThat(place(3).get(0)).containsEntry("id", 3L).doesNotContainKey("name");
        assertThat(roadsOf(3)).isEqualTo(2);
        places("true");
        assertThat(run()).contains("40 (0 new, 1 changed, 39 unchanged)");
        assertThat(place(3).get(0)).containsEntry("name", "place 3");
    }
}
