package io.graphc.compiler.resolve;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns YAML trees into plain data, templates in them rendered. */
public final class YamlValues {
    private final ValueTemplates templates;

    public YamlValues(ValueTemplates templates) {
        this.templates = templates;
    }

    /** Entries whose value is null are left out; empty when a template has errors. */
    public Optional<Map<String, Object>> map(List<YamlEntry> entries) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean sound = true;
        for (YamlEntry entry : entries) {
            if (entry.value() instanceof YamlScalar scalar && scalar.isNull()) {
                continue;
            }
            Optional<Object> value = value(entry.value());
            value.ifPresent(found -> values.put(entry.name(), found));
            sound &= value.isPresent();
        }
        return sound ? Optional.of(values) : Optional.empty();
    }

    /** One value; empty when it is null or when a template in it has errors. */
    public Optional<Object> value(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return map(mapping.entries()).map(values -> values);
        }
        if (node instanceof YamlSequence sequence) {
            List<Object> items = new ArrayList<>();
            for (YamlNode item : sequence.items()) {
                value(item).ifPresent(items::add);
            }
            return Optional.of(items);
        }
        YamlScalar scalar = (YamlScalar) node;
        return scalar.isTemplate()
                ? templates.render(scalar.content()).map(text -> text)
                : Optional.ofNullable(scalar.toValue());
    }

    /** A text that may hold a template. */
    public Optional<String> text(Located<String> value) {
        boolean template = value.value().contains("{{") || value.value().contains("{%");
        return template ? templates.render(WrittenText.of(value)) : Optional.of(value.value());
    }
}
