package io.graphc.runtime.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.RecordingWriter;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.result.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRunnerTest {
    @TempDir
    Path folder;

    private static CompiledProject project(String tenant, String sql) {
        ModelPlan plain =
                Plans.model("numbers", Materialization.TABLE, sql, List.of(), Column.of("a", SqlTypes.INTEGER));
        ModelPlan model = new ModelPlan(
                plain.id(),
                plain.name(),
                plain.path(),
                plain.materialization(),
                RelationName.of(tenant, "numbers"),
                sql,
                sql,
                plain.incremental(),
                plain.table(),
                plain.columns(),
                plain.lineage(),
                List.of(),
                List.of(),
                "",
                ModelSource.NONE,
                false);
        return new Plans().database("all.duckdb").tenant(tenant).model(model).project();
    }

    @Test
    void resultsThatCannotBeWrittenAreTheProblemOfOneTenant() throws IOException {
        Files.createDirectories(folder.resolve("target/tenants"));
        Files.writeString(folder.resolve("target/tenants/brick"), "no folder");
        TenantReport report = runner(new DuckDbEngines(folder))
                .run(
                        List.of(
                                project("acme", "SELECT 1 AS a"),
                                project("brick", "SELECT 2 AS a"),
                                project("cobalt", "SELECT 3 AS a")),
                        1);
        assertThat(report.failed()).containsExactly("brick");
        assertThat(report.tenants().get(1).allDiagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.CANNOT_WRITE);
        assertThat(folder.resolve("target/tenants/cobalt/run_results.json")).exists();
    }

    @Test
    void asksForTheProjectOfATenantWhenItHasItsTurn() {
        List<String> tenants = List.of("acme", "brick", "cobalt");
        List<CompiledProject> projects = new AbstractList<>() {
            @Override
            public CompiledProject get(int index) {
                tenants.subList(0, index)
                        .forEach(before -> assertThat(folder.resolve("target/tenants/" + before + "/run_results.json"))
                                .exists());
                tenants.subList(index, tenants.size())
                        .forEach(after -> assertThat(folder.resolve("target/tenants/" + after))
                                .doesNotExist());
                return project(tenants.get(index), "SELECT 1 AS a");
            }

            @Override
            public int size() {
                return tenants.size();
            }
        };
        assertThat(runner(new DuckDbEngines(folder)).run(projects, 1).succeeded())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void closesTheDatabaseBetweenTenantsNowAndThen(int atOnce) {
        DuckDbEngines engines = new DuckDbEngines(folder);
        List<CompiledProject> projects = IntStream.range(0, 7)
                .mapToObj(number -> project("tenant" + number, "SELECT " + number + " AS a"))
                .toList();
        List<Integer> openInPauses = Collections.synchronizedList(new ArrayList<>());
        TenantRunner runner = runner(engines).pausing(3, () -> {
            engines.closeUnused();
            openInPauses.add(engines.openDatabases());
        });
        Runnable letGo = engines.linger();
        TenantReport report = runner.run(projects, atOnce);

        assertThat(report.succeeded()).isTrue();
        assertThat(openInPauses).containsExactly(0, 0);
        assertThat(engines.openDatabases()).isEqualTo(1);
        letGo.run();
        assertThat(engines.openDatabases()).isZero();
    }

    @Test
    void closesTheDatabasesOfOthersWhenOneIsOpened() {
        DuckDbEngines engines = new DuckDbEngines(folder);
        List<CompiledProject> projects = IntStream.range(0, 4)
                .mapToObj(number -> project("tenant" + number, "SELECT " + number + " AS a"))
                .map(project ->
                        on(project, project.engine().ofTenant(project.tenant().orElseThrow(), "of_{tenant}.duckdb")))
                .toList();
        Runnable letGo = engines.linger();
        try (QueryEngine first = engines.create(projects.get(0));
                QueryEngine second = engines.create(projects.get(1))) {
            first.open(projects.get(0));
            second.open(projects.get(1));
            assertThat(engines.openDatabases()).as("both are in use").isEqualTo(2);
        }
        try (QueryEngine third = engines.create(projects.get(2))) {
            third.open(projects.get(2));
            assertThat(engines.openDatabases()).as("the others are closed").isEqualTo(1);
        }
        assertThat(engines.openDatabases()).as("the last one lingers").isEqualTo(1);
        assertThat(runner(engines).run(projects, 4).succeeded()).isTrue();
        letGo.run();
        assertThat(engines.openDatabases()).isZero();
        assertThat(folder.resolve("of_tenant3.duckdb")).exists();
    }

    private static CompiledProject on(CompiledProject project, EngineTarget engine) {
        return new CompiledProject(
                project.name(),
                project.tenant(),
                project.asOf(),
                engine,
                project.graphTarget(),
                project.sources(),
                project.seeds(),
                project.models(),
                project.tests(),
                project.graph());
    }

    private TenantRunner runner(DuckDbEngines engines) {
        return new TenantRunner(
                project -> new ProjectRunner(
                        folder, engines, compiled -> new RecordingWriter(), new TickingClock(), RunListener.NONE),
                project -> RunOptions.of(RunMode.BUILD),
                new RunResults("0.1.0", "3f0a", Map.of()),
                folder.resolve("target"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneTenantsFailureTouchesNoOther(int atOnce) {
        DuckDbEngines engines = new DuckDbEngines(folder);
        TenantRunner runner = runner(engines);
        CompiledProject acme = project("acme", "SELECT 1 AS a");

        TenantReport report = runner.run(
                List.of(acme, project("brick", "SELECT nothing"), project("cobalt", "SELECT 3 AS a")), atOnce);

        assertThat(report.succeeded()).isFalse();
        assertThat(report.failed()).containsExactly("brick");
        assertThat(report.tenants()).extracting(RunReport::succeeded).containsExactly(true, false, true);
        for (String tenant : List.of("acme", "brick", "cobalt")) {
            assertThat(folder.resolve("target/tenants/" + tenant + "/run_results.json"))
                    .content()
                    .contains("\"tenant\": \"" + tenant + "\"");
        }
        try (QueryEngine engine = engines.create(acme)) {
            engine.open(acme);
            try (RowCursor rows = engine.query("SELECT (SELECT a FROM acme.numbers) + a FROM cobalt.numbers")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(0)).isEqualTo(4);
            }
        }
    }
}
