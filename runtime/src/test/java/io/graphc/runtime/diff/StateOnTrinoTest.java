package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.engine.trino.TrinoEngines;
import io.graphc.testkit.LakeServer;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads whose state is kept in tables of Hive on a real Trino. */
class StateOnTrinoTest {
    private static final long SEED = 20;
    private static final int LOADS = 2;

    @TempDir
    Path folder;

    private RunReport run(QueryEngineFactory engines, People people, KillPoint point) {
        GraphWriters writers = new GraphWriters(folder);
        return new ProjectRunner(
                        folder,
                        compiled -> point.watch(engines.create(compiled)),
                        writers::create,
                        new TickingClock(),
                        RunListener.NONE)
                .run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    private static List<List<Long>> figures(RunReport report) {
        assertThat(report.allDiagnostics()).isEmpty();
        assertThat(report.succeeded()).isTrue();
        return report.elements().stream()
                .map(element -> List.of(element.created(), element.updated(), element.unchanged(), element.deleted()))
                .toList();
    }

    private QueryEngineFactory trino(LakeServer server) {
        EngineTarget target = new EngineTarget(
                "lake",
                "trino",
                "graphc",
                1,
                Map.of("host", "127.0.0.1", "port", server.uri().getPort(), "user", "test", "catalog", "hive"));
        QueryEngineFactory engines = new TrinoEngines(folder, new DuckDbEngines(folder));
        return project -> engines.create(on(project, target));
    }

    private static CompiledProject on(CompiledProject project, EngineTarget target) {
        return new CompiledProject(
                project.name(),
                project.tenant(),
                project.asOf(),
                target,
                project.graphTarget(),
                project.sources(),
                project.seeds(),
                project.models(),
                project.tests(),
                project.graph());
    }

    private void emptiesANode(QueryEngineFactory engines, People people) {
        people.makes = true;
        String known = people.people.keySet().iterator().next();
        People.Person person = people.people.remove(known);
        people.knows.put("KNOWS|900", new People.Knows(known, "Person|900", null));
        RunReport emptied = run(engines, people, new KillPoint(0, () -> {}));
        long others = people.people.size();
        assertThat(figures(emptied).get(0)).containsExactly(1L, 1L, others, 0L);
        assertThat(emptied.elements().get(0).emptied()).isEqualTo(1);
        assertThat(emptied.elements().get(0).account().made()).isEqualTo(2);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph"))
                        .vertices()
                        .get(known)
                        .properties())
                .isEmpty();
        people.people.put(known, person);
        assertThat(figures(run(engines, people, new KillPoint(0, () -> {}))).get(0))
                .containsExactly(0L, 1L, others + 1, 0L);
    }

    @Test
    void loadsAreDifferencesAlsoAfterOneWasBrokenOff() {
        assumeTrue(LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        SplittableRandom random = new SplittableRandom(SEED);
        People people = People.of(10);
        people.target = new GraphTarget("graph", "neptune_csv", Map.of("path", "graph"));
        try (LakeServer server = LakeServer.overFiles(folder.resolve("lake"))) {
            QueryEngineFactory engines = trino(server);
            KillPoint counter = new KillPoint(0, () -> {});
            assertThat(figures(run(engines, people, counter)).get(0)).startsWith(10L, 0L, 0L);
            for (int i = 0; i < LOADS; i++) {
                people.change(random);
                long point = counter.events() * (i + 1) / (LOADS + 3);
                KillPoint end = new KillPoint(point, () -> {
                    throw new IllegalStateException("broken off");
                });
                assertThatThrownBy(() -> run(engines, people, end)).hasMessage("broken off");
                figures(run(engines, people, new KillPoint(0, () -> {})));
                assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).vertices())
                        .containsOnlyKeys(people.people.keySet());
                assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).edges())
                        .containsOnlyKeys(people.knows.keySet());
            }
            for (List<Long> element : figures(run(engines, people, new KillPoint(0, () -> {})))) {
                assertThat(element.get(0) + element.get(1) + element.get(3)).isZero();
            }
            emptiesANode(engines, people);
        }
    }
}
