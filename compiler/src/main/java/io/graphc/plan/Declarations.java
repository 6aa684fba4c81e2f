package io.graphc.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a project declares beside what it runs. Immutable.
 *
 * @param exposures sorted by id
 * @param parts by the ids of sources, seeds, models, snapshots, tests, exposures, nodes and relationships, sorted
 */
public record Declarations(List<ExposurePlan> exposures, Map<String, Declaration> parts) {
    public static final Declarations NONE = new Declarations(List.of(), Map.of());

    public Declarations {
        exposures = List.copyOf(exposures);
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    public Optional<Declaration> part(String id) {
        return Optional.ofNullable(parts.get(id));
    }
}
