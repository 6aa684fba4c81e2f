package io.graphc.project.yaml;

import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list. */
public record YamlSequence(SourceSpan span, List<YamlNode> items) implements YamlNode {
    public YamlSequence {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    public List<@Nullable Object> toValue() {
        List<@Nullable Object> values = new ArrayList<>();
        items.forEach(item -> values.add(item.toValue()));
        return values;
    }
}
