package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.FakeNeptune;
import io.graphc.testkit.neptune.NeptuneEdge;
import io.graphc.testkit.neptune.NeptuneGraph;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example goes into Neptune through S3 for all customers, by the command line alone. */
class LearningNeptuneTest {
    private static final String AS_OF = "2026-01-15";

    @TempDir
    Path folder;

    private TempProject project;
    private FakeNeptune neptune;

    @BeforeEach
    void makesAProject() {
        project = Examples.learning(folder);
        neptune = NeptuneStand.start();
        NeptuneStand.addTo(project, neptune);
    }

    @AfterEach
    void stops() {
        neptune.close();
    }

    private CommandRun call(String... arguments) {
        return NeptuneStand.call(project, arguments);
    }

    private static Map<String, Object> values(NeptuneVertex vertex) {
        Map<String, Object> values = new TreeMap<>();
        vertex.properties().forEach((name, all) -> values.put(name, new LinkedHashSet<>(all)));
        values.put("~labels", vertex.labels());
        return values;
    }

    /** What the files of the csv output make, for all customers together. */
    private void assertHoldsWhatTheFilesMake() {
        CommandRun files = call("run", "--graph-target", "csv", "--as-of", AS_OF);
        assertThat(files.exit()).as(files.err()).isZero();
        Map<String, Map<String, Object>> nodes = new TreeMap<>();
        Map<String, NeptuneEdge> edges = new TreeMap<>();
        for (String customer : LearningFiles.CUSTOMERS) {
            NeptuneGraph graph = NeptuneGraph.loadSets(project.root().resolve("target/graph/" + customer));
            graph.vertices().forEach((id, vertex) -> nodes.put(id, values(vertex)));
            edges.putAll(graph.edges());
        }
        Map<String, Map<String, Object>> held = new TreeMap<>();
        neptune.vertices().forEach((id, vertex) -> held.put(id, values(vertex)));
        assertThat(held).isEqualTo(nodes);
        assertThat(neptune.edges()).isEqualTo(edges);
    }

    @Test
    void loadsAllCustomersAndThenOnlyWhatChanged() throws IOException {
        CommandRun first = call("run", "--graph-target", "aws", "--as-of", AS_OF);
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains("bulk load").doesNotContain("very-secret");
        assertThat(neptune.jobs()).hasSize(6).allMatch(job -> job.startsWith("LOAD_COMPLETED"));
        assertHoldsWhatTheFilesMake();
        CommandRun idle = call("run", "--graph-target", "aws", "--as-of", AS_OF);
        assertThat(idle.exit()).as(idle.err()).isZero();
        assertThat(neptune.jobs()).hasSize(6);
        CommandRun status = call("load", "status", "--graph-target", "aws");
        assertThat(status.exit()).as(status.err()).isZero();
        assertThat(status.out()).contains("harbour: load 1, done").contains("relationships LOAD_COMPLETED");
        CommandRun debug = call("debug", "--graph-target", "aws");
        assertThat(debug.out()).contains("ok      cluster: engine 1.4.5.0.R1, writer, Gremlin tinkerpop-3.7.1");
        assertThatChangesAndDeletesReachTheGraphToo();
    }

    private void assertThatChangesAndDeletesReachTheGraphToo() throws IOException {
        String enrolments = "data/harbour/enrolments.csv";
        List<String> lines = project.read(enrolments).lines().toList();
        project.write(enrolments, String.join("\n", lines.subList(0, lines.size() - 2)) + "\n");
        String name = LearningFiles.rows("harbour", "users").get(0).get("full_name");
        project.edit("data/harbour/users.csv", name, "Somebody Else");
        CommandRun second =
                call("run", "--graph-target", "aws", "--as-of", AS_OF, "--tenant", "harbour", "--allow-deletes");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(neptune.calls()).anyMatch(call -> call.endsWith("DELETE r"));
        String results = project.read("target/tenants/harbour/run_results.json");
        JsonNode loads = new ObjectMapper().readTree(results).at("/graph/loads");
        assertThat(loads.findValuesAsText("status")).isNotEmpty().containsOnly("LOAD_COMPLETED");
        assertThat(results).doesNotContain("very-secret");
        assertHoldsWhatTheFilesMake();
    }

    @Test
    void aFailedLoadLeavesTheStateAndTheNextRunRepairsIt() {
        neptune.endNext("", "LOAD_FAILED");
        CommandRun failed = call("run", "--graph-target", "aws", "--as-of", AS_OF, "--tenant", "harbour");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("error[GC8049]")
                .contains("LOAD_FAILED")
                .contains("load-errors.csv");
        String id = neptune.jobIds().get(1);
        CommandRun resumed = call("load", "resume", id, "--graph-target", "aws", "--tenant", "harbour");
        assertThat(resumed.exit()).isEqualTo(1);
        assertThat(resumed.err()).contains("error[GC8056]");
        CommandRun unknown = call("load", "cancel", "not-ours", "--graph-target", "aws");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("error[GC8061]");
        CommandRun repaired = call("run", "--graph-target", "aws", "--as-of", AS_OF);
        assertThat(repaired.exit()).as(repaired.err()).isZero();
        assertHoldsWhatTheFilesMake();
    }

    @Test
    void saysWhatStandsInTheWay() {
        neptune.role("reader");
        CommandRun reader = call("run", "--graph-target", "aws", "--as-of", AS_OF, "--tenant", "harbour");
        assertThat(reader.exit()).isEqualTo(3);
        assertThat(reader.err()).contains("error[GC8042]");
        neptune.role("writer");
        neptune.askForSignatures("us-east-1");
        CommandRun denied = call("debug", "--graph-target", "aws", "--tenant", "harbour");
        assertThat(denied.exit()).isEqualTo(3);
        assertThat(denied.err()).contains("error[GC8041]").doesNotContain("very-secret");
        assertThat(denied.out())
                .contains(
                        "failed  cluster: ", "failed  loader: ", "ok      files `s3://", "ok      loader's role: arn:");
        neptune.askForSignatures("eu-central-1");
        neptune.region("us-east-1");
        CommandRun region = call("run", "--graph-target", "aws", "--as-of", AS_OF, "--tenant", "harbour");
        assertThat(region.exit()).isEqualTo(3);
        assertThat(region.err()).contains("error[GC8045]");
        assertThat(call("load", "status", "--graph-target", "csv").exit()).isEqualTo(2);
    }
}
