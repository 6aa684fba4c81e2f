package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneEdge;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trading company: order lines are relationships with properties, employees report to employees. */
class NorthwindTest {
    @TempDir
    Path folder;

    @Test
    void becomesTheGraphThatItsFilesHold() {
        Path data = Examples.publicData();
        TempProject project = Examples.project("northwind", folder);
        CommandRun built = CommandRun.in(project.root())
                .with("GRAPHC_DATA", data.toString())
                .call("build");
        assertThat(built.exit()).as(built.err()).isZero();
        Path target = project.root().resolve("target/graph");
        NeptuneGraph graph = NeptuneGraph.loadSets(target);

        assertThat(graph.countVertices("Customer")).isEqualTo(91);
        assertThat(graph.countVertices("Order")).isEqualTo(830);
        assertThat(graph.countVertices("Product")).isEqualTo(77);
        assertThat(graph.countVertices("Category")).isEqualTo(8);
        assertThat(graph.countVertices("Employee")).isEqualTo(9);
        assertThat(graph.countVertices("Person")).isEqualTo(9);
        assertThat(graph.countEdges("PURCHASED")).isEqualTo(830);
        assertThat(graph.countEdges("SOLD")).isEqualTo(830);
        assertThat(graph.countEdges("PART_OF")).isEqualTo(77);
        assertThat(graph.countEdges("REPORTS_TO")).isEqualTo(8);
        List<Map<String, String>> lines = SimpleCsv.read(data.resolve("northwind/order-details.csv"));
        Map<String, NeptuneEdge> written = new TreeMap<>();
        graph.edges().values().stream()
                .filter(edge -> edge.label().equals("CONTAINS"))
                .forEach(edge -> written.put(edge.from() + " " + edge.to(), edge));
        assertThat(written).hasSize(lines.size());
        for (Map<String, String> line : lines) {
            NeptuneEdge edge = written.get("Order||" + line.get("orderID") + " Product||" + line.get("productID"));
            assertThat(edge.properties())
                    .containsEntry("quantity", Integer.valueOf(line.get("quantity")))
                    .containsEntry("unitPrice", Double.valueOf(line.get("unitPrice")))
                    .containsEntry("discount", Double.valueOf(line.get("discount")));
        }
    }

    @Test
    void loadsTheSameCountsIntoNeo4j() {
        Path data = Examples.publicData();
        TempProject project = Examples.project("northwind", folder);
        try (Neo4jDatabase database = Neo4jDatabase.empty()) {
            CommandRun built = database.credentials(CommandRun.in(project.root()))
                    .with("GRAPHC_DATA", data.toString())
                    .call("build", "--graph-target", "neo4j");
            assertThat(built.exit()).as(built.err()).isZero();
            assertThat(database.labels())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "Customer",
                            91L,
                            "Order",
                            830L,
                            "Product",
                            77L,
                            "Category",
                            8L,
                            "Employee",
                            9L,
                            "Person",
                            9L));
            assertThat(database.types())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("PURCHASED", 830L, "SOLD", 830L, "PART_OF", 77L, "REPORTS_TO", 8L, "CONTAINS", (long)
                                    SimpleCsv.read(data.resolve("northwind/order-details.csv"))
                                            .size()));
        }
    }
}
