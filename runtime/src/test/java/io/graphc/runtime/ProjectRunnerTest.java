package io.graphc.runtime;

import static io.graphc.plan.CheckPlan.Kind.END_EXISTS;
import static io.graphc.plan.CheckPlan.Kind.NOT_NULL_KEY;
import static io.graphc.plan.CheckPlan.Kind.START_EXISTS;
import static io.graphc.plan.CheckPlan.Kind.UNIQUE_KEY;
import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.csv;
import static io.graphc.runtime.Plans.dataTest;
import static io.graphc.runtime.Plans.model;
import static io.graphc.runtime.Plans.node;
import static io.graphc.runtime.Plans.relationship;
import static io.graphc.runtime.Plans.seed;
import static io.graphc.runtime.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.RecordingWriter;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.TempProject;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProjectRunnerTest {
    private static final Column ID = column("id", SqlTypes.INTEGER);
    private static final Column NAME = column("name", SqlTypes.VARCHAR);

    @TempDir
    Path folder;

    private final RecordingWriter writer = new RecordingWriter();
    private final RecordingListener listener = new RecordingListener();

    private ProjectRunner runner() {
        return new ProjectRunner(folder, new DuckDbEngines(folder), project -> writer, new TickingClock(), listener);
    }

    private RunReport run(CompiledProject project, RunOptions options) {
        return runner().run(project, options);
    }

    /** Users from a file, a seed of friendships, a view and a table over them, two element types. */
    private Plans shop() {
        TempProject.in(folder)
                .write("data/users.csv", "id,name\n1,Ann\n2,Bo\n3,Cy\n")
                .write("seeds/friends.csv", "a,b\n1,2\n2,3\n")
                .write("models/schema.yml", "version: 2\nmodels:\n  - name: users\n")
                .write("graph/shop.yml", "nodes:\n  - label: User\n");
        return new Plans()
                .source(source("users", csv("data/users.csv"), ID, NAME))
                .seed(seed(
                        "friends",
                        csv("seeds/friends.csv"),
                        column("a", SqlTypes.INTEGER),
                        column("b", SqlTypes.INTEGER)))
                .model(model(
                        "stg_users",
                        Materialization.VIEW,
                        "SELECT id, name FROM raw.users",
                        List.of("source.shop.raw.users"),
                        ID,
                        NAME))
                .model(model(
                        "users",
                        Materialization.TABLE,
                        "SELECT id, name FROM main.stg_users",
                        List.of("model.shop.stg_users"),
                        ID,
                        NAME))
                .node(node(
                        "User",
                        "SELECT 'User|' || id AS \"~id\", name FROM main.users",
                        List.of("model.shop.users"),
                        NOT_NULL_KEY,
                        UNIQUE_KEY))
                .relationship(relationship(
                        "KNOWS",
                        "User",
                        "User",
                        "SELECT 'KNOWS|' || a || '|' || b AS \"~id\", 'User|' || a AS \"~from\", 'User|' || b AS \"~to\""
                                + " FROM main.friends",
                        List.of("seed.shop.friends"),
                        START_EXISTS,
                        END_EXISTS));
    }

    @Test
    void tellsWhatTheEngineWarnsOfWithoutFailingAStep() {
        Diagnostic warning = Diagnostic.of(DiagnosticCode.INSERT_UNCERTAIN, "rows without a note")
                .build();
        ProjectRunner runner = new ProjectRunner(
                folder,
                project -> warning(new DuckDbEngines(folder).create(project), warning),
                project -> writer,
                new TickingClock(),
                listener);

        RunReport told = runner.run(shop().project(), RunOptions.of(RunMode.RUN));
        RunReport stern =
                runner.run(shop().project(), RunOptions.of(RunMode.RUN).withWarnings(WarningPolicy.STERN));

        assertThat(told.diagnostics()).containsExactly(warning);
        assertThat(told.succeeded()).isTrue();
        assertThat(stern.diagnostics())
                .singleElement()
                .satisfies(raised -> assertThat(raised.isError()).isTrue());
        assertThat(stern.results()).noneMatch(result -> result.outcome().blocks());
        assertThat(stern.succeeded()).isFalse();
    }

    private static QueryEngine warning(QueryEngine engine, Diagnostic warning) {
        return (QueryEngine) Proxy.newProxyInstance(
                QueryEngine.class.getClassLoader(),
                new Class<?>[] {QueryEngine.class},
                (proxy, method, arguments) ->
                        method.getName().equals("notices") ? List.of(warning) : method.invoke(engine, arguments));
    }

    @Test
    void runsEverythingInOrderAndWritesTheGraph() {
        RunReport report = run(shop().project(), RunOptions.of(RunMode.RUN));

        assertThat(report.succeeded()).isTrue();
        assertThat(listener.lines)
                .containsExactly(
                        "success source.shop.raw.users",
                        "success seed.shop.friends",
                        "success model.shop.stg_users",
                        "success model.shop.users",
                        "success stage.node.shop.User",
                        "success stage.relationship.shop.KNOWS",
                        "pass check.shop.NOT_NULL_KEY.User",
                        "pass check.shop.UNIQUE_KEY.User",
                        "pass check.shop.START_EXISTS.KNOWS",
                        "pass check.shop.END_EXISTS.KNOWS",
                        "success node.shop.User",
                        "success relationship.shop.KNOWS",
                        "pass counts.node.shop.User",
                        "pass counts.relationship.shop.KNOWS");
        assertThat(listener.started)
                .startsWith("1 of 14 source raw.users", "2 of 14 seed file main.friends")
                .contains("3 of 14 sql view model main.stg_users")
                .endsWith("14 of 14 count of relationship KNOWS");
        assertThat(writer.log)
                .containsExactly("open", "write User", "write KNOWS", "commit", "count User", "count KNOWS", "close");
        assertThat(writer.graph.get("relationship.shop.KNOWS")).containsExactly("KNOWS|1|2", "KNOWS|2|3");
        assertThat(report.elements()).extracting(ElementReport::accepted).containsExactly(3L, 2L);
        assertThat(report.location()).isEqualTo("memory");
    }

    @Test
    void manyThreadsGiveTheSameReport() {
        List<StepResult> one =
                run(shop().project(), RunOptions.of(RunMode.BUILD)).results();
        List<StepResult> many = run(
                        shop().project(), RunOptions.of(RunMode.BUILD).withThreads(4))
                .results();
        assertThat(many)
                .extracting(StepResult::step)
                .isEqualTo(one.stream().map(StepResult::step).toList());
        assertThat(many).extracting(StepResult::outcome).doesNotContain(StepOutcome.SKIPPED, StepOutcome.ERROR);
    }

    @Test
    void aFailedModelSkipsItsChildrenAndTheGraphButNotOthers() {
        CompiledProject project = shop().model(model(
                        "broken",
                        Materialization.TABLE,
                        "SELECT CAST(name AS INTEGER) AS id FROM main.users",
                        List.of("model.shop.users"),
                        ID))
                .model(model(
                        "child", Materialization.VIEW, "SELECT id FROM main.broken", List.of("model.shop.broken"), ID))
                .project();

        RunReport report = run(project, RunOptions.of(RunMode.RUN));

        assertThat(report.succeeded()).isFalse();
        assertThat(listener.lines)
                .contains(
                        "error model.shop.broken",
                        "skipped model.shop.child",
                        "success stage.node.shop.User",
                        "skipped node.shop.User",
                        "skipped counts.node.shop.User");
        assertThat(writer.log).containsExactly("open", "close");
        assertThat(report.elements()).isEmpty();
        Diagnostic problem = report.allDiagnostics().get(0);
        assertThat(report.allDiagnostics()).hasSize(1);
        assertThat(problem.message()).isEqualTo("model `broken` stopped with an error of DuckDB");
        assertThat(problem.notes())
                .contains("written in models/broken.sql, compiled to target/compiled/models/broken.sql");
        assertThat(report.results().stream()
                        .filter(result -> result.step().id().equals("model.shop.child"))
                        .findFirst()
                        .orElseThrow()
                        .message())
                .isEqualTo("needs `model.shop.broken`, which failed");
    }

    @Test
    void failFastSkipsWhatHasNotStarted() {
        CompiledProject project = shop().model(
                        model("a_broken", Materialization.TABLE, "SELECT nothing", List.of(), ID))
                .model(model("b_good", Materialization.TABLE, "SELECT 1 AS id", List.of(), ID))
                .project();
        run(project, RunOptions.of(RunMode.RUN).withFailFast(true));
        assertThat(listener.lines)
                .contains("error model.shop.a_broken", "skipped model.shop.b_good", "skipped stage.node.shop.User");
    }

    @Test
    void badKeysAndMissingEndpointsStopEverythingBeforeAnythingIsWritten() {
        StringBuilder friends = new StringBuilder("a,b\n1,2\n");
        for (int i = 100; i < 112; i++) {
            friends.append(i).append(",1\n");
        }
        Plans plans = shop();
        TempProject.in(folder)
                .write("data/users.csv", "id,name\n1,Ann\n1,Bo\n2,Cy\n,Nobody\n")
                .write("seeds/friends.csv", friends.toString());

        RunReport report = run(plans.project(), RunOptions.of(RunMode.RUN));

        assertThat(writer.log).containsExactly("open", "close");
        assertThat(report.allDiagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(
                        DiagnosticCode.NULL_KEY, DiagnosticCode.DUPLICATE_KEY, DiagnosticCode.MISSING_ENDPOINT);
        assertThat(report.allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`User` has 1 row with a null in the key",
                        "`User` has 1 key more than once",
                        "12 relationships `KNOWS` start at a `User` that is not there");
        Diagnostic missing = report.allDiagnostics().get(2);
        assertThat(missing.notes())
                .containsExactly("the first 10: `User|100`, `User|101`, `User|102`, `User|103`, `User|104`, `User|105`,"
                        + " `User|106`, `User|107`, `User|108`, `User|109`");
        assertThat(missing.primary().orElseThrow().toString()).isEqualTo("graph/shop.yml:2:3");
        assertThat(report.count(StepOutcome.FAIL)).isEqualTo(3);
    }

    @Test
    void buildTestsAModelBeforeItsChildren() {
        CompiledProject project = shop().test(dataTest(
                        "no_bo",
                        Severity.ERROR,
                        "model.shop.stg_users",
                        "SELECT id, name FROM main.stg_users WHERE name IN ('Bo', 'Cy') -- found"))
                .test(dataTest(
                        "few_users",
                        Severity.WARNING,
                        "source.shop.raw.users",
                        "SELECT id FROM raw.users WHERE id > 2"))
                .test(dataTest("fine", Severity.ERROR, "seed.shop.friends", "SELECT a FROM main.friends WHERE a = b"))
                .project();

        RunReport report = run(project, RunOptions.of(RunMode.BUILD));

        assertThat(listener.lines)
                .containsSubsequence("success model.shop.stg_users", "fail test.shop.no_bo", "skipped model.shop.users")
                .contains("warn test.shop.few_users", "pass test.shop.fine", "skipped stage.node.shop.User");
        assertThat(report.allDiagnostics())
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(DiagnosticCode.DATA_TEST_FAILED, DiagnosticCode.DATA_TEST_WARNED);
        Diagnostic failed = report.allDiagnostics().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .orElseThrow();
        assertThat(failed.message()).isEqualTo("test `no_bo` finds 2 rows");
        assertThat(failed.notes()).containsExactly("for example id 2, name Bo", "for example id 3, name Cy");
        assertThat(failed.primary().orElseThrow().text()).isEqualTo("- name: users");
        assertThat(report.succeeded()).isFalse();
    }

    @Test
    void aWarningDoesNotStopTheBuild() {
        CompiledProject project = shop().test(dataTest(
                        "few_users", Severity.WARNING, "model.shop.stg_users", "SELECT id FROM main.stg_users"))
                .project();
        RunReport report = run(project, RunOptions.of(RunMode.BUILD));
        assertThat(report.succeeded()).isTrue();
        assertThat(report.count(StepOutcome.WARN)).isEqualTo(1);
        assertThat(writer.graph).hasSize(2);
    }

    @Test
    void testLooksAtWhatIsThere() {
        CompiledProject project = shop().database("shop.duckdb")
                .test(dataTest(
                        "fine", Severity.ERROR, "model.shop.users", "SELECT id FROM main.users WHERE id IS NULL"))
                .project();
        RunReport early = run(project, RunOptions.of(RunMode.TEST));
        assertThat(early.allDiagnostics())
                .filteredOn(problem -> problem.code() == DiagnosticCode.NOT_BUILT_YET)
                .flatExtracting(Diagnostic::helps)
                .containsExactly(
                        "build it first: `graphc run --select users`", "build it first: `graphc run --select friends`");
        run(project, RunOptions.of(RunMode.RUN));
        writer.log.clear();
        listener.lines.clear();

        RunReport report = run(project, RunOptions.of(RunMode.TEST));

        assertThat(report.succeeded()).isTrue();
        assertThat(listener.lines)
                .doesNotContain("success model.shop.users")
                .contains("pass test.shop.fine", "pass check.shop.UNIQUE_KEY.User", "pass counts.node.shop.User");
        assertThat(writer.log).containsExactly("open", "count User", "count KNOWS", "close");

        writer.graph.get("node.shop.User").remove(0);
        assertThat(run(project, RunOptions.of(RunMode.TEST)).allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("the target holds 2 of `User`, the project has 3");

        writer.unreachable = true;
        RunReport without = run(project, RunOptions.of(RunMode.TEST));
        assertThat(without.diagnostics()).extracting(Diagnostic::severity).containsExactly(Severity.WARNING);
        assertThat(without.count(StepOutcome.SKIPPED)).isEqualTo(2);
        assertThat(without.count(StepOutcome.FAIL)).isZero();
    }

    @Test
    void anUnreachableTargetIsKnownBeforeAnythingIsBuilt() {
        writer.unreachable = true;
        RunReport report = run(shop().project(), RunOptions.of(RunMode.RUN));
        assertThat(report.succeeded()).isFalse();
        assertThat(report.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.TARGET_UNREACHABLE);
        assertThat(listener.lines).isEmpty();
    }

    @Test
    void aWriterThatLosesRowsIsFoundOutBeforeTheCommit() {
        writer.lost = 1;
        RunReport report = run(shop().project(), RunOptions.of(RunMode.RUN));
        assertThat(report.allDiagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.COUNTS_DIFFER);
        assertThat(writer.log).containsExactly("open", "write User", "close");
    }

    @Test
    void runsOnlyWhatIsSelected() {
        CompiledProject project = shop().database("shop.duckdb").project();
        run(project, RunOptions.of(RunMode.RUN));
        listener.lines.clear();
        writer.log.clear();
        run(project, RunOptions.of(RunMode.RUN).withSelected(Set.of("model.shop.users")));
        assertThat(listener.lines).containsExactly("success model.shop.users");
        assertThat(writer.log).isEmpty();
        listener.lines.clear();
        run(project, RunOptions.of(RunMode.RUN).withSelected(Set.of("relationship.shop.KNOWS")));
        assertThat(listener.lines)
                .startsWith("success stage.node.shop.User", "success stage.relationship.shop.KNOWS")
                .doesNotContain("success node.shop.User");
    }

    @Test
    void keepsTheOrderAcrossWhatIsNotSelected() {
        CompiledProject project = new Plans()
                .model(model("a", Materialization.TABLE, "SELECT nothing", List.of(), ID))
                .model(model("between", Materialization.EPHEMERAL, "SELECT 1", List.of("model.shop.a"), ID))
                .model(model("z", Materialization.TABLE, "SELECT 1 AS id", List.of("model.shop.between"), ID))
                .project();
        run(project, RunOptions.of(RunMode.RUN).withThreads(3));
        assertThat(listener.lines).containsExactly("error model.shop.a", "skipped model.shop.z");
    }

    @Test
    @Timeout(60)
    void cancellingEndsTheRun() throws Exception {
        CompiledProject project = shop().model(model(
                        "endless",
                        Materialization.TABLE,
                        "SELECT count(*) AS id FROM range(1000000) AS x, range(1000000) AS y",
                        List.of(),
                        ID))
                .project();
        ProjectRunner runner = runner();
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<RunReport> future = other.submit(() -> runner.run(project, RunOptions.of(RunMode.RUN)));
        while (!future.isDone()) {
            runner.cancel();
        }
        RunReport report = future.get();
        other.shutdown();
        assertThat(report.interrupted()).isTrue();
        assertThat(report.succeeded()).isFalse();
        assertThat(writer.graph).isEmpty();
    }
}
