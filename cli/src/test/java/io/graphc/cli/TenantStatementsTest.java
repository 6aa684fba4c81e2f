package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Turns;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.result.RunResults;
import io.graphc.runtime.tenant.TenantReport;
import io.graphc.runtime.tenant.TenantRunner;
import io.graphc.testkit.TempProject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that the engine is asked for one customer of the learning example, with all of them running at once. */
class TenantStatementsTest {
    @TempDir
    Path folder;

    private final Map<String, Queue<String>> asked = new ConcurrentHashMap<>();

    private QueryEngine recorded(QueryEngine engine, String tenant) {
        return (QueryEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {QueryEngine.class}, (proxy, method, arguments) -> {
                    for (Object argument : arguments == null ? new Object[0] : arguments) {
                        asked.computeIfAbsent(tenant, name -> new ConcurrentLinkedQueue<>())
                                .addAll(texts(argument));
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<String> texts(Object argument) {
        if (argument instanceof ModelPlan model) {
            return List.of(model.engineSql(), model.relation().quoted());
        }
        if (argument instanceof ElementPlan element) {
            return List.of(element.query().engineSql(), element.query().staged().quoted());
        }
        if (argument instanceof SourceTable source) {
            return List.of(source.relation().quoted(), String.valueOf(source.files()));
        }
        if (argument instanceof List<?> statements) {
            return statements.stream().map(String::valueOf).toList();
        }
        return argument instanceof String sql ? List.of(sql) : List.of();
    }

    @Test
    void noStatementOfOneNamesAnother() {
        TempProject project = Examples.learning(folder);
        List<CompiledProject> projects = new GraphCompiler()
                .compile(CompileOptions.of(project.root(), Instant.parse("2026-01-15T00:00:00Z")))
                .projects();
        DuckDbEngines engines = new DuckDbEngines(project.root());
        Turns turns = Turns.of(2);
        TenantRunner runner = new TenantRunner(
                compiled -> new ProjectRunner(
                        project.root(),
                        made -> recorded(engines.create(made), made.tenant().orElseThrow()),
                        new GraphWriters(project.root()),
                        Clock.systemUTC(),
                        RunListener.NONE,
                        turns),
                compiled -> RunOptions.of(RunMode.BUILD).withThreads(2),
                new RunResults("0.1.0", "3f0a", Map.of()),
                project.root().resolve("target"));

        TenantReport first = runner.run(projects, 3);
        TenantReport second = runner.run(projects, 3);

        assertThat(first.tenants()).allMatch(RunReport::succeeded);
        assertThat(second.tenants()).allMatch(RunReport::succeeded);
        Map<String, Queue<String>> sorted = new TreeMap<>(asked);
        assertThat(sorted).containsOnlyKeys(LearningFiles.CUSTOMERS);
        sorted.forEach((tenant, statements) -> {
            assertThat(statements).hasSizeGreaterThan(200);
            assertThat(statements).anyMatch(sql -> sql.contains("main_" + tenant));
            for (String other : LearningFiles.CUSTOMERS) {
                if (!other.equals(tenant)) {
                    assertThat(statements).as(tenant).noneMatch(sql -> sql.contains(other));
                }
            }
        });
    }
}
