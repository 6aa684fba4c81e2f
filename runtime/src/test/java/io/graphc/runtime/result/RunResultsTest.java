package io.graphc.runtime.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.RecordingWriter;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.GoldenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultsTest {
    @TempDir
    Path folder;

    private final CompiledProject project = project();

    private static CompiledProject project() {
        return new Plans()
                .tenant("acme")
                .model(Plans.model(
                        "people",
                        Materialization.TABLE,
                        "SELECT 'Ann' AS name",
                        List.of(),
                        Plans.column("name", SqlTypes.VARCHAR)))
                .test(Plans.dataTest("nobody", Severity.WARNING, "model.shop.people", "SELECT name FROM main.people"))
                .node(Plans.node(
                        "Person",
                        "SELECT 'Person|acme|' || name AS \"~id\", name FROM main.people",
                        List.of("model.shop.people"),
                        CheckPlan.Kind.UNIQUE_KEY))
                .project();
    }

    private RunReport report() {
        return new ProjectRunner(
                        folder,
                        new DuckDbEngines(folder),
                        compiled -> new RecordingWriter(),
                        new TickingClock(),
                        RunListener.NONE)
                .run(project, RunOptions.of(RunMode.BUILD));
    }

    @Test
    void hasTheFormOfDbtsArtifact() {
        String json = new RunResults("0.1.0", "3f0a", new TreeMap<>(Map.of("which", "build", "target", "dev")))
                .toJson(report(), project);
        GoldenFile.check(GoldenFile.resource("result/run_results.json"), json);
    }

    @Test
    void replacesTheFileAsAWhole() throws Exception {
        RunResults results = new RunResults("0.1.0", "3f0a", Map.of());
        Path file = folder.resolve("target/run_results.json");
        results.write(report(), project, file);
        results.write(report(), project, file);
        JsonNode read = new ObjectMapper().readTree(Files.readString(file));
        assertThat(read.path("success").asBoolean()).isTrue();
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("run_results")))
                    .containsExactly("run_results.json");
        }
    }
}
