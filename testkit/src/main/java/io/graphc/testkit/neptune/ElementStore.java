package io.graphc.testkit.neptune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The elements that a stand-in for Neptune holds, and what one load job may do to them: Amazon Neptune user guide, "Gremlin
 * load data format" and "Neptune loader command". Callers synchronize.
 */
final class ElementStore {
    private final Map<String, NeptuneVertex> vertices = new TreeMap<>();
    private final Map<String, NeptuneEdge> edges = new TreeMap<>();

    /** An entry that is not taken in, with the loader's code for it. */
    static final class EntryException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        EntryException(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * What a job does with a value of single cardinality that differs from the one that is there.
     *
     * @param updates whether it takes the other's place
     * @param keeps whether the one that is there stays without a word, as with openCypher files
     * @param touched what the job has given a value
     */
    record Rules(boolean updates, boolean keeps, Set<String> touched) {}

    /** One value for a property. */
    record Value(String name, boolean single, Object value) {}

    Map<String, NeptuneVertex> vertices() {
        return vertices;
    }

    Map<String, NeptuneEdge> edges() {
        return edges;
    }

    /** Takes in a label; gives whether it was there. */
    boolean label(String id, String label) {
        NeptuneVertex vertex = vertices.computeIfAbsent(
                id, key -> new NeptuneVertex(key, new LinkedHashSet<>(), new LinkedHashMap<>()));
        return !vertex.labels().add(label);
    }

    /** Takes in a value of a vertex; gives whether it was there. */
    boolean value(String id, Value value, Rules rules) throws EntryException {
        NeptuneVertex vertex = vertices.get(id);
        if (vertex == null) {
            throw new IllegalStateException(id);
        }
        List<Object> held = vertex.properties().computeIfAbsent(value.name(), name -> new ArrayList<>());
        boolean first = rules.touched().add("v\n" + id + "\n" + value.name());
        if (held.contains(value.value())) {
            return true;
        }
        if (value.single() && !held.isEmpty()) {
            if (!mayReplace(id, value.name(), first, rules)) {
                return false;
            }
            held.clear();
        }
        held.add(value.value());
        return false;
    }

    private static boolean mayReplace(String id, String property, boolean first, Rules rules) throws EntryException {
        if (rules.updates()) {
            return true;
        }
        if (rules.keeps() && first) {
            return false;
        }
        throw new EntryException(
                "SINGLE_CARDINALITY_VIOLATION", "Element " + id + " has another value for single property " + property);
    }

    /** Takes in an edge; gives whether it was there. */
    boolean edge(String id, String from, String to, String label) throws EntryException {
        NeptuneEdge held = edges.get(id);
        if (held != null) {
            if (!held.from().equals(from)
                    || !held.to().equals(to)
                    || !held.label().equals(label)) {
                throw new EntryException("ID_ASSIGNED_TO_MULTIPLE_EDGES", "Edge id " + id + " belongs to another edge");
            }
            return true;
        }
        if (!vertices.containsKey(from) || !vertices.containsKey(to)) {
            throw new EntryException(
                    "FROM_OR_TO_VERTEX_ARE_MISSING", "From vertex " + from + " or to vertex " + to + " is missing");
        }
        edges.put(id, new NeptuneEdge(id, from, to, label, new LinkedHashMap<>()));
        return false;
    }

    /** Takes in a value of an edge; gives whether it was there. */
    boolean edgeValue(String id, Value value, Rules rules) throws EntryException {
        NeptuneEdge edge = edges.get(id);
        if (edge == null) {
            throw new IllegalStateException(id);
        }
        Object held = edge.properties().get(value.name());
        boolean first = rules.touched().add("e\n" + id + "\n" + value.name());
        if (value.value().equals(held)) {
            return true;
        }
        if (held == null || mayReplace(id, value.name(), first, rules)) {
            edge.properties().put(value.name(), value.value());
        }
        return false;
    }
}
