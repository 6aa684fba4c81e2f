package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Configs of a resource, from the project file down to its own YAML: a later entry wins over an earlier one of the same
 * name, except that tags add up. What a {@code config()} call in SQL says wins over all of these. Names are without
 * {@code +} and with {@code _} where dbt also takes {@code -}. Values may hold templates.
 */
public record ConfigSpec(List<YamlEntry> entries) {
    public static final ConfigSpec EMPTY = new ConfigSpec(List.of());

    public ConfigSpec {
        entries = List.copyOf(entries);
    }

    /** The winning entry of a name. */
    public Optional<YamlEntry> entry(String name) {
        Optional<YamlEntry> found = Optional.empty();
        for (YamlEntry entry : entries) {
            if (entry.name().equals(name)) {
                found = Optional.of(entry);
            }
        }
        return found;
    }

    public Optional<YamlNode> value(String name) {
        return entry(name).map(YamlEntry::value);
    }

    /** The raw text of a single value that is not null. */
    public Optional<Located<String>> text(String name) {
        return value(name)
                .filter(value -> value instanceof YamlScalar scalar && !scalar.isNull())
                .map(value -> ((YamlScalar) value).located());
    }

    /** {@code true}, {@code false} or a template. */
    public Optional<Located<String>> enabled() {
        return text("enabled");
    }

    /** The tags of all entries, outermost first, each once. */
    public List<Located<String>> tags() {
        List<Located<String>> tags = new ArrayList<>();
        for (YamlEntry entry : entries) {
            if (entry.name().equals("tags")) {
                addTags(entry.value(), tags);
            }
        }
        return List.copyOf(tags);
    }

    private static void addTags(YamlNode value, List<Located<String>> tags) {
        if (value instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> addTags(item, tags));
        } else if (value instanceof YamlScalar scalar
                && !scalar.isNull()
                && tags.stream().noneMatch(tag -> tag.value().equals(scalar.text()))) {
            tags.add(scalar.located());
        }
    }

    /** Whether {@code contract: {enforced: true}} is set. */
    public boolean contractEnforced() {
        return value("contract")
                .filter(YamlMapping.class::isInstance)
                .flatMap(value -> ((YamlMapping) value).get("enforced"))
                .filter(value -> value instanceof YamlScalar scalar && Boolean.TRUE.equals(scalar.toValue()))
                .isPresent();
    }

    /** These configs, overridden by others. */
    public ConfigSpec with(ConfigSpec inner) {
        if (inner.entries.isEmpty()) {
            return this;
        }
        List<YamlEntry> all = new ArrayList<>(entries);
        all.addAll(inner.entries);
        return new ConfigSpec(all);
    }
}
