package io.graphc.runtime.emit.gremlin.embedded;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.language.GremlinLanguage;
import io.graphc.runtime.emit.gremlin.language.ResultText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;
import org.jspecify.annotations.Nullable;

/**
 * The graph that a bulk load of files makes, in memory: values as a Gremlin server gives them, so days and times are {@code
 * Date}s and a time of day is text. Not safe to share between threads.
 */
public final class EmbeddedGraph implements ElementSink, AutoCloseable {
    private static final String SPACE_END = "|";

    private final TinkerGraph graph = TinkerGraph.open(configuration());
    private final GraphTraversalSource source = graph.traversal().withStrategies(SeveralLabels.INSTANCE);
    /** Nodes by space and id, where there are spaces. */
    private final Map<End, Vertex> spaced = new HashMap<>();

    private static BaseConfiguration configuration() {
        BaseConfiguration configuration = new BaseConfiguration();
        configuration.setProperty(Graph.GRAPH, TinkerGraph.class.getName());
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_VERTEX_ID_MANAGER, "ANY");
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_EDGE_ID_MANAGER, "ANY");
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_VERTEX_PROPERTY_ID_MANAGER, "LONG");
        return configuration;
    }

    /** Answers a question in Gremlin. */
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        Traversal<?, ?> traversal = GremlinLanguage.question(question, source);
        ResultText results = new ResultText(limit);
        try {
            while (!results.isFull() && traversal.hasNext()) {
                results.add(traversal.next(), 1);
            }
        } catch (RuntimeException e) {
            // What a step makes of values that it is not for: the same as a server's refusal.
            String reason = e instanceof ClassCastException
                    ? "a step gets values of a type that it is not for"
                    : String.valueOf(e.getMessage());
            throw new RefusedStatementException(reason, 0, 0, List.of(), e);
        }
        return results.answer();
    }

    /** What questions start from. */
    GraphTraversalSource traversal() {
        return source;
    }

    private Iterator<Vertex> vertices(String id) {
        return graph.vertices(id);
    }

    private @Nullable Vertex find(String space, String id) {
        if (!space.isEmpty()) {
            return spaced.get(new End(space, id));
        }
        Iterator<Vertex> found = vertices(id);
        return found.hasNext() ? found.next() : null;
    }

    @Override
    public void node(String space, String id, List<String> labels, List<Value> values) {
        Vertex there = find(space, id);
        Vertex vertex;
        if (there == null) {
            boolean taken = !space.isEmpty() && vertices(id).hasNext();
            vertex = graph.addVertex(T.id, taken ? space + SPACE_END + id : id, T.label, joined(labels));
            if (!space.isEmpty()) {
                spaced.put(new End(space, id), vertex);
            }
        } else {
            vertex = relabelled(there, labels);
            if (!space.isEmpty()) {
                spaced.put(new End(space, id), vertex);
            }
        }
        for (Value value : values) {
            if (value.single()) {
                vertex.property(
                        VertexProperty.Cardinality.single,
                        value.name(),
                        gremlin(value.values().get(0)));
            } else {
                value.values()
                        .forEach(one -> vertex.property(VertexProperty.Cardinality.set, value.name(), gremlin(one)));
            }
        }
    }

    private static String joined(Iterable<String> labels) {
        return String.join(SeveralLabels.SEPARATOR, labels);
    }

    /** The vertex with these labels, too: one that lacks some is made anew, because a label cannot be changed. */
    private Vertex relabelled(Vertex vertex, List<String> labels) {
        Set<String> all = labels(vertex);
        return all.addAll(labels) ? anew(vertex, all) : vertex;
    }

    private static Set<String> labels(Vertex vertex) {
        return new LinkedHashSet<>(List.of(vertex.label().split(SeveralLabels.SEPARATOR, -1)));
    }

    /** An edge apart from the graph: one that goes with its vertex forgets its properties. */
    private record Held(Object id, String label, Vertex from, Vertex to, Map<String, Object> properties) {
        static Held of(Edge edge) {
            Map<String, Object> properties = new LinkedHashMap<>();
            edge.properties().forEachRemaining(property -> properties.put(property.key(), property.value()));
            return new Held(edge.id(), edge.label(), edge.outVertex(), edge.inVertex(), properties);
        }

        void add(Vertex before, Vertex now) {
            Edge edge = end(from, before, now).addEdge(label, end(to, before, now), T.id, id);
            properties.forEach(edge::property);
        }

        private static Vertex end(Vertex end, Vertex before, Vertex now) {
            return end.id().equals(before.id()) ? now : end;
        }
    }

    private Vertex anew(Vertex vertex, Set<String> labels) {
        List<VertexProperty<Object>> properties = new ArrayList<>();
        vertex.properties().forEachRemaining(properties::add);
        // An edge of the vertex with itself comes twice.
        Map<Object, Held> edges = new LinkedHashMap<>();
        vertex.edges(Direction.BOTH).forEachRemaining(edge -> edges.put(edge.id(), Held.of(edge)));
        vertex.remove();
        Vertex made = graph.addVertex(T.id, vertex.id(), T.label, joined(labels));
        properties.forEach(
                property -> made.property(VertexProperty.Cardinality.list, property.key(), property.value()));
        edges.values().forEach(edge -> edge.add(vertex, made));
        return made;
    }

    @Override
    public void relationship(String id, String type, End start, End end, List<Value> values) {
        Iterator<Edge> there = graph.edges(id);
        Edge edge;
        if (there.hasNext()) {
            edge = there.next();
        } else {
            edge = vertex(id, start).addEdge(type, vertex(id, end), T.id, id);
        }
        values.forEach(
                value -> edge.property(value.name(), gremlin(value.values().get(0))));
    }

    private Vertex vertex(String relationship, End end) {
        Vertex found = find(end.space(), end.id());
        if (found == null) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.LOAD_REJECTED,
                            "the files hold no node `" + end.id() + "`, at which relationship `" + relationship
                                    + "` begins or ends")
                    .help("`graphc run --full-refresh` writes all files anew")
                    .build());
        }
        return found;
    }

    /** As a Gremlin server holds it. */
    private static Object gremlin(Object value) {
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof OffsetDateTime time) {
            return Date.from(time.toInstant());
        }
        if (value instanceof LocalDateTime time) {
            return Date.from(time.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof LocalDate day) {
            return Date.from(day.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return value instanceof LocalTime time ? time.toString() : value;
    }

    @Override
    public void dropProperty(boolean node, String id, String property) {
        if (node) {
            vertices(id).forEachRemaining(vertex -> vertex.properties(property).forEachRemaining(Property::remove));
        } else {
            graph.edges(id).forEachRemaining(edge -> edge.properties(property).forEachRemaining(Property::remove));
        }
    }

    @Override
    public void dropLabel(String id, String label) {
        List<Vertex> there = new ArrayList<>();
        vertices(id).forEachRemaining(there::add);
        for (Vertex vertex : there) {
            Set<String> labels = labels(vertex);
            if (labels.remove(label)) {
                anew(vertex, labels);
            }
        }
    }

    @Override
    public void deleteNode(String id) {
        vertices(id).forEachRemaining(Vertex::remove);
    }

    @Override
    public void deleteRelationship(String id) {
        graph.edges(id).forEachRemaining(Edge::remove);
    }

    @Override
    public void close() {
        graph.close();
    }
}
