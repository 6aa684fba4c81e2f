package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * An engine or a graph target in a profile.
 *
 * @param type {@code duckdb}, {@code athena}, {@code trino}; {@code neptune_csv}, {@code neo4j}, {@code gremlin}, {@code
 *     neo4j_admin}, {@code none}
 * @param settings all other keys, in written order
 */
public record OutputSpec(Located<String> name, Located<String> type, List<YamlEntry> settings) {
    public OutputSpec {
        settings = List.copyOf(settings);
    }

    public Optional<YamlNode> setting(String key) {
        return settings.stream()
                .filter(entry -> entry.name().equals(key))
                .map(YamlEntry::value)
                .findFirst();
    }
}
