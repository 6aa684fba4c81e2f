package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The place that a graph goes to. Settings may hold secrets: they never go into an artifact.
 *
 * @param name the graph output's name in the profile
 * @param type {@code neptune}, {@code neptune_csv}, {@code neo4j}, {@code gremlin}, {@code neo4j_admin} or {@code none}
 * @param settings the output's other keys as plain data, in written order
 */
public record GraphTarget(String name, String type, Map<String, Object> settings) {
    public GraphTarget {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Whether Neptune's loader reads the files that the graph becomes, in a cluster or wherever they are brought. */
    public boolean isForNeptuneLoader() {
        return type.equals("neptune") || type.equals("neptune_csv");
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
