package io.graphc.project.yaml;

import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map, its entries in written order; each key occurs once. */
public record YamlMapping(SourceSpan span, List<YamlEntry> entries) implements YamlNode {
    public YamlMapping {
        entries = List.copyOf(entries);
    }

    /** Where to point when something is missing in it: at its first key, or at the whole where there is none. */
    public SourceSpan top() {
        return entries.isEmpty() ? span : entries.get(0).key().span();
    }

    public Optional<YamlEntry> entry(String key) {
        return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
    }

    public Optional<YamlNode> get(String key) {
        return entry(key).map(YamlEntry::value);
    }

    @Override
    public String kind() {
        return "a map";
    }

    @Override
    public Map<String, @Nullable Object> toValue() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach(entry -> values.put(entry.name(), entry.value().toValue()));
        return values;
    }
}
