package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `graphc clean` removes, and what it leaves because nothing can make it again. */
class CleanTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writesTwoTenants() {
        project = TownProject.in(folder).write("profiles.yml", """
                shop:
                  outputs:
                    dev: {type: duckdb, path: "target/duckdb/{tenant}.duckdb", threads: 2}
                  graph_outputs:
                    files: {type: neptune_csv, path: graph}
                """);
        for (String tenant : List.of("a", "b")) {
            project.write("tenants/" + tenant + ".yml", "")
                    .write("data/" + tenant + "/people.csv", "id,town\n1,Wien\n2,Graz\n");
        }
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private CommandRun sound(String... arguments) {
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.transcript()).isZero();
        return run;
    }

    private boolean isThere(String path) {
        return Files.exists(project.root().resolve(path));
    }

    @Test
    void databasesWithTheStateOfAGraphStay() {
        sound("run");
        CommandRun clean = sound("clean");
        assertThat(clean.out()).isEqualTo("""
                removed target, but for the state of graphs
                kept `target/duckdb/a.duckdb`: state of graph `files` at `graph/a`, tenant `a`, load 1
                kept `target/duckdb/b.duckdb`: state of graph `files` at `graph/b`, tenant `b`, load 1
                graphc clean --state removes these files, too
                """);
        assertThat(isThere("target/run_results.json")).isFalse();
        assertThat(project.root().resolve("target")).isDirectoryContaining("glob:**/duckdb");
        // The next run knows what was loaded, and finds no change.
        assertThat(sound("run").err()).doesNotContain("GC80");
        assertThat(isThere("graph/a/load-000002")).isFalse();
    }

    @Test
    void theStateGoesWhenThatIsSaidAndTheNextRunWritesNothingOverWhatIsThere() {
        sound("run");
        assertThat(sound("clean", "--state").out()).isEqualTo("""
                removed target
                removed `target/duckdb/a.duckdb`: state of graph `files` at `graph/a`, tenant `a`, load 1
                removed `target/duckdb/b.duckdb`: state of graph `files` at `graph/b`, tenant `b`, load 1
                """);
        assertThat(isThere("target")).isFalse();
        CommandRun refused = call("run");
        assertThat(refused.exit()).as(refused.transcript()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[GC8022]: `graph/a` holds load 1, which no state remembers", "--full-refresh");
        assertThat(isThere("graph/a/manifest.json")).isTrue();
        sound("run", "--full-refresh");
    }

    @Test
    void databasesWithoutStateGoAndThoseThatCannotBeReadStay() throws IOException {
        sound("run", "--select", "people");
        assertThat(isThere("target/duckdb/a.duckdb")).isTrue();
        assertThat(sound("clean").out()).isEqualTo("removed target\n");
        assertThat(isThere("target")).isFalse();
        Path broken = project.root().resolve("target/broken.duckdb");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "12345678DUCK, but no more than that");
        CommandRun clean = sound("clean");
        assertThat(clean.out()).contains("kept `target/broken.duckdb`: cannot be read");
        assertThat(clean.err())
                .contains("warning[GC7073]: it is not known whether `target/broken.duckdb` keeps the state of a graph");
        assertThat(broken).exists();
        sound("clean", "--state");
        assertThat(broken).doesNotExist();
    }
}
