package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identity example's mapping over a public data set of 10,000 customers, with staging models of its own. */
class IdentityDataTest {
    /** As counted by the publisher of the data. */
    private static final Map<String, Long> NODES = new LinkedHashMap<>();

    static {
        for (String label : new String[] {"User", "Email", "PhoneNumber", "CustomerID"}) {
            NODES.put(label, 10_000L);
        }
        NODES.put("PostCode", 9_518L);
        NODES.put("City", 7_698L);
        NODES.put("SessionID", 7_550L);
        NODES.put("ClientIP", 7_550L);
        NODES.put("UserAgent", 6_400L);
        NODES.put("DeviceID", 5_034L);
        NODES.put("DomainName", 4_589L);
        NODES.put("Cookie", 2_516L);
        NODES.put("Product", 288L);
        NODES.put("Country", 243L);
        NODES.put("LoyaltyLevel", 4L);
        NODES.put("ProductCategory", 3L);
    }

    @TempDir
    Path folder;

    @Test
    void becomesTheGraphThatItsFilesHold() {
        Path data = Examples.publicData();
        TempProject project =
                TempProject.copyOf(Examples.ROOT.resolve("example-project/identity"), folder.resolve("identity"));
        TempProject overlay = Examples.project("identity-10k", folder);
        for (String model : new String[] {"customers", "purchases", "sessions", "cookies", "erasures"}) {
            String path = "models/staging/stg_" + model + ".sql";
            project.write(path, overlay.read(path));
        }
        project.write("models/sources.yml", overlay.read("models/sources.yml"));
        // Half of the purchases here name customers who are not in the data.
        project.edit("graph/relationships.yml", "max: 2%", "max: 60%");

        CommandRun built = CommandRun.in(project.root())
                .with("GRAPHC_DATA", data.toString())
                .call("build");
        assertThat(built.exit()).as(built.err()).isZero();

        NeptuneGraph graph = NeptuneGraph.loadSets(project.root().resolve("target/graph"));
        NODES.forEach((label, nodes) ->
                assertThat(graph.countVertices(label)).as(label).isEqualTo(nodes));
        assertThat(graph.vertices()).hasSize(91_393);
        assertThat(graph.vertices().keySet().stream().filter(id -> id.startsWith("PostCode||0")))
                .as("post codes with a zero in front")
                .hasSizeGreaterThan(800);
        IdentityGraph expected = IdentityGraph.of(IdentityTables.publicData(data.resolve("identity-10k")));
        IdentityGraph written = IdentityGraph.of(graph);
        assertThat(written.elements().keySet()).isEqualTo(expected.elements().keySet());
        expected.elements()
                .forEach((type, elements) ->
                        assertThat(written.elements().get(type)).as(type).isEqualTo(elements));
        assertThat(expected.rejectedPurchases()).hasSize(2_524 + 2_404);
    }
}
