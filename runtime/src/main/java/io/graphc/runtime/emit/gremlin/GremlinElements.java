package io.graphc.runtime.emit.gremlin;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.ElementQueries;
import io.graphc.runtime.emit.HeldElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.jspecify.annotations.Nullable;

/** Counts, reads and takes away elements on a Gremlin server. Used by one thread. */
public final class GremlinElements implements ElementQueries {
    private final RequestSender server;
    private final Map<String, NodePlan> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();

    GremlinElements(RequestSender server) {
        this.server = server;
    }

    @Override
    public void of(List<NodePlan> nodeTypes, List<RelationshipPlan> relationshipTypes) {
        nodeTypes.forEach(node -> nodes.put(node.name(), node));
        relationshipTypes.forEach(type -> types.merge(type.name(), 1, Integer::sum));
    }

    @Override
    public long count(ElementPlan element) {
        List<Object> counted =
                server.about("counting `" + element.name() + "`", List.of(), none -> countRequest(element));
        return ((Number) counted.get(0)).longValue();
    }

    private Traversal<?, ?> countRequest(ElementPlan element) {
        if (element instanceof NodePlan node) {
            return Requests.countNodes(node);
        }
        RelationshipPlan type = (RelationshipPlan) element;
        // Looking at both ends of every relationship costs; it is only needed to tell pairs of one type apart.
        boolean alone = types.getOrDefault(type.name(), 0) <= 1;
        return Requests.countRelationships(
                type, alone ? null : node(type.startLabel()), alone ? null : node(type.endLabel()));
    }

    private @Nullable NodePlan node(String label) {
        return nodes.get(label);
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        boolean node = element instanceof NodePlan;
        return server
                .about("reading a sample of `" + element.name() + "`", ids, some -> Requests.stored(node, some))
                .stream()
                .map(map -> held(element, StoredElement.of((Map<?, ?>) map)))
                .toList();
    }

    @Override
    public boolean shows(PropertyPlan property) {
        return true;
    }

    private static HeldElement held(ElementPlan element, StoredElement stored) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (PropertyPlan property : element.properties()) {
            Collection<Object> values = stored.properties().getOrDefault(property.name(), List.of());
            List<Object> plain = values.stream().map(GremlinElements::plain).toList();
            boolean one = property.cardinality() == Cardinality.SINGLE && plain.size() == 1;
            if (!plain.isEmpty()) {
                properties.put(property.name(), one ? plain.get(0) : plain);
            }
        }
        return new HeldElement(stored.id(), stored.labels(), stored.start(), stored.end(), properties);
    }

    private static Object plain(Object value) {
        return value instanceof Date date ? date.toInstant() : value;
    }

    @Override
    public DeleteResult delete(ElementPlan element, List<String> ids) {
        String work = "deleting a batch of `" + element.name() + "`";
        if (element instanceof NodePlan) {
            return deleteNodes(work, ids);
        }
        List<String> there = ids(work, ids, Requests::relationshipIds);
        deleteRelationships(work, there);
        return new DeleteResult(ids.size(), there.size(), ids.size() - there.size(), List.of());
    }

    @Override
    public void deleteRelationships(String work, List<String> ids) {
        if (!ids.isEmpty()) {
            server.about(work, ids, Requests::deleteRelationships);
        }
    }

    private DeleteResult deleteNodes(String work, List<String> ids) {
        List<String> there = ids(work, ids, some -> Requests.nodeIds(some, false));
        List<String> kept = new ArrayList<>();
        if (!there.isEmpty()) {
            server.about(work, there, Requests::deleteNodes);
            kept.addAll(new TreeSet<>(ids(work, there, some -> Requests.nodeIds(some, true))));
        }
        return new DeleteResult(ids.size(), there.size() - kept.size(), ids.size() - there.size(), kept);
    }

    private List<String> ids(String work, List<String> ids, Function<List<String>, Traversal<?, ?>> request) {
        return server.about(work, ids, request).stream().map(String::valueOf).toList();
    }

    @Override
    public void dropProperty(String work, boolean nodesMeant, String name, List<String> ids) {
        server.about(work, ids, some -> Requests.dropProperty(nodesMeant, some, name));
    }
}
