package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Neo4j with a constraint of somebody else's refuses rows for a reason that no check of graphc's can know. */
class Neo4jRefusedRowsTest {
    private static final String FIVE = "(1, 'a@x'), (2, 'b@x'), (3, 'c@x'), (4, 'd@x'), (5, 'e@x')";
    private static final String FOUR_LINKS = "(1, 2), (2, 3), (3, 4), (4, 5)";

    @TempDir
    Path folder;

    private TempProject project;
    private Neo4jDatabase database;

    @BeforeEach
    void startsAProject() {
        database = Neo4jDatabase.empty();
        database.query("CREATE CONSTRAINT mine FOR (p:Person) REQUIRE p.email IS UNIQUE");
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: refused\nprofile: refused\n")
                .write("profiles.yml", """
                        refused:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/refused.duckdb, schema: main}
                          graph_target: neo4j
                          graph_outputs:
                            neo4j:
                              type: neo4j
                              uri: "{{ env_var('NEO4J_URI') }}"
                              user: "{{ env_var('NEO4J_USER') }}"
                              password: "{{ env_var('NEO4J_PASSWORD') }}"
                        """);
        data(FIVE, FOUR_LINKS);
    }

    @AfterEach
    void disconnects() {
        database.close();
    }

    private void data(String people, String links) {
        project.write("models/people.sql", "select * from (values " + people + ") as t (id, email)\n")
                .write("models/links.sql", "select * from (values " + links + ") as t (a, b)\n");
    }

    private void policies(String badValue, String missingEndpoint) {
        project.write("graph/graph.yml", """
                nodes:
                  - label: Person
                    from: ref('people')
                    key: id
                    properties: [email]
                    on_bad_value: %s
                relationships:
                  - type: KNOWS
                    from: ref('links')
                    start: {node: Person, key: a}
                    end: {node: Person, key: b}
                    on_missing_endpoint: %s
                """.formatted(badValue, missingEndpoint));
    }

    private CommandRun run(String... arguments) {
        return database.credentials(CommandRun.in(folder)).call(arguments);
    }

    private List<String> emails() {
        return database.query("MATCH (p:Person) RETURN p._id + ' ' + p.email AS text ORDER BY text").stream()
                .map(row -> row.get("text").asString())
                .toList();
    }

    private List<String> links() {
        return database.query("MATCH (a)-[:KNOWS]->(b) RETURN a._id + ' ' + b._id AS text ORDER BY text").stream()
                .map(row -> row.get("text").asString())
                .toList();
    }

    /** The accounts of an element type: rows, created, updated, unchanged, rejected, deleted, counted. */
    private List<Long> accounts(String name) throws IOException {
        JsonNode graph = new ObjectMapper()
                .readTree(folder.resolve("target/run_results.json").toFile())
                .get("graph");
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : graph.get("elements")) {
            if (element.get("name").asText().equals(name)) {
                for (String field :
                        List.of("rows", "created", "updated", "unchanged", "rejected", "deleted", "counted")) {
                    numbers.add(element.get(field).asLong());
                }
            }
        }
        return numbers;
    }

    private List<String> rejects(String file) {
        return SimpleCsv.read(folder.resolve("target/rejects/" + file)).stream()
                .map(row -> row.get("~reason") + " " + row.get("~id"))
                .toList();
    }

    @Test
    void rejectsNewRowsThatTheDatabaseRefuses() throws IOException {
        policies("reject", "reject");
        data(FIVE + ", (6, 'a@x'), (7, 'g@x')", FOUR_LINKS + ", (6, 1), (1, 6), (7, 1)");
        CommandRun run = run("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("warning[GC8013]: `Person` has 1 row that the graph target refuses, rejected")
                .contains("graph/graph.yml:2")
                .contains("`Person||6`: Neo4j: ")
                .contains("warning[GC8013]: 1 relationship `KNOWS` starts at a `Person` that is not there, rejected");
        assertThat(emails()).hasSize(6).doesNotContain("Person||6 a@x");
        assertThat(links()).hasSize(5).contains("Person||7 Person||1");
        assertThat(accounts("Person")).containsExactly(7L, 6L, 0L, 0L, 1L, 0L, 6L);
        assertThat(accounts("KNOWS")).containsExactly(7L, 5L, 0L, 0L, 2L, 0L, 5L);
        assertThat(rejects("nodes/Person.csv")).containsExactly("refused Person||6");
        assertThat(SimpleCsv.read(folder.resolve("target/rejects/nodes/Person.csv"))
                        .get(0))
                .containsEntry("id", "6")
                .containsEntry("email", "a@x")
                .hasEntrySatisfying("~detail", detail -> assertThat(detail).startsWith("Neo4j: "));
        assertThat(rejects("relationships/KNOWS.csv"))
                .containsExactly(
                        "missing_start KNOWS||Person%7C%7C6|Person%7C%7C1",
                        "missing_end KNOWS||Person%7C%7C1|Person%7C%7C6");
        CommandRun again = run("run");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(accounts("Person")).containsExactly(7L, 0L, 0L, 6L, 1L, 0L, 6L);
        assertThat(accounts("KNOWS")).containsExactly(7L, 0L, 0L, 5L, 2L, 0L, 5L);
    }

    /** As with every rejected row, the graph does not keep what it had of it; deletes have their limit. */
    @Test
    void deletesWhatItHeldOfARowThatIsRefusedNow() throws IOException {
        policies("reject", "reject");
        assertThat(run("run").exit()).isZero();
        data(FIVE.replace("b@x", "a@x"), FOUR_LINKS);
        List<String> before = database.dump();
        CommandRun limited = run("run");
        assertThat(limited.exit()).as(limited.err()).isEqualTo(1);
        assertThat(limited.err())
                .contains("error[GC8009]: this load would delete 1 of 5 `Person`")
                .contains("rows that the graph target refused are among them");
        assertThat(database.dump()).isEqualTo(before);
        CommandRun run = run("run", "--allow-deletes");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(emails()).containsExactly("Person||1 a@x", "Person||3 c@x", "Person||4 d@x", "Person||5 e@x");
        assertThat(links()).containsExactly("Person||3 Person||4", "Person||4 Person||5");
        assertThat(accounts("Person")).containsExactly(5L, 0L, 0L, 4L, 1L, 1L, 4L);
        assertThat(accounts("KNOWS")).containsExactly(4L, 0L, 0L, 2L, 2L, 2L, 2L);
        data(FIVE, FOUR_LINKS);
        CommandRun mended = run("run");
        assertThat(mended.exit()).as(mended.err()).isZero();
        assertThat(emails()).hasSize(5);
        assertThat(links()).hasSize(4);
        assertThat(Files.exists(folder.resolve("target/rejects/nodes/Person.csv")))
                .isFalse();
    }

    @Test
    void stopsWhereMoreRowsAreRefusedThanThePolicyAllows() {
        policies("{action: reject, max: 1}", "reject");
        data(FIVE + ", (6, 'a@x'), (7, 'b@x')", FOUR_LINKS);
        CommandRun run = run("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC8006]: Neo4j refused 2 of a batch of 7 `Person`", "`Person||7`: Neo4j: ");
        data(FIVE + ", (6, 'a@x')", FOUR_LINKS);
        CommandRun fewer = run("run");
        assertThat(fewer.exit()).as(fewer.err()).isZero();
        assertThat(emails()).hasSize(5);
    }

    @Test
    void stopsAtRelationshipsOfRefusedNodesWhereTheirPolicySaysSo() {
        policies("reject", "error");
        data(FIVE + ", (6, 'a@x')", FOUR_LINKS + ", (6, 1)");
        CommandRun run = run("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC8003]: 1 relationship `KNOWS` starts at a `Person` that is not there")
                .contains("the graph target refused these nodes")
                .contains("choose `on_missing_endpoint: reject`")
                .doesNotContain("or `create`");
        assertThat(links()).isEmpty();
        policies("reject", "create");
        assertThat(run("run").err())
                .contains("error[GC8003]: 1 relationship `KNOWS` starts at a `Person` that is not there")
                .contains("which are not made in another way")
                .doesNotContain("or `create`");
        policies("reject", "{action: reject, max: 1}");
        data(FIVE + ", (6, 'a@x')", FOUR_LINKS + ", (6, 1), (6, 2)");
        assertThat(run("run").err())
                .contains("error[GC8012]: `KNOWS` has 2 rows to reject, more than `max` allows")
                .contains("the graph may hold what was written before them")
                .doesNotContain("nothing was written to the graph");
        assertThat(emails()).hasSize(5);
        assertThat(links()).isEmpty();
        policies("reject", "error");
        data(FIVE + ", (6, 'f@x')", FOUR_LINKS + ", (6, 1)");
        CommandRun mended = run("run");
        assertThat(mended.exit()).as(mended.err()).isZero();
        assertThat(links()).hasSize(5);
    }

    @Test
    void failsAndNamesTheRowsWhereNoneMayBeRejected() {
        policies("error", "error");
        data(FIVE + ", (6, 'a@x')", FOUR_LINKS);
        CommandRun run = run("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC8006]: Neo4j refused 1 of a batch of 6 `Person`", "`Person||6`: Neo4j: ");
        data(FIVE + ", (6, 'f@x')", FOUR_LINKS);
        CommandRun mended = run("run");
        assertThat(mended.exit()).as(mended.err()).isZero();
        assertThat(emails()).hasSize(6);
    }
}
