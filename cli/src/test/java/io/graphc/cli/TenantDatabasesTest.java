package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants with a database file each are run, planned, listed and removed as those that share one. */
class TenantDatabasesTest {
    private static final String SHARED = "path: target/shop.duckdb";
    private static final String EACH = "path: \"target/duckdb/{tenant}.duckdb\"";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writesFourTenants() {
        project = written("shop");
        at(EACH);
    }

    private TempProject written(String name) {
        TempProject made = TownProject.in(folder.resolve(name));
        for (String tenant : List.of("a", "b", "c", "d")) {
            made.write("tenants/" + tenant + ".yml", "vars: {region: " + (tenant.equals("d") ? "us" : "eu") + "}\n")
                    .write("data/" + tenant + "/people.csv", "id,town\n1,Wien\n2,Graz " + tenant + "\n");
        }
        return made;
    }

    private void at(String path) {
        profile(project, path);
    }

    private static void profile(TempProject project, String path) {
        project.write("profiles.yml", """
                shop:
                  outputs:
                    dev: {type: duckdb, PATH, threads: 2}
                  graph_outputs:
                    files: {type: neptune_csv, path: target/graph}
                """.replace("PATH", path));
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private CommandRun sound(String... arguments) {
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.transcript()).isZero();
        return run;
    }

    private Path path(String relative) {
        return project.root().resolve(relative);
    }

    /** Its folder ends with the deletes of what it had, which may not have been loaded yet. */
    @Test
    void aTenantThatComesBackBeginsWithAFullRefresh() {
        sound("run", "--tenant", "a");
        sound("tenant", "remove", "a", "--allow-deletes");
        project.write("tenants/a.yml", "vars: {region: eu}\n");
        CommandRun refused = call("run", "--tenant", "a");
        assertThat(refused.exit()).as(refused.transcript()).isEqualTo(1);
        assertThat(refused.err()).contains("error[GC8022]: `target/graph/a` holds load 2, which no state remembers");
        assertThat(project.root().resolve("target/graph/a/load-000002/deletes/nodes"))
                .exists();
        sound("run", "--tenant", "a", "--full-refresh");
        sound("run", "--tenant", "a");
    }

    @Test
    void eachHasAFileOfItsOwnAndTheGraphIsThatOfOneFile() throws IOException {
        TempProject shared = written("shared");
        profile(shared, SHARED);
        CommandRun one = CommandRun.in(shared.root()).call("run", "--as-of", "2026-01-15", "--quiet");
        assertThat(one.exit()).as(one.transcript()).isZero();

        sound("run", "--as-of", "2026-01-15", "--quiet", "--tenant-threads", "2", "--threads", "4");

        Map<String, String> graph = FolderContents.read(path("target/graph"));
        assertThat(graph).isEqualTo(FolderContents.read(shared.root().resolve("target/graph")));
        try (Stream<Path> files = Files.list(path("target/duckdb"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.duckdb", "b.duckdb", "c.duckdb", "d.duckdb");
        }
        assertThat(DuckDbProject.rows(
                        path("target/duckdb/b.duckdb"),
                        "SELECT DISTINCT table_schema FROM information_schema.tables ORDER BY 1"))
                .containsExactly("main_b", "main_b__graph", "main_b__graph__state", "main_b__sources");
        sound("run", "--as-of", "2026-01-16", "--quiet", "--tenant-threads", "3");
        assertThat(FolderContents.read(path("target/graph")))
                .as("a second run finds the states and writes nothing")
                .isEqualTo(graph);
        assertThat(sound("plan").out().split("nothing to change", -1))
                .as("four tenants")
                .hasSize(5);
    }

    @Test
    void listsAllTenants() {
        sound("run", "--quiet");
        assertThat(sound("tenant", "list").out())
                .containsPattern("a +- +main_a +files +2\\d{3}-.* 4 +2")
                .containsPattern("d +- +main_d +files +2\\d{3}-.* 4 +2");
        assertThat(sound("tenant", "check").exit()).isZero();
        assertThat(call("tenant", "diff", "a", "d").out()).containsPattern("var region +eu +us");
    }

    @Test
    void removesATenantWithItsFile() {
        sound("run", "--quiet");
        CommandRun dry = sound("tenant", "remove", "b", "--dry-run", "--allow-deletes");
        assertThat(dry.out()).contains("would remove target/duckdb/b.duckdb, unless another table or view is in it\n");
        assertThat(path("target/duckdb/b.duckdb")).exists();

        CommandRun removed = sound("tenant", "remove", "b", "--allow-deletes");

        assertThat(removed.err()).contains("removed target/duckdb/b.duckdb\n", "removed tenants/b.yml\n");
        assertThat(path("target/duckdb/b.duckdb")).doesNotExist();
        assertThat(path("target/duckdb/a.duckdb")).exists();
        assertThat(sound("tenant", "list").out()).doesNotContain("main_b");
    }

    @Test
    void aFileWithSomethingElseInItStays() {
        sound("run", "--quiet");
        DuckDbProject.change(path("target/duckdb/b.duckdb"), "CREATE TABLE main.own AS SELECT 1 AS a");
        sound("tenant", "remove", "b", "--allow-deletes");
        assertThat(DuckDbProject.rows(path("target/duckdb/b.duckdb"), "SELECT a FROM main.own"))
                .containsExactly("1");
    }

    @Test
    void aTenantWithoutItsYamlIsToldAndRemoved() throws IOException {
        sound("run", "--quiet");
        Files.delete(path("tenants/c.yml"));
        CommandRun ran = sound("run", "--tenant", "a", "--quiet");
        assertThat(ran.err()).containsOnlyOnce("warning[GC8021]: tenant `c` has no file any more");
        assertThat(call("tenant", "list").err()).containsOnlyOnce("warning[GC8021]");
        CommandRun removed = sound("tenant", "remove", "c", "--allow-deletes");
        assertThat(removed.err()).contains("removed target/duckdb/c.duckdb\n");
        assertThat(path("target/duckdb/c.duckdb")).doesNotExist();
        assertThat(sound("run", "--tenant", "a", "--quiet").err()).doesNotContain("GC8021");
    }

    @Test
    void theLastOneWithoutItsYamlIsRemovedToo() throws IOException {
        sound("run", "--quiet", "--tenant", "c");
        for (String tenant : List.of("a", "b", "c", "d")) {
            Files.delete(path("tenants/" + tenant + ".yml"));
        }
        assertThat(call("run").err())
                .contains("error[GC2006]: `{tenant}` stands for nothing: the project has no tenants");
        CommandRun removed = sound("tenant", "remove", "c", "--allow-deletes");
        assertThat(removed.err()).contains("removed target/duckdb/c.duckdb\n");
    }

    @Test
    void aCopyOfAnothersFileCountsForNobody() throws IOException {
        sound("run", "--quiet");
        Files.copy(path("target/duckdb/b.duckdb"), path("target/duckdb/b_old.duckdb"));
        assertThat(sound("run", "--tenant", "a", "--quiet").err()).doesNotContain("GC8021");
        sound("tenant", "remove", "b", "--allow-deletes");
        assertThat(sound("run", "--tenant", "a", "--quiet").err()).doesNotContain("GC8021");
        assertThat(sound("tenant", "list").err())
                .contains("warning[GC7073]", "`target/duckdb/b_old.duckdb`", "it holds the state of tenant `b`");
    }

    @Test
    void aTenantWhoseFileIsNotHereIsNotTakenForOneThatNeverRan() throws IOException {
        sound("run", "--quiet");
        Files.delete(path("target/duckdb/b.duckdb"));
        Files.delete(path("target/tenants/b/run_results.json"));
        assertThat(call("tenant", "remove", "b").err()).contains("error[GC7072]");
        assertThat(path("tenants/b.yml")).exists();
    }

    /** Nobody knows what the others have, whose files are not opened. */
    @Test
    void whatTenantsShareIsNeverDeleted() {
        project.write("graph/people.yml", """
                version: 1
                nodes:
                  - {label: Person, from: ref('people'), key: [id]}
                  - {label: Town, from: ref('people'), key: [town], on_duplicate_key: merge, scope: global}
                """);
        sound("run", "--quiet");
        project.write("data/a/people.csv", "id,town\n1,Graz a\n");
        assertThat(sound("run", "--tenant", "a", "--allow-deletes").err())
                .containsPattern("\\(Person\\) +1 .*1 deleted")
                .doesNotContainPattern("\\(Town\\).*deleted");
        assertThat(sound("tenant", "remove", "b", "--allow-deletes").out())
                .containsPattern("\\(Person\\) +2\n")
                .containsPattern("\\(Town\\) +0, 2 that other tenants have too stay");
    }

    @Test
    void whatIsNoDatabaseIsToldAndTheOthersCount() {
        sound("run", "--quiet");
        project.write("target/duckdb/zz.duckdb", "no database at all");
        CommandRun listed = sound("tenant", "list");
        assertThat(listed.out()).contains("main_d");
        assertThat(listed.err()).contains("warning[GC7073]", "does not count: `target/duckdb/zz.duckdb`");
        assertThat(sound("run", "--tenant", "a", "--quiet").err()).doesNotContain("error");
    }

    @Test
    void tenantsOfOneSchemaDoNotMeetInFilesOfTheirOwn() {
        project.write("tenants/_defaults.yml", "schema: shop\n");
        sound("run", "--quiet");
        CommandRun removed = sound("tenant", "remove", "b", "--allow-deletes");
        assertThat(removed.err()).contains("removed target/duckdb/b.duckdb\n");
        at(SHARED);
        assertThat(call("run", "--quiet").err()).contains("error[GC1015]");
    }

    @Test
    void sourcesOfATenantsOwnDatabaseAreItsOwn() throws IOException {
        project.write("models/sources.yml", """
                version: 2
                sources:
                  - {name: crm, schema: crm, tables: [{name: people}]}
                """);
        Files.createDirectories(path("target/duckdb"));
        for (String tenant : List.of("a", "b", "c", "d")) {
            // A column more than others have shows whose columns were asked for.
            DuckDbProject.change(path("target/duckdb/" + tenant + ".duckdb"), "CREATE SCHEMA crm");
            DuckDbProject.change(
                    path("target/duckdb/" + tenant + ".duckdb"),
                    "CREATE TABLE crm.people AS SELECT 1::BIGINT AS id, 'Wien' AS town, 1 AS only_" + tenant);
        }
        project.write("models/people.sql", """
                {{ config(materialized='table') }}
                select id, town, only_{{ tenant }} from {{ source('crm', 'people') }}
                """);
        sound("run", "--quiet");
        sound("compile");
        assertThat(project.read("target/cache/sources.json"))
                .contains("target/duckdb/a.duckdb", "target/duckdb/d.duckdb")
                .doesNotContain(folder.toString());
    }
}
