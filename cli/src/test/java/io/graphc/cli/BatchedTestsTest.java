package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.StepResult;
import io.graphc.runtime.check.DataTests;
import io.graphc.runtime.check.Finding;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data tests asked together and one by one: the same answers, in fewer statements. */
class BatchedTestsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final int TESTS_OF_EACH = 60;

    @TempDir
    Path folder;

    private TempProject project() {
        return TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write(
                        "profiles.yml",
                        "shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: target/shop.duckdb, schema: main, threads: 3}\n");
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areAnsweredAsOneByOne(int seed) {
        SplittableRandom random = new SplittableRandom(20261122L * seed);
        TempProject project = project();
        Map<String, List<String>> rows = new TreeMap<>();
        for (String name : List.of("things", "others")) {
            rows.put(name, rows(random));
            project.write(
                    "seeds/" + name + ".csv", "id,name,amount,day,ok\n" + String.join("\n", rows.get(name)) + "\n");
        }
        StringBuilder seeds = new StringBuilder("version: 2\nseeds:\n");
        for (String name : rows.keySet()) {
            seeds.append("""
                      - name: %s
                        config:
                          column_types: {id: bigint, name: varchar, amount: double, day: date, ok: boolean}
                        data_tests:
                    """.formatted(name));
            for (int i = 0; i < TESTS_OF_EACH; i++) {
                seeds.append("      - ")
                        .append(RandomDataTest.of(random, name + "_" + i))
                        .append('\n');
            }
        }
        project.write("seeds/seeds.yml", seeds.toString());
        project.write("macros/small.sql", """
                {% test small(model, column_name, most) %}
                select {{ column_name }} as found from {{ model }} where {{ column_name }} <= {{ most }}
                {% endtest %}
                """);

        CompiledProject compiled = compile();
        Queue<String> queries = new ConcurrentLinkedQueue<>();
        RunReport report = run(compiled, RunMode.BUILD, queries);
        Map<String, String> together = answers(report);
        assertThat(together).hasSize(2 * TESTS_OF_EACH);
        assertThat(together).isEqualTo(oneByOne(compiled));

        long statements =
                queries.stream().filter(sql -> sql.contains("AS part_1")).count();
        long numbers = queries.stream()
                .filter(sql -> sql.startsWith("SELECT count(*) AS failures"))
                .count();
        // A test whose proof turns out not to hold asks for itself.
        long open = compiled.tests().stream()
                .filter(test -> test.proof().isPresent()
                        || test.count().filter(count -> !count.exact()).isPresent())
                .filter(test -> !together.get(test.id()).startsWith("0 "))
                .count();
        // So does, in either relation, a test that is the only one left when the statements are full.
        assertThat(numbers).as("statements for numbers that were left open").isLessThanOrEqualTo(open + 2);
        assertThat(statements).isLessThanOrEqualTo(6);
        assertThat(compiled.tests().stream()
                        .filter(test -> test.count().isPresent())
                        .count())
                .isGreaterThan(TESTS_OF_EACH / 2);
    }

    private static List<String> rows(SplittableRandom random) {
        List<String> rows = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 0 : random.nextInt(1, 12);
        for (int i = 0; i < count; i++) {
            rows.add(String.join(
                    ",",
                    cell(random, String.valueOf(random.nextInt(-1, 6))),
                    cell(random, List.of("a", "b", "ab", "x1", "\" \"").get(random.nextInt(5))),
                    cell(random, List.of("0.5", "1.5", "-2.0", "7.25").get(random.nextInt(4))),
                    cell(random, "2026-02-" + (random.nextInt(20, 29))),
                    cell(random, random.nextBoolean() ? "true" : "false")));
        }
        return rows;
    }

    private static String cell(SplittableRandom random, String value) {
        return random.nextInt(6) == 0 ? "" : value;
    }

    private CompiledProject compile() {
        CompilationResult result = new GraphCompiler().compile(CompileOptions.of(folder, NOW));
        assertThat(result.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::toString))
                .isEmpty();
        return result.projects().get(0);
    }

    private RunReport run(CompiledProject compiled, RunMode mode, Queue<String> queries) {
        DuckDbEngines engines = new DuckDbEngines(folder);
        ProjectRunner runner = new ProjectRunner(
                folder,
                plan -> new RecordingEngine(engines.create(plan), queries),
                new GraphWriters(folder),
                Clock.fixed(NOW, ZoneOffset.UTC),
                RunListener.NONE);
        return runner.run(compiled, RunOptions.of(mode));
    }

    private static Map<String, String> answers(RunReport report) {
        return report.results().stream()
                .filter(result -> result.step().id().startsWith("test."))
                .collect(Collectors.toMap(
                        result -> result.step().id(), BatchedTestsTest::answer, (one, other) -> one, TreeMap::new));
    }

    private static String answer(StepResult result) {
        return result.failures().isPresent()
                ? words(result.failures().getAsLong(), result.diagnostics())
                : result.outcome().word();
    }

    /** A test whose statement fails has no number. */
    private Map<String, String> oneByOne(CompiledProject compiled) {
        Map<String, String> answers = new TreeMap<>();
        try (QueryEngine engine = new DuckDbEngines(folder).create(compiled)) {
            engine.open(compiled);
            DataTests tests = new DataTests(engine);
            for (TestPlan test : compiled.tests()) {
                answers.put(test.id(), answer(tests, test));
            }
        }
        return answers;
    }

    private static String answer(DataTests tests, TestPlan test) {
        try {
            Finding finding = tests.run(test, Optional.empty());
            return words(finding.failures(), finding.problem().stream().toList());
        } catch (GraphcException e) {
            return "error";
        }
    }

    /** All that a user is told but the place. */
    private static String words(long failures, List<Diagnostic> problems) {
        return failures
                + " "
                + problems.stream()
                        .map(problem -> problem.severity() + " " + problem.message() + " " + problem.notes())
                        .toList();
    }

    @Test
    void oneRelationIsOneStatement() {
        project()
                .write("seeds/people.csv", "id,name,boss\n1,Ada,\n2,Ben,1\n3,Cy,1\n")
                .write("seeds/teams.csv", "id\n1\n")
                .write("seeds/seeds.yml", """
                        version: 2
                        seeds:
                          - name: people
                            config: {column_types: {id: bigint, name: varchar, boss: bigint}}
                            data_tests: [{row_count: {min: 1}}, {equal_rowcount: {compare_model: ref('teams'), config: {severity: warn}}}]
                            columns:
                              - name: id
                                data_tests: [unique, not_null, {accepted_range: {min_value: 0, config: {where: "name <> 'x'", error_if: '> 5'}}}]
                              - name: name
                                data_tests: [not_null, {not_null: {name: kept, config: {store_failures: true}}}, {regex: {matches: '^[A-Z]'}}]
                              - name: boss
                                data_tests: [{relationships: {to: ref('people'), field: id}}, {relationships: {name: to_teams, to: ref('teams'), field: id}}]
                          - name: teams
                            config: {column_types: {id: bigint}}
                            columns: [{name: id, data_tests: [unique]}]
                        """);
        Queue<String> queries = new ConcurrentLinkedQueue<>();
        RunReport report = run(compile(), RunMode.BUILD, queries);
        assertThat(report.succeeded()).as(report.allDiagnostics().toString()).isTrue();
        // One for people and their samples of the test that warns, one for teams.
        assertThat(queries).hasSize(3);
        assertThat(queries.stream().filter(sql -> sql.contains("AS part_1"))).hasSize(1);
    }

    /** A seed with a test whose query breaks, two that pass, and perhaps another one. */
    private void testCodes(String another) {
        project().write("seeds/codes.csv", "code,n\n1,1\nx,2\n").write("seeds/seeds.yml", """
                version: 2
                seeds:
                  - name: codes
                    config: {column_types: {code: varchar, n: bigint}}
                    data_tests:
                      - expression_is_true: {name: broken, expression: "cast(code as bigint) > 0"}
                      %s
                    columns:
                      - {name: n, data_tests: [unique, not_null]}
                """.formatted(another));
    }

    @Test
    void oneTestThatBreaksLeavesTheOthersAlone() {
        testCodes("- row_count: {name: too_few, min: 3}");
        RunReport report = run(compile(), RunMode.BUILD, new ConcurrentLinkedQueue<>());
        Map<String, String> outcomes = report.results().stream()
                .filter(result -> result.step().id().startsWith("test."))
                .collect(Collectors.toMap(
                        result -> result.step().label(),
                        result -> result.outcome().word(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(outcomes)
                .isEqualTo(new TreeMap<>(Map.of(
                        "broken", "error", "too_few", "fail", "unique_codes_n", "pass", "not_null_codes_n", "pass")));
    }

    @Test
    void selectedTestsAloneAreCounted() {
        testCodes("");
        CompiledProject compiled = compile();
        run(compiled, RunMode.BUILD, new ConcurrentLinkedQueue<>());
        Queue<String> queries = new ConcurrentLinkedQueue<>();
        RunOptions options = RunOptions.of(RunMode.TEST)
                .withSelected(Set.of("test.shop.unique_codes_n", "test.shop.not_null_codes_n"));
        DuckDbEngines engines = new DuckDbEngines(folder);
        RunReport report = new ProjectRunner(
                        folder,
                        plan -> new RecordingEngine(engines.create(plan), queries),
                        new GraphWriters(folder),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        RunListener.NONE)
                .run(compiled, options);
        assertThat(report.succeeded()).isTrue();
        // The cast that fails is in the scan, and is not asked for.
        assertThat(queries).hasSize(1);
    }
}
