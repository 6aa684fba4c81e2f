package io.graphc.runtime.emit.gremlin;

import io.graphc.runtime.emit.GraphWriterContract.StoredGraph;
import io.graphc.runtime.emit.GraphWriterContract.StoredNode;
import io.graphc.runtime.emit.GraphWriterContract.StoredRelationship;
import io.graphc.testkit.GremlinServer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.driver.Cluster;
import org.apache.tinkerpop.gremlin.driver.remote.DriverRemoteConnection;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.step.util.WithOptions;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;

/** The graph of the tests' Gremlin Server, seen by another client than the writer's. */
public final class GremlinGraph implements AutoCloseable {
    private final Cluster cluster;
    private final GraphTraversalSource source;

    public GremlinGraph() {
        cluster = Cluster.build("127.0.0.1")
                .port(GremlinServer.shared().uri().getPort())
                .nioPoolSize(1)
                .maxContentLength(100_000_000)
                .create();
        source = AnonymousTraversalSource.traversal().withRemote(DriverRemoteConnection.using(cluster));
    }

    public GraphTraversalSource g() {
        return source;
    }

    /** Removes everything. */
    public void clear() {
        GremlinServer.shared().failNext("none", 0);
        source.V().drop().iterate();
    }

    /** All of it. A property with one value is that value, one with several the set of them. */
    public StoredGraph read() {
        Map<String, StoredNode> nodes = new LinkedHashMap<>();
        for (Map<Object, Object> vertex :
                source.V().valueMap().with(WithOptions.tokens).toList()) {
            nodes.put(
                    (String) vertex.get(T.id),
                    new StoredNode(
                            new LinkedHashSet<>(Arrays.asList(((String) vertex.get(T.label)).split("::"))),
                            properties(vertex)));
        }
        Map<String, StoredRelationship> relationships = new LinkedHashMap<>();
        for (Map<Object, Object> edge : source.E().elementMap().toList()) {
            relationships.put(
                    (String) edge.get(T.id),
                    new StoredRelationship(
                            (String) edge.get(T.label),
                            end(edge, Direction.OUT),
                            end(edge, Direction.IN),
                            properties(edge)));
        }
        return new StoredGraph(nodes, relationships);
    }

    private static String end(Map<Object, Object> edge, Direction direction) {
        return (String) ((Map<?, ?>) edge.get(direction)).get(T.id);
    }

    private static Map<String, Object> properties(Map<Object, Object> element) {
        Map<String, Object> properties = new LinkedHashMap<>();
        element.forEach((key, value) -> {
            if (key instanceof String name) {
                properties.put(name, value instanceof Collection<?> values ? held(name, List.copyOf(values)) : value);
            }
        });
        return properties;
    }

    private static Object held(String name, List<?> values) {
        boolean several = values.size() > 1 || List.of("words", "ranks", "days").contains(name);
        return several ? new LinkedHashSet<>(values) : values.get(0);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
