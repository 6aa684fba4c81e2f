package io.graphc.runtime.emit.gremlin;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Merge;
import org.apache.tinkerpop.gremlin.process.traversal.TextP;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.process.traversal.step.util.WithOptions;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.VertexProperty.Cardinality;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;
import org.jspecify.annotations.Nullable;

/**
 * The traversals that are sent. They go as bytecode, in which a value is never part of a text; Neptune knows no bound
 * variables in scripts. Elements are merged by their id alone, which is the path that Neptune optimises, and every property
 * of a vertex has its cardinality, because Neptune's default is a set (Amazon Neptune user guide, "Making efficient upserts
 * with Gremlin mergeV() and mergeE()").
 */
final class Requests {
    private static final GraphTraversalSource G =
            AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());

    private Requests() {}

    /** Changes nothing, but is refused where nothing may be changed. */
    static Traversal<?, ?> writable() {
        return G.V("graphc-looks-whether-it-may-write").drop();
    }

    /** The elements with these ids that are there, as {@link StoredElement#of} reads them. */
    static Traversal<?, ?> stored(boolean nodes, Collection<String> ids) {
        Object[] all = ids.toArray();
        return nodes ? G.V(all).valueMap().with(WithOptions.tokens) : G.E(all).elementMap();
    }

    /** A change: the row, and the element as it is, null where it is not there. */
    record Change(ElementRow row, @Nullable StoredElement before) {}

    /** Creates and updates elements of one type, all in one request and so, on Neptune, in one transaction. */
    static Traversal<?, ?> write(ElementPlan element, List<Change> changes) {
        GraphTraversal<?, ?> request = null;
        for (Change change : changes) {
            request = element instanceof NodePlan node
                    ? node(request, node, change)
                    : relationship(request, element.name(), change);
        }
        return request == null ? G.inject(0).none() : request.none();
    }

    private static GraphTraversal<?, ?> node(@Nullable GraphTraversal<?, ?> request, NodePlan node, Change change) {
        ElementRow row = change.row();
        Map<Object, Object> id = Map.of(T.id, row.id());
        Map<Object, Object> created = new LinkedHashMap<>();
        created.put(T.label, label(node));
        Map<Object, Object> matched = new LinkedHashMap<>();
        row.single().forEach((name, value) -> {
            created.put(name, Cardinality.single(value));
            if (change.before() == null || !change.before().holds(name, value)) {
                matched.put(name, Cardinality.single(value));
            }
        });
        GraphTraversal<?, ?> merge = (request == null ? G.mergeV(id) : request.mergeV(id))
                .option(Merge.onCreate, created)
                .option(Merge.onMatch, matched);
        merge = drop(merge, change);
        for (Map.Entry<String, Collection<Object>> values : row.several().entrySet()) {
            if (change.before() == null || !change.before().holds(values.getKey(), values.getValue())) {
                for (Object value : values.getValue()) {
                    merge = merge.property(Cardinality.set, values.getKey(), value);
                }
            }
        }
        return merge;
    }

    private static GraphTraversal<?, ?> relationship(
            @Nullable GraphTraversal<?, ?> request, String type, Change change) {
        ElementRow row = change.row();
        Map<Object, Object> id = Map.of(T.id, row.id());
        Map<Object, Object> created = new LinkedHashMap<>();
        created.put(T.label, type);
        created.put(Direction.OUT, row.start());
        created.put(Direction.IN, row.end());
        created.putAll(row.single());
        GraphTraversal<?, ?> merge = (request == null ? G.mergeE(id) : request.mergeE(id))
                .option(Merge.onCreate, created)
                .option(Merge.onMatch, new LinkedHashMap<>(row.single()));
        return drop(merge, change);
    }

    /** Takes away what the row has no value for, and sets whose values change. */
    private static GraphTraversal<?, ?> drop(GraphTraversal<?, ?> merge, Change change) {
        StoredElement before = change.before();
        if (before == null) {
            return merge;
        }
        ElementRow row = change.row();
        List<String> gone =
                new ArrayList<>(row.absent().stream().filter(before::has).toList());
        row.several().forEach((name, values) -> {
            if (before.has(name) && !before.holds(name, values)) {
                gone.add(name);
            }
        });
        return gone.isEmpty()
                ? merge
                : merge.sideEffect(__.properties(gone.toArray(String[]::new)).drop());
    }

    /** The label that makes a vertex have all labels of a node on Neptune; other servers take it as one label. */
    static String label(NodePlan node) {
        return String.join(StoredElement.LABEL_SEPARATOR, node.labels());
    }

    /** The ids of relationships that are there. */
    static Traversal<?, ?> relationshipIds(Collection<String> ids) {
        return G.E(ids.toArray()).id();
    }

    /** The ids of nodes that are there, all of them or those that relationships hang on. */
    static Traversal<?, ?> nodeIds(Collection<String> ids, boolean connected) {
        GraphTraversal<?, ?> nodes = G.V(ids.toArray());
        return (connected ? nodes.where(__.bothE()) : nodes).id();
    }

    static Traversal<?, ?> deleteRelationships(Collection<String> ids) {
        return G.E(ids.toArray()).drop();
    }

    /** Deletes nodes on which no relationship hangs. */
    static Traversal<?, ?> deleteNodes(Collection<String> ids) {
        return G.V(ids.toArray()).not(__.bothE()).drop();
    }

    static Traversal<?, ?> dropProperty(boolean nodes, Collection<String> ids, String name) {
        Object[] all = ids.toArray();
        return nodes
                ? G.V(all).properties(name).drop()
                : G.E(all).properties(name).drop();
    }

    /** The number of nodes whose ids have a prefix. */
    static Traversal<?, ?> countNodes(NodePlan node) {
        return G.V().hasLabel(node.name(), label(node))
                .has(T.id, TextP.startingWith(node.idPrefix()))
                .count();
    }

    /** The number of relationships of a type whose ids have a prefix, between nodes of these kinds where given. */
    static Traversal<?, ?> countRelationships(ElementPlan type, @Nullable NodePlan start, @Nullable NodePlan end) {
        GraphTraversal<?, ?> found = G.E().hasLabel(type.name()).has(T.id, TextP.startingWith(type.idPrefix()));
        if (start != null && end != null) {
            found = found.where(__.outV().hasLabel(start.name(), label(start)))
                    .where(__.inV().hasLabel(end.name(), label(end)));
        }
        return found.count();
    }
}
