package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty tenants side by side; what is broken is broken alone. */
class ManyTenantsTest {
    private static final int TENANTS = 20;

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writesTwentyTenants() {
        project = TownProject.in(folder)
                .write("profiles.yml", """
                        shop:
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb, threads: 2}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph}
                            server: {type: neo4j, uri: "bolt://127.0.0.1:1", user: neo4j, password: x}
                        """)
                .write("models/models.yml", """
                        version: 2
                        models:
                          - name: people
                            columns: [{name: town, data_tests: [not_null]}]
                        """)
                .write("tenants/_defaults.yml", "tags: [live]\n");
        for (String tenant : names()) {
            project.write("tenants/" + tenant + ".yml", "description: the tenant " + tenant + "\n")
                    .write("data/" + tenant + "/people.csv", "id,town\n1,Wien\n2,Graz\n");
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= TENANTS; i++) {
            names.add("customer_%02dx".formatted(i));
        }
        return names;
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private boolean isLoaded(String tenant) {
        return project.root()
                .resolve("target/graph/" + tenant + "/manifest.json")
                .toFile()
                .exists();
    }

    private void onlyFails(CommandRun run, String broken) {
        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("19 tenants succeeded, 1 failed: " + broken);
        assertThat(names())
                .allSatisfy(name -> assertThat(isLoaded(name)).as(name).isEqualTo(!name.equals(broken)));
    }

    @Test
    void oneThatDoesNotCompileFailsAloneAndRetryRunsIt() {
        String broken = "customer_07x";
        project.write("tenants/" + broken + ".yml", "vars: {town: nowhere}\n");
        CommandRun run = call("build", "--tenant-threads", "3");
        onlyFails(run, broken);
        assertThat(run.err()).contains("error[GC4002]");
        assertThat(project.read("target/tenants.json"))
                .contains("\"success\" : false", "\"status\" : \"not_compiled\"");
        project.write("tenants/" + broken + ".yml", "description: mended\n");
        CommandRun retry = call("retry");
        assertThat(retry.exit()).as(retry.err()).isZero();
        assertThat(retry.err()).contains("customer_07x").doesNotContain("customer_06x");
        assertThat(isLoaded(broken)).isTrue();
    }

    @Test
    void oneWhoseFileIsNoYamlFailsAlone() {
        project.write("tenants/customer_03x.yml", "vars: [\n");
        onlyFails(call("run"), "customer_03x");
    }

    @Test
    void oneWithoutItsSourceFailsAlone() throws IOException {
        Files.delete(project.root().resolve("data/customer_11x/people.csv"));
        CommandRun run = call("build", "--tenant", "all");
        onlyFails(run, "customer_11x");
        assertThat(run.err()).contains("data/customer_11x/people.csv");
    }

    @Test
    void oneWithAFailingTestFailsAloneAndRetryRunsWhatIsLeft() {
        project.write("data/customer_20x/people.csv", "id,town\n1,Wien\n2,\n");
        onlyFails(call("build", "--tenant", "customer_*"), "customer_20x");
        project.write("data/customer_20x/people.csv", "id,town\n1,Wien\n2,Graz\n");
        assertThat(call("retry").err()).contains("customer_20x").doesNotContain("customer_19x");
    }

    @Test
    void oneWhoseGraphCannotBeReachedFailsAlone() {
        project.write("tenants/customer_01x.yml", "graph: server\n");
        CommandRun run = call("run", "--tenant", "tag:live", "--tenant-threads", "2");
        onlyFails(run, "customer_01x");
        assertThat(run.err()).contains("error[GC8004]");
    }

    @Test
    void failFastLeavesTheTenantsAfterAloneUnlessToldToKeepGoing() {
        project.write("data/customer_01x/people.csv", "id,town\n1,Wien\n2,\n");
        CommandRun first = call("build", "--fail-fast", "--tenant-threads", "1");
        assertThat(first.exit()).isEqualTo(1);
        assertThat(names()).noneMatch(this::isLoaded);
        assertThat(project.read("target/tenants.json")).contains("\"status\" : \"not_run\"");
        onlyFails(call("build", "--fail-fast", "--keep-going"), "customer_01x");
    }

    @Test
    void noFileOfOneNamesAnother() throws IOException {
        assertThat(call("build", "--tenant-threads", "4").exit()).isZero();
        for (String name : names()) {
            for (String place : List.of("target/tenants/", "target/graph/")) {
                Map<String, String> files = FolderContents.read(project.root().resolve(place + name));
                assertThat(files).isNotEmpty();
                files.forEach((file, text) -> names().stream()
                        .filter(other -> !other.equals(name))
                        .forEach(other -> assertThat(text).as(name + "/" + file).doesNotContain(other)));
            }
        }
    }
}
