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
 * @param macros those of the project and its packages, sorted by id
 * @param groups sorted by id
 * @param disabled the models, snapshots, seeds and sources that are not part of it, sorted by id
 */
public record Declarations(
        List<ExposurePlan> exposures,
        Map<String, Declaration> parts,
        List<DeclaredName> macros,
        List<DeclaredName> groups,
        List<DeclaredName> disabled) {
    public static final Declarations NONE = new Declarations(List.of(), Map.of(), List.of(), List.of(), List.of());

    public Declarations {
        exposures = List.copyOf(exposures);
        macros = List.copyOf(macros);
        groups = List.copyOf(groups);
        disabled = List.copyOf(disabled);
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    public Optional<Declaration> part(String id) {
        return Optional.ofNullable(parts.get(id));
    }
}
