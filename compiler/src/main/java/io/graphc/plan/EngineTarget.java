package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The engine that a project was compiled for. Settings may hold secrets: they never go into an artifact.
 *
 * @param name the output's name in the profile
 * @param type {@code duckdb}, {@code athena} or {@code trino}
 * @param settings the output's other keys as plain data, in written order
 */
public record EngineTarget(String name, String type, String schema, int threads, Map<String, Object> settings) {
    public EngineTarget {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
