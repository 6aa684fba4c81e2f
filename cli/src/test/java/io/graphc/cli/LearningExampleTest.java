package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneEdge;
import io.graphc.testkit.neptune.NeptuneGraph;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The example runs to a tested graph; what the files hold is worked out here from the generated data alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearningExampleTest {
    private static final List<String> CUSTOMERS = LearningFiles.CUSTOMERS;

    private TempProject project;
    private CommandRun built;

    @BeforeAll
    void buildsAllCustomers(@TempDir Path folder) {
        project = Examples.learning(folder);
        built = CommandRun.in(project.root()).call("build", "--as-of", "2026-01-15");
        assertThat(built.exit()).as(built.err()).isZero();
    }

    @Test
    void summarizesNodesRelationshipsAndTests() {
        assertThat(built.err())
                .contains("3 tenants succeeded")
                .contains("graph of harbour in")
                .contains("(User)-[IS_ENROLLED]->(Course)")
                .doesNotContain("ERROR ")
                .doesNotContain("FAIL ");
    }

    @Test
    void writesTheElementsThatTheDataHolds() {
        for (String customer : CUSTOMERS) {
            NeptuneGraph graph = graph(customer);
            assertThat(graph.countVertices("User"))
                    .isEqualTo(LearningFiles.rows(customer, "users").size());
            assertThat(graph.countVertices("Course"))
                    .isEqualTo(LearningFiles.rows(customer, "courses").size());
            assertThat(graph.countVertices("Asset"))
                    .isEqualTo(LearningFiles.rows(customer, "assets").size());
            assertThat(graph.countVertices("Customer")).isEqualTo(1);
            assertThat(graph.countVertices("Language"))
                    .isEqualTo(LearningFiles.languages(customer).values().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .count());
            assertThat(graph.countEdges("IS_ENROLLED")).isEqualTo(LearningFiles.pairs(customer, "enrolments"));
            assertThat(graph.countEdges("HAS_RATED"))
                    .isEqualTo(LearningFiles.pairs(customer, "course_ratings")
                            + LearningFiles.pairs(customer, "asset_ratings"));
            assertThat(graph.countEdges("HAS_WATCHED")).isEqualTo(LearningFiles.pairs(customer, "asset_views"));
            assertThat(graph.countEdges("WORKS_AT"))
                    .isEqualTo(LearningFiles.rows(customer, "users").size());
            assertThat(graph.countEdges("SPEAKS"))
                    .isEqualTo(LearningFiles.languages(customer).values().stream()
                            .mapToLong(List::size)
                            .sum());
        }
    }

    @Test
    void writesThePropertiesOfOneUserAsTheDataHasThem() {
        Map<String, String> row = LearningFiles.rows("harbour", "users").get(8);
        NeptuneVertex user = graph("harbour").vertices().get("User|harbour|" + row.get("user_id"));
        assertThat(user.labels()).containsExactly("User");
        assertThat(user.properties().get("name")).isEqualTo(List.of(row.get("full_name")));
        assertThat(user.properties().get("email"))
                .isEqualTo(List.of(row.get("email").strip().toLowerCase(Locale.ROOT)));
        assertThat(user.properties()).containsKeys("userId", "registeredAt", "role", "activity", "courses");
    }

    @Test
    void everyRelationshipStartsAndEndsAtANodeOfItsOwnCustomer() {
        for (String customer : CUSTOMERS) {
            NeptuneGraph graph = graph(customer);
            for (NeptuneEdge edge : graph.edges().values()) {
                assertThat(graph.vertices()).containsKeys(edge.from(), edge.to());
                assertThat(edge.from()).contains("|" + customer + "|");
            }
        }
    }

    @Test
    void customersShareNoNodeButLanguages() {
        Map<String, Long> owners = new TreeMap<>();
        for (String customer : CUSTOMERS) {
            graph(customer).vertices().keySet().forEach(id -> owners.merge(id, 1L, Long::sum));
        }
        List<String> shared = owners.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(shared).isNotEmpty().allSatisfy(id -> assertThat(id).startsWith("Language||"));
        // The ids of the customers' own tables do collide.
        assertThat(LearningFiles.rows("harbour", "users").get(0).get("user_id"))
                .isEqualTo(LearningFiles.rows("mosaic", "users").get(0).get("user_id"));
    }

    @Test
    void twoRunsOfOneInstantGiveTheSameBytes() throws IOException {
        Map<String, String> first = FolderContents.read(project.root().resolve("target/graph"));
        CommandRun again = CommandRun.in(project.root()).call("run", "--as-of", "2026-01-15");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(FolderContents.read(project.root().resolve("target/graph"))).isEqualTo(first);
    }

    @Test
    void artifactsHoldNoPathOfTheMachineAndNoOtherTenant() throws IOException {
        for (String customer : CUSTOMERS) {
            Map<String, String> texts =
                    FolderContents.read(project.root().resolve("target/tenants").resolve(customer));
            assertThat(texts.keySet()).contains("manifest.json", "run_results.json");
            for (Map.Entry<String, String> text : texts.entrySet()) {
                assertThat(text.getValue())
                        .as(text.getKey())
                        .doesNotContain(project.root().getParent().toString());
                for (String other : CUSTOMERS) {
                    if (!other.equals(customer)) {
                        assertThat(text.getValue()).as(text.getKey()).doesNotContain(other);
                    }
                }
            }
        }
    }

    private NeptuneGraph graph(String customer) {
        Path target = project.root().resolve("target/graph").resolve(customer);
        return NeptuneGraph.loadSets(target);
    }
}
