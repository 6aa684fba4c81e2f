package io.graphc.runtime.emit.neo4jadmin;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.rows;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterContract;
import io.graphc.runtime.emit.GraphWriterContract.StoredGraph;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.RandomRows;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.neo4j.Neo4jGraph;
import io.graphc.testkit.Neo4jServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real neo4j-admin imports the files, and a real server is asked what it then holds. */
class Neo4jImportTest {
    @TempDir
    Path folder;

    @Test
    void theRealImportReadsWhatWasWritten() {
        NodePlan typed =
                node(List.of("Typed", "Per;son", "My `Label`"), GraphFixture.ALL_TYPES.toArray(PropertyPlan[]::new));
        NodePlan thing = node(List.of("Thing"), text("my:name`"), text("a, \"b\" (c)[]"));
        RelationshipPlan link = relationship("LINKS; `well`", "Thing", "Typed", text("why"));
        List<List<Object>> things = new ArrayList<>();
        List<List<Object>> links = new ArrayList<>();
        List<String> texts = new ArrayList<>(GraphWriterContract.NASTY);
        texts.add("nul\0inside");
        texts.add("very long " + "\"é".repeat(2_000_000));
        for (String nasty : texts) {
            String id = "Thing|" + (nasty.length() > 1000 ? "long" + nasty.length() : nasty);
            things.add(Arrays.asList(id, nasty, null));
            links.add(Arrays.asList("LINKS|" + id, id, "Typed|1", nasty));
        }
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        RandomRows random = new RandomRows(20_261_121, Neo4jAdminWriterTest.imports());
        List<List<Object>> values = new ArrayList<>(GraphWriterContract.typedRows());
        for (int i = 0; i < 1_000; i++) {
            values.add(random.row(List.of("Typed|random" + i + random.text()), typed.properties()));
        }
        rows.put(typed, values);
        rows.put(thing, things);
        rows.put(link, links);
        StoredGraph files = write(rows);
        assertThat(files.nodes()).hasSize(things.size() + values.size());
        assertThat(files.relationships()).hasSize(things.size());
        StoredGraph imported = imported();
        assertThat(imported.nodes()).isEqualTo(files.nodes());
        assertThat(imported.relationships()).isEqualTo(files.relationships());
    }

    private StoredGraph write(Map<ElementPlan, List<List<Object>>> rows) {
        CompiledProject project = GraphFixture.project(
                new GraphTarget("graph", "neo4j_admin", Map.of("path", "import")),
                Optional.empty(),
                rows.keySet().toArray(ElementPlan[]::new));
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            rows.forEach((element, list) -> writer.write(element, rows(element, list), WriteMode.UNKNOWN));
            writer.commit();
        }
        return ImportedFiles.read(folder.resolve("import"));
    }

    private StoredGraph imported() {
        try (Neo4jServer server = Neo4jServer.imported(folder.resolve("import"), List.of("neo4j", "@import.args"));
                Neo4jGraph graph = new Neo4jGraph(server)) {
            return graph.read();
        }
    }
}
