package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the loaded graph, actions around the load and samples read back, on a real Neo4j. */
class GraphOnNeo4jTest {
    private static final String CHANGED = """
            person_id,full_name,company,joined_on
            1,Ada Marsh,Harbour Works,2023-02-01
            2,Ben Okoro,Northlight,2023-05-17
            3,Chiara Vidal,Northlight,2024-01-09
            4,Dev Raman,,2024-03-22
            """;

    @TempDir
    Path folder;

    private TempProject project;
    private Neo4jDatabase database;

    @BeforeEach
    void makesAProject() {
        assertThat(CommandRun.in(folder).call("init", "people_graph").exit()).isZero();
        project = TempProject.in(folder.resolve("people_graph"));
        project.edit("profiles.yml", """
                      type: neptune_csv
                      path: target/graph
                """, """
                      type: neo4j
                      uri: "{{ env_var('NEO4J_URI') }}"
                      user: "{{ env_var('NEO4J_USER') }}"
                      password: "{{ env_var('NEO4J_PASSWORD') }}"
                """);
        database = Neo4jDatabase.empty();
    }

    @AfterEach
    void disconnects() {
        database.close();
    }

    private CommandRun call(String... arguments) {
        return database.credentials(CommandRun.in(project.root())).call(arguments);
    }

    @Test
    void runsTestsInCypherAndSaysWhatTheyFind() {
        project.write("tests/everybody_works.cypher", """
                {{ config(severity='warn', parameters={'names': ['Dev Raman', 'x']}) }}
                MATCH (p:Person)
                WHERE NOT (p)-[:WORKS_AT]->() AND p.name IN $names
                RETURN p, p.name AS name;
                """)
                .write("tests/nobody_is_ada.cypher", "MATCH (p:Person {name: 'Ada Marsh'})-[w:WORKS_AT]->() RETURN w")
                .write("tests/wrong_place.cypher", """
                        MATCH (p:Person)
                        RETURN {{ 'p.name' }},
                          nowhere.name
                        """)
                .write("tests/changes_the_graph.cypher", "MATCH (p:Person) SET p.seen = true RETURN p")
                .write("tests/in_another_language.gremlin", "g.V()");
        CommandRun built = call("build", "--quiet", "--as-of", "2026-01-31");
        GoldenFile.check(GoldenFile.resource("terminal/graph-tests/neo4j.txt"), withoutPort(built));
        assertThat(database.number("MATCH (p:Person) WHERE p.seen RETURN count(p)"))
                .isZero();
        assertThat(call("test", "--select", "in_another_language").err())
                .contains("[SKIP: a graph target of type neo4j does not speak Gremlin]");
    }

    @Test
    void debugTellsOfTheServer() {
        CommandRun debug = call("debug");
        assertThat(debug.exit()).as(debug.transcript()).isZero();
        assertThat(debug.out())
                .containsPattern("ok      version: Neo4j 5\\.\\S+ community")
                .contains("ok      database: `neo4j` is online, read-write")
                .contains("ok      constraints: may be seen: ")
                .contains("ok      rights: nodes may be made and deleted");
        assertThat(database.number("MATCH (n) RETURN count(n)")).isZero();
    }

    @Test
    void runsActionsInTheirOrderAndOnlyWhereSomethingChanges() {
        project.write("graph/actions.yml", """
                version: 1
                actions:
                  - at: post_load
                    name: last
                    cypher: |
                      MATCH (l:Log) WITH max(l.at) AS last
                      CREATE (:Log {at: last + 1, what: 'post_load',
                        links: COUNT { ()-[:WORKS_AT]->() }});
                  - at: post_nodes
                    file: graph/after_nodes.cypher
                  - at: pre_load
                    cypher: "CREATE (:Log {at: COUNT { (:Log) }, what: '{{ var('first', 'pre_load') }}', people: COUNT { (:Person) }})"
                  - at: post_load
                    sql: "CREATE TABLE IF NOT EXISTS loads AS SELECT count(*) AS people FROM {{ ref('people') }}"
                """).write("graph/after_nodes.cypher", """
                MATCH (l:Log) WITH max(l.at) AS last
                CREATE (:Log {at: last + 1, what: 'post_nodes', people: COUNT { (:Person) },
                  links: COUNT { ()-[:WORKS_AT]->() }})
                """);
        String log = "MATCH (l:Log) RETURN l.what + coalesce(' ' + l.people, '') + coalesce(' ' + l.links, '') AS line"
                + " ORDER BY l.at";
        CommandRun first = call("run");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains("OK pre_load action pre_load_1").contains("OK post_load action post_load_2");
        assertThat(lines(log)).containsExactly("pre_load 0", "post_nodes 4 0", "post_load 3");
        CommandRun idle = call("run");
        assertThat(idle.exit()).as(idle.err()).isZero();
        assertThat(project.read("target/run_results.json")).contains("nothing changed");
        assertThat(call("plan").exit()).isZero();
        assertThat(call("run", "--dry-run").exit()).isZero();
        assertThat(lines(log)).hasSize(3);
        project.write("data/people.csv", CHANGED);
        assertThat(call("run", "--allow-deletes").exit()).isZero();
        assertThat(lines(log).subList(3, 6)).containsExactly("pre_load 4", "post_nodes 4 3", "post_load 3");
    }

    private static String withoutPort(CommandRun run) {
        return run.transcript().replaceAll("bolt://127.0.0.1:\\d+", "bolt://server");
    }

    private List<String> lines(String cypher) {
        return database.query(cypher).stream()
                .map(row -> row.get("line").asString())
                .toList();
    }

    @Test
    void doesNotTakeALoadIntoTheStateWhoseActionFails() {
        project.write("graph/actions.yml", """
                version: 1
                actions:
                  - at: post_load
                    name: totals
                    cypher: |
                      MATCH (c:Company)
                      SET c.total = nobody.total
                """);
        CommandRun failed = call("run", "--quiet");
        GoldenFile.check(GoldenFile.resource("terminal/graph-tests/failed-action.txt"), withoutPort(failed));
        project.edit("graph/actions.yml", "nobody.total", "1");
        CommandRun repaired = call("retry");
        assertThat(repaired.exit()).as(repaired.err()).isZero();
        assertThat(database.number("MATCH (c:Company) WHERE c.total = 1 RETURN count(c)"))
                .isEqualTo(2);
        assertThat(call("run").err()).contains("4 (0 new, 0 changed, 4 unchanged)");
    }

    @Test
    void readsASampleBackAndFindsWhatWasChanged() {
        assertThat(call("run").exit()).isZero();
        CommandRun sound = call("test");
        assertThat(sound.exit()).as(sound.err()).isZero();
        database.query("MATCH (p:Person {name: 'Ben Okoro'}) SET p.name = 12, p.extra = 'of others'");
        database.query("MATCH (p:Person {name: 'Ada Marsh'})-[w:WORKS_AT]->() SET w.since = '2023-02-01'");
        CommandRun tested = call("test", "--quiet");
        GoldenFile.check(GoldenFile.resource("terminal/graph-tests/read-back-of-neo4j.txt"), withoutPort(tested));
    }

    @Test
    void doesNotTakeALoadIntoTheStateThatReadsBackDifferently() {
        project.write("graph/actions.yml", """
                version: 1
                actions:
                  - at: post_load
                    cypher: "MATCH (p:Person {name: 'Ada Marsh'}) SET p.name = 'Somebody'"
                """);
        CommandRun failed = call("run");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("error[GC8017]: 1 of 4 `Person` that were read back differ from their rows");
        project.edit("graph/actions.yml", "SET p.name = 'Somebody'", "SET p.seen = true");
        CommandRun again = call("run");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("4 (0 new, 1 changed, 3 unchanged)");
    }

    private List<String> constraintsOfPeople() {
        return database
                .query("SHOW CONSTRAINTS YIELD name, labelsOrTypes WHERE 'Person' IN labelsOrTypes RETURN name")
                .stream()
                .map(row -> row.get("name").asString())
                .toList();
    }

    @Test
    void onlyALoadMakesConstraints() {
        assertThat(call("run").exit()).isZero();
        String name = constraintsOfPeople().get(0);
        database.query("DROP CONSTRAINT `" + name + "`");
        for (String command : List.of("test", "run")) {
            CommandRun failed = call(command);
            assertThat(failed.exit()).as(command).isEqualTo(1);
            assertThat(failed.err())
                    .contains("error[GC8019]: the database lacks a constraint that the mapping asks for")
                    .contains("`graphc run --full-refresh` makes them again");
            assertThat(constraintsOfPeople()).as(command).isEmpty();
        }
        CommandRun again = call("run", "--full-refresh");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(constraintsOfPeople()).containsExactly(name);
        assertThat(call("test").exit()).isZero();
    }

    @Test
    void noticesConstraintsThatAnActionDrops() {
        assertThat(call("run").exit()).isZero();
        String name = constraintsOfPeople().get(0);
        project.write("graph/actions.yml", """
                version: 1
                actions:
                  - {at: post_load, cypher: "DROP CONSTRAINT `NAME`"}
                """.replace("NAME", name));
        CommandRun failed = call("run", "--full-refresh");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("error[GC8019]: the database lacks a constraint that the mapping asks for")
                .contains("not there: `" + name + "`");
        project.write("graph/actions.yml", "version: 1\n");
        CommandRun again = call("retry");
        assertThat(again.exit()).as(again.err()).isZero();
    }
}
