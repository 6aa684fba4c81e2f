package io.graphc.project;

import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads hooks in all forms that dbt takes (docs.getdbt.com, "pre-hook and post-hook"): a text, a map of {@code sql} and
 * {@code transaction}, or a list of these. What is of another kind was reported and is left out.
 */
public final class HookReader {
    private HookReader() {}

    /** The hooks of a value in YAML. */
    public static List<HookSpec> read(YamlNode value) {
        List<HookSpec> hooks = new ArrayList<>();
        if (value instanceof YamlSequence several) {
            several.items().forEach(item -> hooks.addAll(read(item)));
        } else if (value instanceof YamlMapping mapping) {
            MapReader reader = MapReader.of(mapping);
            boolean outside =
                    reader.bool("transaction").filter(inside -> !inside.value()).isPresent();
            reader.mappedText("sql").ifPresent(sql -> hooks.add(new HookSpec(sql.value(), sql.span(), outside)));
        } else if (value instanceof YamlScalar scalar && !scalar.isNull()) {
            hooks.add(new HookSpec(scalar.content(), scalar.span(), false));
        }
        return hooks;
    }

    /** The hooks of a value that {@code config()} was called with. */
    public static List<HookSpec> read(Object value, SourceSpan place) {
        List<HookSpec> hooks = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            several.forEach(item -> hooks.addAll(read(item, place)));
        } else if (value instanceof Map<?, ?> map) {
            boolean outside = "false".equalsIgnoreCase(String.valueOf(map.get("transaction")));
            Object sql = map.get("sql");
            if (sql != null) {
                hooks.add(new HookSpec(MappedText.computed(sql.toString(), place), place, outside));
            }
        } else if (!value.toString().isBlank()) {
            hooks.add(new HookSpec(MappedText.computed(value.toString(), place), place, false));
        }
        return hooks;
    }
}
