package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.plan.CompiledProject;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When graph tests run, what they stop, and what they cost. */
class GraphTestsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makesAProject() {
        project = DuckDbProject.forms(folder)
                .edit("profiles.yml", "target/graph", "target/graph, max_delete: 100%")
                .write("models/people.sql", """
                        select * from (values (1, 'Ada', 2), (2, 'Ben', 3), (3, 'Cy', 1), (4, 'Di', 4), (5, null, null))
                          as t (id, name, boss)
                        """)
                .write("models/teams.sql", "select * from (values ('a'), ('b')) as t (name)")
                .write("models/members.sql", """
                        select * from (values (1, 'a'), (2, 'a'), (77, 'b')) as t (person, team)
                        """);
    }

    private static String mapping(String ofPeople, String ofBosses, String ofMembers) {
        return """
                nodes:
                  - label: Person
                    from: ref('people')
                    key: id
                    properties: [name]
                    data_tests: [%s]
                  - label: Team
                    from: ref('teams')
                    key: name
                relationships:
                  - type: REPORTS_TO
                    from: ref('people')
                    where: boss is not null
                    start: {node: Person, key: id}
                    end: {node: Person, key: boss}
                    properties: []
                    data_tests: [%s]
                  - type: MEMBER_OF
                    from: ref('members')
                    start: {node: Person, key: person}
                    end: {node: Team, key: team}
                    properties: []
                    on_missing_endpoint: {action: reject, max: 1}
                    data_tests: [%s]
                """.formatted(ofPeople, ofBosses, ofMembers);
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private Map<String, String> graph() throws IOException {
        Path target = project.root().resolve("target/graph");
        return Files.exists(target) ? FolderContents.read(target) : Map.of();
    }

    @Test
    void aFailureStopsTheLoadBeforeOneElementIsWritten() throws IOException {
        project.write("graph/graph.yml", mapping("{not_null: {property: name}}", "acyclic", "{row_count: {min: 1}}"));
        CommandRun run = call("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC7005]: test `not_null_Person_name` finds 1 row")
                .contains("for example key Person||5")
                .contains("error[GC7005]: test `acyclic_REPORTS_TO` finds 4 nodes that lie on cycles")
                .contains("for example Person||1 -> Person||2 -> Person||3 -> Person||1")
                .contains("PASS row_count_MEMBER_OF_1")
                .contains("SKIP=");
        assertThat(graph()).isEmpty();
        assertThat(call("test").err()).contains("FAIL 4 acyclic_REPORTS_TO");
        assertThat(call("plan").exit()).isEqualTo(1);
    }

    @Test
    void aWarningStopsNothing() throws IOException {
        project.write(
                "graph/graph.yml",
                mapping("", "{acyclic: {severity: warn}}, {no_self_loops: {warn_if: '> 0', error_if: '> 1'}}", ""));
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("WARN 4 acyclic_REPORTS_TO").contains("WARN 1 no_self_loops_REPORTS_TO");
        assertThat(graph()).isNotEmpty();
    }

    @Test
    void testsSeeTheRowsThatPoliciesLeave() {
        project.write(
                "graph/graph.yml",
                mapping("{orphans: {max: 4}}", "", "{row_count: {min: 2, max: 2}}, {cardinality: {end: {min: 1}}}"));
        CommandRun run = call("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("PASS row_count_MEMBER_OF_2__2")
                .contains("PASS orphans_Person_4")
                .contains("test `cardinality_MEMBER_OF_1` finds 1 row")
                .contains("for example side end, key Team||b, relationships 0");
    }

    @Test
    void theLastLoadIsWhatAChangeIsMeasuredBy() throws IOException {
        project.write("graph/graph.yml", mapping("{change: {max_increase: 0, max_decrease: 25%}}", "", ""));
        CommandRun first = call("run");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(Files.readString(project.root().resolve("target/run_results.json")))
                .contains("\"message\": \"nothing was loaded before\"");
        Map<String, String> loaded = graph();
        project.edit("models/people.sql", ", (4, 'Di', 4)", "").edit("models/people.sql", ", (5, null, null)", "");
        CommandRun fewer = call("run");
        assertThat(fewer.exit()).isEqualTo(1);
        assertThat(fewer.err())
                .contains("test `change_Person_25___0` finds 2 elements fewer")
                .contains("5 before, 3 now; `max_decrease: 25%` allows 1");
        assertThat(graph()).isEqualTo(loaded);
        CommandRun alone = call("test", "--select", "change_Person_25___0");
        assertThat(alone.err()).contains("FAIL 2 change_Person_25___0");
        project.edit("models/people.sql", "(3, 'Cy', 1)", "(3, 'Cy', 1), (4, 'Di', 4), (5, 'Ed', 4), (6, 'Fi', 4)");
        assertThat(call("run").err()).contains("finds 1 element more");
        project.edit("models/people.sql", ", (6, 'Fi', 4)", "");
        assertThat(call("run").exit()).isZero();
    }

    @Test
    void keysAndTypesAreProved() {
        project.write(
                "graph/graph.yml",
                mapping("unique, not_null, {type: {property: name, is: string}}", "unique", "not_null"));
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err().lines().filter(line -> line.contains("[PROVED")))
                .anyMatch(line -> line.contains("PASS unique_Person "))
                .anyMatch(line -> line.contains("PASS not_null_Person "))
                .anyMatch(line -> line.contains("PASS type_Person_string__name "))
                .anyMatch(line -> line.contains("PASS unique_REPORTS_TO "))
                .anyMatch(line -> line.contains("PASS not_null_MEMBER_OF "));
    }

    @Test
    void testsAreListedAndSelectedLikeOthers() {
        project.write("graph/graph.yml", mapping("{row_count: {min: 1, tags: [size]}}, orphans", "acyclic", ""));
        assertThat(call("ls", "--output", "id", "--select", "tag:size").out())
                .isEqualTo("test.forms.row_count_Person_1\n");
        assertThat(call("ls", "--output", "id", "--select", "relationship:REPORTS_TO")
                        .out())
                .contains("test.forms.acyclic_REPORTS_TO")
                .contains("test.forms.orphans_Person")
                .doesNotContain("row_count");
        CommandRun run = call("run", "--select", "+node:Person");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("PASS row_count_Person_1")
                .doesNotContain("orphans")
                .doesNotContain("acyclic");
        assertThat(call("build", "--select", "members", "teams").exit()).isZero();
        CommandRun one = call("test", "--select", "orphans_Person");
        assertThat(one.err()).contains("FAIL 1 orphans_Person").doesNotContain("PASS row_count");
    }

    @Test
    void failingRowsAreKeptWhereAskedFor() {
        project.write(
                "graph/graph.yml",
                mapping("{not_null: {property: name, store_failures: true, severity: warn}}", "", ""));
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("the rows are kept in `main_dbt_test__audit.not_null_Person_name`");
    }

    @Test
    void testsOfTheSameRowsAreOneStatement() {
        project.write(
                "graph/graph.yml",
                mapping(
                        "{row_count: {min: 1}}, {not_null: {property: name, where: '\"~id\" <> ''Person||5'''}}, {unique: {property: name}},"
                                + " {length: {property: name, max: 10}}, {pattern: {property: name, regex: '^[A-Z]'}},"
                                + " unique, {orphans: {max: 5}}, {degree: {max: 100}}, {degree: {min: 0, max: 99}}",
                        "{no_self_loops: {where: '\"~from\" <> ''Person||4'''}}",
                        "{cardinality: {start: {max: 1}}}, {cardinality: {start: {max: 2}}}, {row_count: {max: 9}}"));
        Queue<String> queries = new ConcurrentLinkedQueue<>();
        RunReport report = run(queries);
        assertThat(report.succeeded()).as(report.allDiagnostics().toString()).isTrue();
        List<String> counts =
                queries.stream().filter(sql -> sql.contains("failures_1")).toList();
        // Nodes by themselves, nodes with their relationships; relationships by themselves, twice; starts of members.
        assertThat(counts).hasSize(5).doesNotHaveDuplicates();
        assertThat(queries).noneMatch(sql -> sql.contains("AS failing"));
    }

    private RunReport run(Queue<String> queries) {
        Path root = project.root();
        CompiledProject compiled = new GraphCompiler()
                .compile(CompileOptions.of(root, NOW))
                .projects()
                .get(0);
        DuckDbEngines engines = new DuckDbEngines(root);
        ProjectRunner runner = new ProjectRunner(
                root,
                plan -> new RecordingEngine(engines.create(plan), queries),
                new GraphWriters(root),
                Clock.fixed(NOW, ZoneOffset.UTC),
                RunListener.NONE);
        return runner.run(compiled, RunOptions.of(RunMode.RUN));
    }
}
