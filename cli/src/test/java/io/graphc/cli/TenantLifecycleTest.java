package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fourth customer comes, runs, is tested, and goes; the graph is then what it was. */
class TenantLifecycleTest {
    private static final String NEW = "lagoon";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void buildsThreeCustomers() {
        project = Examples.learning(folder);
        CommandRun built = call("build", "--as-of", "2026-01-15", "--quiet");
        assertThat(built.exit()).as(built.err()).isZero();
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private Path path(String relative) {
        return project.root().resolve(relative);
    }

    /** Customer 4's data: that of another one without some of its tables, the name replaced. */
    private void data(String from, String... tables) throws IOException {
        Files.createDirectories(path("data/" + NEW));
        for (String table : tables) {
            Files.copy(path("data/" + from + "/" + table + ".csv"), path("data/" + NEW + "/" + table + ".csv"));
        }
    }

    private CommandRun add(String... more) {
        String[] plain = {
            "tenant",
            "add",
            NEW,
            "--description",
            "Lagoon Ferries",
            "--var",
            "customer_id=lagoon",
            "--var",
            "customer_name=Lagoon Ferries"
        };
        String[] all = Arrays.copyOf(plain, plain.length + more.length);
        System.arraycopy(more, 0, all, plain.length, more.length);
        return call(all);
    }

    private static Map<String, String> without(Map<String, String> files, String part) {
        Map<String, String> rest = new TreeMap<>(files);
        rest.keySet().removeIf(name -> name.startsWith(part));
        return rest;
    }

    @Test
    void aFourthCustomerIsAddedRunTestedAndRemoved() throws IOException {
        Map<String, String> graph = FolderContents.read(path("target/graph"));
        data("harbour", "users", "user_settings", "courses", "enrolments", "course_ratings");

        CommandRun lacking = call("tenant", "add", NEW, "--dry-run");
        assertThat(lacking.exit()).isEqualTo(1);
        assertThat(lacking.err()).contains("error[GC2006]", "are given by --var NAME=VALUE");
        CommandRun added = add("--vars", "recent_days: 7");

        assertThat(added.exit()).as(added.err()).isZero();
        assertThat(added.err()).contains("--vars holds for this call");
        assertThat(added.out())
                .contains("sources: 5 of 8 found")
                .containsPattern("lms\\.assets +missing \\(optional\\) +data/lagoon/assets\\.csv")
                .contains("Asset: empty, source lms.assets not found at data/lagoon/assets.csv")
                .contains("(User)-[HAS_WATCHED]->(Asset): empty");
        assertThat(project.read("tenants/lagoon.yml")).isEqualTo("""
                description: Lagoon Ferries
                vars:
                  customer_id: lagoon
                  customer_name: Lagoon Ferries
                """);
        CommandRun built = call("build", "--tenant", NEW, "--as-of", "2026-01-15");
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(call("test", "--tenant", NEW).exit()).isZero();
        assertThat(call("tenant", "check", "--tenant", NEW).exit()).isZero();
        assertThat(call("tenant", "list", "--output", "json").out())
                .containsPattern("\"tenants\" ?: \\[")
                .containsPattern("\"name\" ?: \"lagoon\",\\s+\"tags\" ?: \\[ ?],\\s+\"schema\" ?: \"main_lagoon\"")
                .containsPattern("\"loaded_at\" ?: \"2\\d{3}-");
        assertThat(call("tenant", "diff", NEW, "harbour", "--output", "json").out())
                .containsPattern("\"differences\" ?: \\[")
                .containsPattern("\"lagoon\" ?: \"lagoon\",\\s+\"harbour\" ?: \"harbour\"");
        CommandRun listed = call("tenant", "list");
        assertThat(listed.out()).containsPattern("lagoon +- +main_lagoon +csv +2\\d{3}-.* +[1-9]\\d* +[1-9]\\d*");

        CommandRun refused = call("tenant", "remove", NEW);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .containsOnlyOnce("error[GC8009]")
                .containsPattern("to remove tenant `lagoon` is to delete \\d+ elements, more than `max_delete` allows")
                .containsPattern("note: (\\d+) of \\1 `User`")
                .contains("--allow-deletes")
                .doesNotContain("this load");
        CommandRun refusedDry = call("tenant", "remove", NEW, "--dry-run");
        assertThat(refusedDry.exit()).as("what a limit would refuse").isEqualTo(1);
        assertThat(refusedDry.err()).contains("error[GC8009]");
        CommandRun dry = call("tenant", "remove", NEW, "--dry-run", "--allow-deletes");
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains("to delete from target/graph/lagoon:")
                .containsPattern("would remove table or view .*lagoon")
                .contains("would remove target/tenants/lagoon\n", "would remove tenants/lagoon.yml\n");
        assertThat(path("tenants/lagoon.yml")).exists();

        CommandRun removed = call("tenant", "remove", NEW, "--allow-deletes");

        assertThat(removed.exit()).as(removed.transcript()).isZero();
        assertThat(removed.out()).containsPattern("\\(Language\\) +\\d+, \\d+ that other tenants have too stay");
        assertThat(path("tenants/lagoon.yml")).doesNotExist();
        assertThat(path("target/tenants/lagoon")).doesNotExist();
        assertThat(without(FolderContents.read(path("target/graph")), NEW)).isEqualTo(graph);
        assertThat(NeptuneGraph.loadSets(path("target/graph/lagoon")).vertices().keySet())
                .as("what the load sets of the customer make, but for what others have too")
                .allMatch(id -> id.startsWith("Language||"));
        assertThat(call("tenant", "list").out()).doesNotContain(NEW);
        assertThat(schemas()).noneMatch(schema -> schema.contains(NEW)).anyMatch(schema -> schema.contains("harbour"));
        assertThat(call("tenant", "remove", NEW).err()).contains("error[GC1010]");
    }

    @Test
    void allIsNoNameOfATenant() throws IOException {
        Map<String, String> graph = FolderContents.read(path("target/graph"));
        CommandRun added = call("tenant", "add", "all", "--yes");
        assertThat(added.exit()).isEqualTo(2);
        assertThat(added.err()).contains("a tenant cannot be called `all`");
        Files.copy(path("tenants/mosaic.yml"), path("tenants/all.yml"));
        CommandRun compiled = call("compile");
        assertThat(compiled.exit()).isEqualTo(1);
        assertThat(compiled.err()).contains("a tenant cannot be called `all`", "tenants/all.yml");
        CommandRun removed = call("tenant", "remove", "all", "--allow-deletes");
        assertThat(removed.exit()).isEqualTo(2);
        assertThat(removed.err()).contains("`all` is no tenant");
        assertThat(call("tenant", "remove", "mos*", "--allow-deletes").exit()).isEqualTo(1);
        assertThat(FolderContents.read(path("target/graph"))).isEqualTo(graph);
    }

    @Test
    void withoutAStateNothingGoesUnlessItIsSaid() throws IOException {
        data("harbour", "users", "user_settings", "courses", "enrolments", "course_ratings");
        assertThat(add().exit()).isZero();
        CommandRun neverRun = call("tenant", "remove", NEW);
        assertThat(neverRun.exit()).as(neverRun.transcript()).isZero();
        assertThat(path("tenants/lagoon.yml")).doesNotExist();

        Files.delete(path("target/learning.duckdb"));
        for (String[] more : new String[][] {{}, {"--dry-run"}}) {
            String[] words =
                    Arrays.copyOf(new String[] {"tenant", "remove", "mosaic", "--allow-deletes"}, 4 + more.length);
            System.arraycopy(more, 0, words, 4, more.length);
            CommandRun refused = call(words);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("error[GC7072]: no state of tenant `mosaic` is known at target", "--forget");
        }
        assertThat(path("tenants/mosaic.yml")).exists();
        assertThat(path("target/tenants/mosaic/run_results.json")).exists();
        CommandRun forgotten = call("tenant", "remove", "mosaic", "--forget");
        assertThat(forgotten.exit()).as(forgotten.transcript()).isZero();
        assertThat(path("tenants/mosaic.yml")).doesNotExist();
    }

    @Test
    void aRemovalThatWasKilledAfterTheStateWentGoesOn() throws IOException {
        Map<String, String> artifacts = FolderContents.read(path("target/tenants/mosaic"));
        String file = project.read("tenants/mosaic.yml");
        assertThat(call("tenant", "remove", "mosaic", "--allow-deletes").exit()).isZero();
        for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
            project.write("target/tenants/mosaic/" + artifact.getKey(), artifact.getValue());
        }
        project.write("tenants/mosaic.yml", file);
        assertThat(call("tenant", "remove", "mosaic").err()).contains("error[GC7072]");
        project.write("target/tenants/mosaic/removing", "");
        CommandRun again = call("tenant", "remove", "mosaic");
        assertThat(again.exit()).as(again.transcript()).isZero();
        assertThat(path("tenants/mosaic.yml")).doesNotExist();
        assertThat(path("target/tenants/mosaic")).doesNotExist();
    }

    private List<String> schemas() {
        return DuckDbProject.rows(
                path("target/learning.duckdb"),
                "SELECT schema_name FROM information_schema.schemata WHERE catalog_name = current_database()");
    }

    @Test
    void aTenantWhoseFileWasDeletedIsToldAndCanBeRemoved() throws IOException {
        Files.delete(path("tenants/mosaic.yml"));
        CommandRun ran = call("run", "--tenant", "harbour", "--quiet");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("warning[GC8021]: tenant `mosaic` has no file any more")
                .contains("graphc tenant remove mosaic");
        assertThat(call("tenant", "list").err()).contains("warning[GC8021]");
        CommandRun removed = call("tenant", "remove", "mosaic", "--allow-deletes");
        assertThat(removed.exit()).as(removed.transcript()).isZero();
        assertThat(call("run", "--tenant", "harbour", "--quiet").err()).doesNotContain("mosaic");
    }

    @Test
    void addPointsAtItsOptionsAndAtNoFileThatIsNotThere() {
        CommandRun group = add("--extends", "banks");
        assertThat(group.exit()).isEqualTo(1);
        assertThat(group.err())
                .contains("note: `--extends` gives `extends: banks` in the tenant's file, which was not written")
                .doesNotContain("tenants/lagoon.yml:");
        CommandRun graph = add("--graph", "nowhere");
        assertThat(graph.exit()).isEqualTo(1);
        assertThat(graph.err())
                .contains("note: `--graph` gives `graph: nowhere`")
                .doesNotContain("tenants/lagoon.yml:");
    }

    @Test
    void addTellsWhereAllThatIsMissingWasLookedFor() {
        CommandRun refused = add();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("lacks 5 sources");
        for (String table : List.of("users", "user_settings", "courses", "enrolments", "course_ratings")) {
            String place = "data/lagoon/" + table + ".csv";
            assertThat(refused.err()).contains("`lms." + table + "` was looked for at `" + place + "`");
            assertThat(refused.out()).contains("source lms." + table + " not found at " + place);
        }
        assertThat(refused.out()).doesNotContain("is turned off");
    }

    @Test
    void compileNamesTheTenantThatHasErrors() {
        project.write("tenants/empty.yml", "");
        CommandRun compiled = call("compile");
        assertThat(compiled.exit()).isEqualTo(1);
        assertThat(compiled.err())
                .contains("`customer_id`", "\ntenant empty has errors\n")
                .doesNotContain("tenant mosaic");
        assertThat(call("compile").err()).as("told again").isEqualTo(compiled.err());
    }

    @Test
    void addTellsWhatIsMissingAndWritesNothing() throws IOException {
        data("harbour", "users", "courses", "enrolments", "course_ratings");
        CommandRun refused = add();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[GC7071]: tenant `lagoon` lacks 1 source that the project cannot do without")
                .contains("`lms.user_settings` was looked for at `data/lagoon/user_settings.csv`");
        assertThat(refused.out()).contains("(User)-[SPEAKS]->(Language): empty");
        assertThat(path("tenants/lagoon.yml")).doesNotExist();
        CommandRun added = add("--disable-missing");
        assertThat(added.exit()).as(added.transcript()).isZero();
        assertThat(project.read("tenants/lagoon.yml")).endsWith("disable:\n  sources: [lms.user_settings]\n");
        CommandRun built = call("build", "--tenant", NEW, "--quiet");
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(add().err()).contains("error[GC7070]");
    }

    @Test
    void tellsHowTwoTenantsDiffer() {
        CommandRun diff = call("tenant", "diff", "harbour", "mosaic");
        assertThat(diff.exit()).as(diff.err()).isZero();
        assertThat(diff.out())
                .containsPattern("var customer_id +harbour +mosaic")
                .containsPattern("var recent_days +- +30")
                .containsPattern("source lms\\.assets +data/harbour/assets\\.csv +empty")
                .doesNotContain("node User");
        assertThat(call("tenant", "diff", "harbour", "harbour").exit()).isEqualTo(2);
        assertThat(call("tenant", "diff", "harbour", "mosiac").err()).contains("did you mean `mosaic`?");
    }
}
