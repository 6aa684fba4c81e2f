package io.graphc.runtime.emit.gremlin.embedded;

import io.graphc.plan.CompiledProject;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.file.GraphFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Vertex;

/** All that the graph in memory holds of the files of a project, as text by id. */
public final class EmbeddedContents {
    private EmbeddedContents() {}

    public static Map<String, String> read(CompiledProject project, Path folder) {
        Map<String, String> contents = new TreeMap<>();
        try (GraphWriter writer = new GraphWriters(folder).create(project);
                EmbeddedGraph graph = new EmbeddedGraph()) {
            ((GraphFiles) writer.loaded().orElseThrow()).readAll(graph);
            for (Vertex vertex : graph.traversal().V().toList()) {
                contents.put(vertex.id().toString(), vertex.label() + " " + properties(vertex));
            }
            for (Edge edge : graph.traversal().E().toList()) {
                contents.put(
                        edge.id().toString(),
                        edge.outVertex().id() + " " + edge.label() + " "
                                + edge.inVertex().id() + " " + properties(edge));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    private static Map<String, List<String>> properties(Element element) {
        Map<String, List<String>> properties = new TreeMap<>();
        element.properties()
                .forEachRemaining(property -> properties
                        .computeIfAbsent(property.key(), key -> new ArrayList<>())
                        .add(property.value().toString()));
        properties.values().forEach(values -> values.sort(null));
        return properties;
    }
}
