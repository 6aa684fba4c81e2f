package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that was loaded without tenants gets some: what it loaded before is told of until it is deleted. */
class FirstTenantTest {
    private static final String PROFILE = """
            shop:
              outputs:
                dev: {type: duckdb, path: target/shop.duckdb}
              graph_outputs:
                files: {type: neptune_csv, path: GRAPH}
            """;
    private static final String MAPPING = """
            version: 1
            nodes:
              - {label: Person, from: ref('people'), key: [id]}
            """;
    private static final String OTHER = "  - {label: Town, from: ref('towns'), key: [id]}\n";
    private static final String PEOPLE = "select 1 as id union all select 2";

    @TempDir
    Path folder;

    private CommandRun sound(String... arguments) {
        CommandRun run = CommandRun.in(folder).call(arguments);
        assertThat(run.exit()).as(run.transcript()).isZero();
        return run;
    }

    @Test
    void whatWasLoadedBeforeIsToldAndCanBeDeleted() throws IOException {
        TempProject project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
                .write("profiles.yml", PROFILE.replace("GRAPH", "target/graph"))
                .write("models/people.sql", PEOPLE)
                .write("models/towns.sql", "select 3 as id")
                .write("graph/people.yml", MAPPING + OTHER);
        assertThat(sound("run", "--quiet").err()).doesNotContain("GC8021");

        project.write("tenants/a.yml", "vars: {}\n").write("tenants/b.yml", "vars: {}\n");
        assertThat(sound("run", "--quiet").err())
                .contains("warning[GC8021]: what was loaded before the project had tenants is still in the graph")
                .contains("3 nodes and 0 relationships in `target/graph`, graph output `files`");
        assertThat(sound("tenant", "list").err()).containsOnlyOnce("warning[GC8021]");

        // As the page of GC8021 says: without tenants, with one type that has no rows, and without the tenants' folders
        // beside the files.
        Files.move(folder.resolve("tenants"), folder.resolve("away"));
        project.write("graph/people.yml", MAPPING).write("models/people.sql", "select 1 as id where 1 = 0");
        for (String tenant : new String[] {"a", "b"}) {
            Files.move(folder.resolve("target/graph/" + tenant), folder.resolve("target/" + tenant));
        }
        sound("run", "--quiet", "--allow-deletes");

        Files.move(folder.resolve("away"), folder.resolve("tenants"));
        project.write("graph/people.yml", MAPPING + OTHER).write("models/people.sql", PEOPLE);
        for (String tenant : new String[] {"a", "b"}) {
            Files.move(folder.resolve("target/" + tenant), folder.resolve("target/graph/" + tenant));
        }
        assertThat(sound("run", "--quiet").err()).doesNotContain("GC8021");
    }
}
