package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identity example: a first batch, a second one that loads as a difference, then nothing more to write. */
class IdentityExampleTest {
    private static final Path EXAMPLE = Examples.ROOT.resolve("example-project/identity");
    private static final String[] SECOND = {"--vars", "batch: incremental"};

    @TempDir
    Path folder;

    @Test
    void loadsTheSecondBatchAsADifference() throws IOException {
        TempProject project = TempProject.copyOf(EXAMPLE, folder.resolve("identity"));
        IdentityGraph first = IdentityGraph.of(IdentityTables.example(EXAMPLE.resolve("data"), "initial"));
        IdentityGraph both =
                IdentityGraph.of(IdentityTables.example(EXAMPLE.resolve("data"), "initial", "incremental"));

        CommandRun built = CommandRun.in(project.root()).call("build");
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(written(project).elements()).isEqualTo(first.elements());
        assertThat(rejected(project)).containsExactlyInAnyOrderElementsOf(first.rejectedPurchases());

        CommandRun plan = CommandRun.in(project.root()).call("plan", "--output", "json", SECOND[0], SECOND[1]);
        assertThat(plan.exit()).as(plan.err()).isZero();
        Map<String, List<Integer>> expected = both.changesSince(first);
        assertThat(changes(
                        new ObjectMapper().readTree(plan.out()).get("elements"),
                        List.of("new", "changed", "deleted", "unchanged")))
                .isEqualTo(expected);
        assertThat(written(project).elements()).isEqualTo(first.elements());

        CommandRun second = CommandRun.in(project.root()).call("build", SECOND[0], SECOND[1]);
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(loaded(project)).isEqualTo(expected);
        assertThat(written(project).elements()).isEqualTo(both.elements());
        assertThat(rejected(project)).containsExactlyInAnyOrderElementsOf(both.rejectedPurchases());

        Map<String, String> files = FolderContents.read(project.root().resolve("target/graph"));
        CommandRun third = CommandRun.in(project.root()).call("run", SECOND[0], SECOND[1]);
        assertThat(third.exit()).as(third.err()).isZero();
        assertThat(loaded(project)).isEqualTo(both.changesSince(both));
        assertThat(FolderContents.read(project.root().resolve("target/graph"))).isEqualTo(files);
    }

    /** What the counts of the test above lean on: without these the batches would not show what they are there to show. */
    @Test
    void theBatchesHoldEveryKindOfChange() {
        IdentityGraph first = IdentityGraph.of(IdentityTables.example(EXAMPLE.resolve("data"), "initial"));
        IdentityGraph both =
                IdentityGraph.of(IdentityTables.example(EXAMPLE.resolve("data"), "initial", "incremental"));
        Map<String, List<Integer>> changes = both.changesSince(first);
        for (String type : List.of("User", "hasLoyaltyLevel")) {
            assertThat(changes.get(type))
                    .as(type)
                    .allSatisfy(count -> assertThat(count).isPositive());
        }
        for (String type : List.of(
                "PhoneNumber",
                "PostCode",
                "hasCityAddress",
                "hasPurchased.CustomerID.Product",
                "hasPurchased.Email.Product",
                "loggedAs.Cookie.User",
                "loggedAs.SessionID.User")) {
            assertThat(changes.get(type).get(0)).as("new " + type).isPositive();
            assertThat(changes.get(type).get(2)).as("deleted " + type).isPositive();
        }
        assertThat(changes.get("SessionID").get(1)).isPositive();
        assertThat(first.rejectedPurchases()).isNotEmpty();
        assertThat(first.elements().get("User").values())
                .as("users whom sessions name before the customer system does")
                .anySatisfy(user -> assertThat(user).containsOnlyKeys("userName"));
        assertThat(first.count("inCountry.City.Country")).isGreaterThan(first.count("City"));
        assertThat(first.elements().get("PostCode").keySet()).anyMatch(id -> id.startsWith("PostCode||0"));
    }

    @Test
    void theGeneratorMakesTheDataThatIsThere() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        EXAMPLE.resolve("generator/GenerateIdentityData.java").toString(),
                        "--out",
                        folder.resolve("data").toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(FolderContents.read(folder.resolve("data"))).isEqualTo(FolderContents.read(EXAMPLE.resolve("data")));
    }

    private static IdentityGraph written(TempProject project) {
        return IdentityGraph.of(NeptuneGraph.loadSets(project.root().resolve("target/graph")));
    }

    private static Map<String, List<Integer>> loaded(TempProject project) throws IOException {
        JsonNode results = new ObjectMapper()
                .readTree(project.root().resolve("target/run_results.json").toFile());
        return changes(results.get("graph").get("elements"), List.of("created", "updated", "deleted", "unchanged"));
    }

    private static Map<String, List<Integer>> changes(JsonNode elements, List<String> counts) {
        Map<String, List<Integer>> changes = new TreeMap<>();
        elements.forEach(element -> changes.put(
                element.get("unique_id").asText().replaceFirst("^[a-z]+\\.identity\\.", ""),
                counts.stream().map(count -> element.get(count).asInt()).toList()));
        return changes;
    }

    private static List<String> rejected(TempProject project) throws IOException {
        Path rejects = project.root().resolve("target/rejects/relationships");
        try (var files = Files.list(rejects)) {
            return files.flatMap(file -> SimpleCsv.read(file).stream())
                    .map(row -> row.get("purchase_id"))
                    .toList();
        }
    }
}
