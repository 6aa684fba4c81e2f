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
        NeptuneGraph graph = NeptuneGraph.load(target.resolve("nodes"), target.resolve("relationships"));

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
}
