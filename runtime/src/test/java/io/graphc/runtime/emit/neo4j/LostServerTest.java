package io.graphc.runtime.emit.neo4j;

import static io.graphc.runtime.Plans.node;
import static io.graphc.runtime.Plans.relationship;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.Plans;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.Neo4jServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away while it is loaded, and one that takes no changes. */
class LostServerTest {
    private static final int PEOPLE = 1_000;

    @TempDir
    Path folder;

    private static GraphTarget target(URI uri) {
        return new GraphTarget(
                "graph",
                "neo4j",
                Map.of(
                        "uri",
                        uri.toString(),
                        "user",
                        Neo4jServer.shared().user(),
                        "password",
                        Neo4jServer.shared().password(),
                        "batch_size",
                        50));
    }

    private static CompiledProject people(GraphTarget target, String suffix) {
        return new Plans()
                .database("people.duckdb")
                .target(target)
                .node(node(
                        "Person",
                        "SELECT 'Person|' || i AS \"~id\", 'name ' || i || '" + suffix + "' AS name FROM range("
                                + PEOPLE + ") AS t(i)",
                        List.of()))
                .relationship(relationship(
                        "KNOWS",
                        "Person",
                        "Person",
                        "SELECT 'KNOWS|' || i AS \"~id\", 'Person|' || i AS \"~from\", 'Person|' || (i * 7 % " + PEOPLE
                                + ") AS \"~to\" FROM range(" + PEOPLE + ") AS t(i)",
                        List.of()))
                .project();
    }

    private RunReport run(CompiledProject project) {
        return new ProjectRunner(
                        folder,
                        new DuckDbEngines(folder),
                        any -> new Neo4jWriter(any.graphTarget(), Duration.ofMillis(200)),
                        Clock.systemUTC(),
                        RunListener.NONE)
                .run(project, RunOptions.of(RunMode.RUN));
    }

    @Test
    void aRunAfterOneThatLostTheServerRepairsTheGraph() throws IOException {
        SplittableRandom random = new SplittableRandom(99);
        try (Neo4jGraph graph = new Neo4jGraph(Neo4jServer.shared());
                BreakableConnection connection =
                        new BreakableConnection(Neo4jServer.shared().uri())) {
            graph.clear();
            GraphTarget target = target(connection.uri());
            for (int i = 0; i < 3; i++) {
                CompiledProject project = people(target, " of load " + i);
                connection.breakAfter(4_000 + random.nextInt(25_000));
                RunReport lost = run(project);
                assertThat(connection.isBroken()).isTrue();
                assertThat(lost.succeeded()).isFalse();
                assertThat(lost.allDiagnostics())
                        .extracting(diagnostic -> diagnostic.code())
                        .containsOnly(DiagnosticCode.TARGET_UNREACHABLE);
                connection.mend();
                RunReport again = run(project);
                assertThat(again.allDiagnostics()).isEmpty();
                assertThat(again.succeeded()).isTrue();
                assertThat(graph.query("MATCH (p:Person) WHERE p.name ENDS WITH ' of load " + i + "' RETURN p"))
                        .hasSize(PEOPLE);
                assertThat(graph.query("MATCH (:Person)-[r:KNOWS]->(:Person) RETURN DISTINCT r._id"))
                        .hasSize(PEOPLE);
                for (ElementReport element : run(project).elements()) {
                    assertThat(element.unchanged()).isEqualTo(PEOPLE);
                }
            }
            graph.clear();
        }
    }

    @Test
    void aRunAfterOneThatTheServerRefusedRepairsTheGraph() throws IOException {
        URI real = Neo4jServer.shared().uri();
        try (Neo4jGraph graph = new Neo4jGraph(Neo4jServer.shared());
                Neo4jServer replica = Neo4jServer.readOnly();
                BreakableConnection connection = new BreakableConnection(real)) {
            graph.clear();
            GraphTarget target = target(connection.uri());
            assertThat(run(people(target, " first")).allDiagnostics()).isEmpty();
            connection.leadTo(replica.uri());
            refuses(target, DiagnosticCode.CANNOT_WRITE, "Neo4j at " + connection.uri() + " takes no changes");
            connection.leadTo(real);
            refuses(
                    with(target, "password", "guessed"),
                    DiagnosticCode.TARGET_UNREACHABLE,
                    "Neo4j at " + connection.uri() + " refuses the user `"
                            + Neo4jServer.shared().user() + "`");
            refuses(
                    with(target, "database", "nosuch"),
                    DiagnosticCode.TARGET_UNREACHABLE,
                    "Neo4j at " + connection.uri() + " has no database `nosuch`");
            assertThat(graph.query("MATCH (p:Person) WHERE p.name ENDS WITH ' first' RETURN p"))
                    .hasSize(PEOPLE);
            RunReport again = run(people(target, " second"));
            assertThat(again.allDiagnostics()).isEmpty();
            assertThat(again.elements()).extracting(ElementReport::updated).containsExactly((long) PEOPLE, 0L);
            assertThat(again.elements()).extracting(ElementReport::unchanged).containsExactly(0L, (long) PEOPLE);
            graph.clear();
        }
    }

    /** A load that the server refuses as a whole, with one error. */
    private void refuses(GraphTarget target, DiagnosticCode code, String message) {
        RunReport refused = run(people(target, " second"));
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.elements()).isEmpty();
        assertThat(refused.allDiagnostics().stream().filter(Diagnostic::isError))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(code);
                    assertThat(error.message()).isEqualTo(message);
                });
    }

    private static GraphTarget with(GraphTarget target, String setting, String value) {
        Map<String, Object> settings = new LinkedHashMap<>(target.settings());
        settings.put(setting, value);
        return new GraphTarget(target.name(), target.type(), settings);
    }
}
