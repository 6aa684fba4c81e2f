package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks of an element type counted by one statement and one by one: the same outcome under every policy. */
class ChecksTogetherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    /** Policies for ends: some that mend all, and some that do not suffice. */
    private static final List<String> MENDING = List.of("reject", "{action: reject, max: 100%}", "create");

    private static final List<String> REFUSING =
            List.of("error", "{action: reject, max: 1}", "{action: reject, max: 1%}", "{action: create, max: 1}");

    @TempDir
    Path folder;

    /**
     * What a run came to.
     *
     * @param steps what is told of each step, by its id
     * @param files the graph and the rejects
     * @param checks the statements that look at staged rows
     */
    private record Outcome(
            boolean succeeded, Map<String, String> steps, Map<String, String> files, List<String> checks) {
        List<String> having(String words) {
            return checks.stream().filter(sql -> sql.contains(words)).toList();
        }
    }

    private Outcome run(Map<String, String> project, boolean together) throws IOException {
        return run(project, together, new ConcurrentLinkedQueue<>());
    }

    private Outcome run(Map<String, String> project, boolean together, Queue<String> queries) throws IOException {
        Path root = folder.resolve(together ? "together" : "apart");
        TempProject written = DuckDbProject.forms(root);
        project.forEach(written::write);
        CompilationResult result = new GraphCompiler().compile(CompileOptions.of(root, NOW));
        assertThat(result.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::toString))
                .isEmpty();
        DuckDbEngines engines = new DuckDbEngines(root);
        RunReport report = new ProjectRunner(
                        root,
                        plan -> new RecordingEngine(engines.create(plan), queries, together),
                        new GraphWriters(root),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        RunListener.NONE)
                .run(result.projects().get(0), RunOptions.of(RunMode.BUILD));
        Map<String, String> steps = new TreeMap<>();
        report.results()
                .forEach(step -> steps.put(
                        step.step().id(),
                        step.status() + " " + step.message() + " " + step.failures() + " " + step.rows() + " "
                                + step.diagnostics()));
        Map<String, String> files = new TreeMap<>();
        for (String below : List.of("target/rejects", "target/graph")) {
            if (Files.exists(root.resolve(below))) {
                files.putAll(FolderContents.read(root.resolve(below)));
            }
        }
        List<String> checks = queries.stream()
                .filter(sql -> sql.contains("null_keys") || sql.contains("\"key\""))
                .toList();
        return new Outcome(report.succeeded(), steps, files, checks);
    }

    /** Runs a project both ways. */
    private Outcome sameBothWays(Map<String, String> project) throws IOException {
        Outcome apart = run(project, false);
        Outcome together = run(project, true);
        assertThat(together.steps()).isEqualTo(apart.steps());
        assertThat(together.files()).isEqualTo(apart.files());
        assertThat(together.succeeded()).isEqualTo(apart.succeeded());
        assertThat(apart.having("AS part_1")).isEmpty();
        return together;
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatPoliciesMendIsMendedAlike(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(20261122L * seed);
        Map<String, String> project = rows(random);
        project.put(
                "graph/graph.yml",
                mappings(
                        random,
                        MENDING,
                        List.of("reject"),
                        List.of("reject", "drop"),
                        List.of(
                                "reject",
                                "{action: merge, on_conflict: reject}",
                                "{action: first, order_by: [seen]}")));
        Outcome outcome = sameBothWays(project);
        assertThat(outcome.succeeded()).as(outcome.steps().toString()).isTrue();
        assertThat(outcome.files().keySet()).anyMatch(file -> file.startsWith("relationships/R0"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatPoliciesRefuseIsRefusedAlike(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(20261123L * seed);
        Map<String, String> project = rows(random);
        project.put(
                "graph/graph.yml",
                mappings(
                        random,
                        REFUSING,
                        List.of("error", "reject", "{action: reject, max: 1}"),
                        List.of("error", "reject", "drop"),
                        List.of("error", "reject", "{action: merge, on_conflict: error}")));
        Outcome outcome = sameBothWays(project);
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.steps().toString())
                .contains(DiagnosticCode.MISSING_ENDPOINT.name())
                .contains(DiagnosticCode.TOO_MANY_REJECTED.name());
    }

    private static Map<String, String> rows(SplittableRandom random) {
        StringBuilder people = new StringBuilder("id,name,age,seen\n");
        for (int i = 0; i < 40; i++) {
            people.append(cell(random, random.nextInt(30), 12)).append(",n").append(random.nextInt(3));
            people.append(',')
                    .append(random.nextInt(9) == 0 ? 300 : 30)
                    .append(',')
                    .append(i)
                    .append('\n');
        }
        StringBuilder links = new StringBuilder("a,b,k,note,weight,seen\n");
        for (int i = 0; i < 80; i++) {
            links.append(cell(random, random.nextInt(34), 20)).append(',').append(cell(random, random.nextInt(34), 20));
            links.append(",k").append(random.nextInt(2)).append(",n").append(random.nextInt(2));
            links.append(',')
                    .append(random.nextInt(9) == 0 ? 300 : 3)
                    .append(',')
                    .append(i)
                    .append('\n');
        }
        Map<String, String> files = new TreeMap<>();
        files.put("seeds/people.csv", people.toString());
        files.put("seeds/links.csv", links.toString());
        files.put("seeds/seeds.yml", """
                version: 2
                seeds:
                  - {name: people, config: {column_types: {id: bigint, name: varchar, age: integer, seen: integer}}}
                  - name: links
                    config:
                      column_types: {a: bigint, b: bigint, k: varchar, note: varchar, weight: integer, seen: integer}
                """);
        return files;
    }

    private static String cell(SplittableRandom random, int value, int nullOneIn) {
        return random.nextInt(nullOneIn) == 0 ? "" : String.valueOf(value);
    }

    /** Node types, and relationships between any two of them, each with policies of its own. */
    private static String mappings(
            SplittableRandom random, List<String> ends, List<String> nulls, List<String> bad, List<String> twice) {
        StringBuilder text = new StringBuilder("nodes:\n");
        for (int i = 0; i < 3; i++) {
            text.append("  - {label: N").append(i).append(", from: ref('people'), key: id, properties: ");
            text.append(
                    "[name, {name: age, type: byte}], on_null_key: reject, on_bad_value: reject, on_duplicate_key: ");
            text.append(any(random, twice)).append("}\n");
        }
        text.append("relationships:\n");
        for (int i = 0; i < 4 * ends.size(); i++) {
            text.append("  - {type: R").append(i).append(", from: ref('links'), key: k, start: {node: N");
            text.append(random.nextInt(3)).append(", key: a}, end: {node: N").append(random.nextInt(3));
            text.append(", key: b}, properties: [note, {name: weight, type: byte}], on_missing_endpoint: ");
            text.append(ends.get(i % ends.size())).append(", on_null_key: ").append(any(random, nulls));
            text.append(", on_bad_value: ").append(any(random, bad)).append(", on_duplicate_key: ");
            text.append(any(random, twice)).append("}\n");
        }
        return text.toString();
    }

    private static String any(SplittableRandom random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Two node types, and relationships from one to either. */
    private static Map<String, String> cars(String rows, String missing) {
        Map<String, String> files = new TreeMap<>();
        files.put("seeds/users.csv", "id\n1\n2\n");
        files.put("seeds/teams.csv", "id\n7\n8\n");
        files.put("seeds/cars.csv", "plate,user_id,team_id\nA1,1,\nA2,,7\n" + rows);
        files.put("seeds/seeds.yml", """
                version: 2
                seeds:
                  - {name: users, config: {column_types: {id: bigint}}}
                  - {name: teams, config: {column_types: {id: bigint}}}
                  - {name: cars, config: {column_types: {plate: varchar, user_id: bigint, team_id: bigint}}}
                """);
        files.put("graph/graph.yml", """
                nodes:
                  - {label: User, from: ref('users'), key: id, properties: []}
                  - {label: Team, from: ref('teams'), key: id, properties: []}
                  - {label: Car, from: ref('cars'), key: plate, properties: []}
                relationships:
                  - type: BELONGS_TO
                    from: ref('cars')
                    start: {node: Car, key: plate}
                    end: {any_of: [{node: User, key: user_id}, {node: Team, key: team_id}]}
                    on_null_key: reject
                    on_missing_endpoint: %s
                """.formatted(missing));
        return files;
    }

    @Test
    void oneStatementForAnElementTypeInWhichNothingIsWrong() throws IOException {
        Outcome outcome = sameBothWays(cars("", "error"));
        assertThat(outcome.succeeded()).as(outcome.steps().toString()).isTrue();
        // Three node types and, with two choices for the end, two relationship types; where a car starts needs no look.
        assertThat(outcome.checks()).hasSize(5).allMatch(sql -> sql.contains("AS part_1"));
        assertThat(outcome.having("\"r\".\"~from\" AS \"key\"")).isEmpty();
        assertThat(outcome.having("\"r\".\"~to\" AS \"key\"")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"error, false", "'{action: reject, max: 0}', false", "reject, true", "create, true"})
    void theMissingEndsThemselvesAreAskedForWhereThereAreAny(String missing, boolean succeeds) throws IOException {
        Outcome outcome = sameBothWays(cars("A3,5,\nA4,6,\n", missing));
        assertThat(outcome.succeeded()).as(outcome.steps().toString()).isEqualTo(succeeds);
        assertThat(outcome.having("AS part_1")).hasSize(5);
        List<String> own = outcome.checks().stream()
                .filter(sql -> !sql.contains("AS part_1"))
                .toList();
        assertThat(own).hasSize(1).allMatch(sql -> sql.startsWith("SELECT \"r\".\"~to\" AS \"key\""));
    }

    @Test
    void rowsWithSeveralOfTheEndsAreTold() throws IOException {
        Outcome outcome = sameBothWays(cars("A3,1,8\nA4,,\n", "reject"));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.steps().toString()).contains(DiagnosticCode.SEVERAL_ENDPOINTS.name());
    }

    @Test
    void nodesThatCannotBeStagedLeaveTheOtherChecksOfTheirRelationshipsAlone() throws IOException {
        Map<String, String> project = cars("A3,,\n", "error");
        project.computeIfPresent(
                "graph/graph.yml",
                (name, text) -> text.replace("ref('teams')", "ref('crews')").replace("on_null_key: reject", ""));
        project.put(
                "models/crews.sql",
                "select cast(cast(id as varchar) || 'x' as bigint) as id from {{ ref('teams') }}\n");
        Outcome outcome = sameBothWays(project);
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.steps().get("check.forms.not_null_key.BELONGS_TO.Car.User"))
                .contains(DiagnosticCode.NULL_KEY.name());
    }

    @Test
    void everyCheckAsksForItselfWhereTheOneStatementFails() throws IOException {
        Map<String, String> project = cars("A3,5,\nA4,,\n", "reject");
        Outcome apart = run(project, false);
        Outcome refused = run(project, true, new Refusing());
        assertThat(refused.steps()).isEqualTo(apart.steps());
        assertThat(refused.files()).isEqualTo(apart.files());
        assertThat(refused.having("AS part_1")).hasSize(5);
        assertThat(refused.checks().stream().filter(sql -> !sql.contains("AS part_1")))
                .hasSameSizeAs(apart.checks());
    }

    /** Notes statements, and has those that ask several questions fail. */
    @SuppressWarnings("serial")
    private static final class Refusing extends ConcurrentLinkedQueue<String> {
        @Override
        public boolean add(String sql) {
            super.add(sql);
            if (sql.contains("AS part_1")) {
                throw new GraphcException(Diagnostic.of(DiagnosticCode.QUERY_FAILED, "too much at once")
                        .build());
            }
            return true;
        }
    }
}
