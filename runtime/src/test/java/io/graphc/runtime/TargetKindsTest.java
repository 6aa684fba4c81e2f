package io.graphc.runtime;

import static io.graphc.runtime.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that hold no graph to change: whatever the engine could remember, every run writes all rows. */
class TargetKindsTest {
    @TempDir
    Path folder;

    private CompiledProject project(GraphTarget target) {
        return new Plans()
                .database("state.duckdb")
                .target(target)
                .node(node("User", "SELECT 'User|' || range AS \"~id\", 'x' AS name FROM range(3)", List.of()))
                .project();
    }

    private RunReport run(GraphTarget target, RunMode mode) {
        RunReport report = new ProjectRunner(
                        folder,
                        new DuckDbEngines(folder),
                        new GraphWriters(folder),
                        new TickingClock(),
                        new RecordingListener())
                .run(project(target), RunOptions.of(mode));
        assertThat(report.diagnostics()).isEmpty();
        return report;
    }

    @Test
    void everyRunWritesAllImportFiles() {
        GraphTarget target = new GraphTarget("import", "neo4j_admin", Map.of("path", "import"));
        for (int run = 0; run < 2; run++) {
            RunReport report = run(target, RunMode.RUN);
            assertThat(report.succeeded()).isTrue();
            assertThat(report.elements().get(0).created()).isEqualTo(3);
            assertThat(folder.resolve("import/nodes/User-00001.csv"))
                    .hasContent("\"User|0\",\"User\",\"x\"\n\"User|1\",\"User\",\"x\"\n\"User|2\",\"User\",\"x\"\n");
        }
        assertThat(run(target, RunMode.TEST).succeeded()).isTrue();
    }

    @Test
    void aTargetThatKeepsNothingIsCountedInTheRunAlone() {
        GraphTarget target = new GraphTarget("check", "none", Map.of());
        for (int run = 0; run < 2; run++) {
            RunReport report = run(target, RunMode.RUN);
            assertThat(report.succeeded()).isTrue();
            assertThat(report.elements().get(0).created()).isEqualTo(3);
        }
        RunReport tested = run(target, RunMode.TEST);
        assertThat(tested.results().stream()
                        .filter(result -> result.step().kind() == Step.Kind.COUNT)
                        .map(StepResult::message))
                .containsExactly("the graph target keeps nothing");
        assertThat(Files.exists(folder.resolve("import"))).isFalse();
    }
}
