package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.gremlin.GremlinGraph;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.GremlinServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on a real Gremlin Server whose row is gone and that relationships make. */
class MadeNodesOnGremlinTest {
    @TempDir
    Path folder;

    private RunReport run(People people, boolean allowDeletes) {
        return new ProjectRunner(
                        folder,
                        new DuckDbEngines(folder),
                        new GraphWriters(folder),
                        new TickingClock(),
                        RunListener.NONE)
                .run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(allowDeletes));
    }

    @Test
    void losesItsValuesOnceThatIsAllowedAndGetsThemBackWithItsRow() {
        People people = People.of(10);
        people.makes = true;
        people.target = new GraphTarget(
                "server", "gremlin", Map.of("uri", GremlinServer.shared().uri().toString()));
        try (GremlinGraph server = new GremlinGraph()) {
            server.clear();
            assertThat(run(people, false).succeeded()).isTrue();
            People.Person person = people.people.remove(People.id(3));
            assertThat(run(people, false).allDiagnostics())
                    .extracting(Diagnostic::message)
                    .containsExactly("this load would empty 1 of 10 `Person`, whose rows are gone");
            assertThat(keys(server)).containsExactlyInAnyOrder("name", "age", "tags");
            RunReport emptied = run(people, true);
            assertThat(emptied.succeeded())
                    .as(emptied.allDiagnostics().toString())
                    .isTrue();
            assertThat(emptied.elements().get(0).emptied()).isEqualTo(1);
            assertThat(keys(server)).isEmpty();
            assertThat(server.g().V(People.id(3)).both("KNOWS").count().next()).isEqualTo(2L);
            people.people.put(People.id(3), person);
            assertThat(run(people, false).succeeded()).isTrue();
            assertThat(server.g().V(People.id(3)).values("name").toList()).isEqualTo(List.of("name 3"));
        }
    }

    private static Set<String> keys(GremlinGraph server) {
        return server.g().V(People.id(3)).properties().key().toSet();
    }
}
