package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the graph that files for a bulk load make, with no server. */
class GraphFilesTestsTest {
    private static final String CHANGED = """
            person_id,full_name,company,joined_on
            1,Ada Marsh,Harbour Works,2023-02-01
            2,Ben Okoro,Northlight,2023-05-17
            3,Chiara Vidal,Northlight,2024-01-09
            5,Eve Lund,,2024-04-01
            """;

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makesAProject() {
        assertThat(CommandRun.in(folder).call("init", "people_graph").exit()).isZero();
        project = TempProject.in(folder.resolve("people_graph"));
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private void usesNeo4jAdmin() {
        project.edit("profiles.yml", "type: neptune_csv", "type: neo4j_admin");
    }

    @Test
    void tellsFailuresWarningsAndSkips() {
        project.write("tests/everybody_works.gremlin", """
                {{ config(severity='warn', tags=['people']) }}
                g.V().hasLabel('Person').
                  not(__.out('WORKS_AT'))
                """)
                .write("tests/no_person_of_this_name.gremlin", """
                        {{ config(parameters={'wanted': var('wanted', 'Ada Marsh')}) }}
                        g.V().hasLabel('Person').has('name', wanted).valueMap('name')
                        """)
                .write(
                        "tests/nobody_twice.gremlin",
                        "g.V().hasLabel('Person').group().by('name').unfold().\n  where(__.select(values).count(local).is(gt(1)))\n")
                .write("tests/only_on_neo4j.cypher", "MATCH (p:Person) WHERE p.name IS NULL RETURN p\n");
        CommandRun built = call("build", "--as-of", "2026-01-31");
        assertThat(built.err())
                .contains("WARN 1 everybody_works ")
                .contains("[SKIP: a graph target of type neptune_csv does not speak Cypher]");
        assertThat(project.read("target/run_results.json"))
                .contains("a graph target of type neptune_csv does not speak Cypher");
        CommandRun tested = call("test", "--quiet", "--as-of", "2026-01-31");
        GoldenFile.check(GoldenFile.resource("terminal/graph-tests/files.txt"), tested.transcript());
    }

    @Test
    void showsWhereAStatementIsWrong() {
        project.write("tests/one.gremlin", """
                {{ config(severity='warn') }}
                g.V().hasLabel('{{ 'Person' }}').
                  hasLable('Person')
                """)
                .write("tests/two.gremlin", "g.V().drop()\n")
                .write("tests/three.gremlin", "g.V().toList()\n");
        CommandRun compiled = call("compile");
        CommandRun built = call("build", "--quiet", "--as-of", "2026-01-31");
        GoldenFile.check(GoldenFile.resource("terminal/graph-tests/wrong-statements.txt"), built.transcript());
        assertThat(compiled.err()).isEqualTo(built.err());
        assertThat(project.root().resolve("target/graph")).as("nothing was run").doesNotExist();
    }

    @Test
    void tellsValuesThatAStepIsNotFor() {
        project.write("tests/four.gremlin", "g.V().values('name').sum()\n");
        CommandRun built = call("build", "--quiet", "--as-of", "2026-01-31");
        assertThat(built.err())
                .contains("error[GC8016]: test `four` cannot be run\n  --> tests/four.gremlin:1:1")
                .contains("= note: a step gets values of a type that it is not for");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void seesTheGraphAsAllLoadsLeaveIt(boolean admin) {
        if (admin) {
            usesNeo4jAdmin();
        }
        project.write("tests/ben_works_at_northlight.gremlin", """
                g.V().hasLabel('Person').has('name', 'Ben Okoro').out('WORKS_AT').has('name', neq('Northlight'))
                """)
                .write("tests/nobody_of_four.gremlin", "g.V().hasLabel('Person').has('name', 'Dev Raman')\n")
                .write("tests/four_people.gremlin", "g.V().hasLabel('Person').count().is(neq(4))\n");
        CommandRun first = call("build");
        assertThat(first.exit()).as(first.err()).isEqualTo(1);
        assertThat(first.err())
                .contains("test `ben_works_at_northlight` finds 1 row in the graph")
                .contains("test `nobody_of_four` finds 1 row in the graph")
                .contains("for example node `Person||4`")
                .doesNotContain("four_people` finds");
        project.write("data/people.csv", CHANGED);
        CommandRun second = call("build", "--allow-deletes");
        assertThat(second.exit()).as(second.err()).isZero();
        CommandRun again = call("test");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("PASS four_people");
    }

    @Test
    void runsOneTestByItsNameOrPathAlone() {
        project.write("tests/people/nobody_of_four.gremlin", "g.V().hasLabel('Person').has('name', 'Nobody')\n");
        assertThat(call("run").exit()).isZero();
        for (String selector : new String[] {"nobody_of_four", "path:tests/people"}) {
            CommandRun tested = call("test", "--select", selector);
            assertThat(tested.exit()).as(tested.err()).isZero();
            assertThat(tested.err()).contains("1 of 1 PASS nobody_of_four");
        }
        assertThat(call("ls").out()).contains("nobody_of_four");
    }

    @Test
    void leavesOutTestsOfGraphsThatAreTooBigForMemory() {
        project.edit("profiles.yml", "type: neptune_csv", "type: neptune_csv\n      max_test_elements: 3")
                .write("tests/nobody.gremlin", "g.V()\n");
        CommandRun built = call("build");
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(built.err())
                .contains("SKIP: the files hold 9 elements, more than `max_test_elements` lets into memory (3)");
        project.write("tests/broken.sql", "select 1 as found\n");
        CommandRun broken = call("build");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.err())
                .as("files of an earlier load say nothing of this one")
                .contains("SKIP nobody")
                .doesNotContain("the files hold 9 elements");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void breaksOffATestThatDoesNotEnd(boolean admin) {
        if (admin) {
            usesNeo4jAdmin();
        }
        project.edit("profiles.yml", "path: target/graph", "path: target/graph\n      test_timeout: 1")
                .write("tests/around.gremlin", "g.V().hasLabel('Person').repeat(__.both('WORKS_AT'))\n")
                .write("tests/nobody.gremlin", "g.V().hasLabel('Nobody')\n");
        CommandRun built = call("build", "--quiet");
        assertThat(built.exit()).isEqualTo(1);
        assertThat(built.err())
                .contains("""
                error[GC8020]: test `around` did not end within 1 second
                  --> tests/around.gremlin:1:1
                """)
                .contains("bound a `repeat()` by `times()`")
                .contains("`test_timeout` of the graph output");
        assertThat(call("test", "--select", "nobody").exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsAValueThatIsOtherwiseInTheFiles(boolean admin) throws IOException {
        if (admin) {
            usesNeo4jAdmin();
        }
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(call("test").exit()).isZero();
        Path file = peopleFile();
        Files.writeString(
                file, Files.readString(file).replace("Ben Okoro", "Ben Nobody").replace("2024-01-09", "2024-01-10"));
        CommandRun tested = call("test", "--quiet");
        GoldenFile.check(
                GoldenFile.resource(
                        "terminal/graph-tests/read-back-of-" + (admin ? "import-files" : "load-sets") + ".txt"),
                tested.transcript());
        project.edit("profiles.yml", "path: target/graph", "path: target/graph\n      read_back: 0");
        assertThat(call("test").exit()).isZero();
    }

    private Path peopleFile() throws IOException {
        try (Stream<Path> files = Files.walk(project.root().resolve("target/graph"))) {
            return files.filter(path -> path.toString().contains("Person-0"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
