package io.graphc.compiler.context;

import io.graphc.compiler.template.value.None;
import io.graphc.plan.TimeWindow;
import io.graphc.project.ConfigSpec;
import io.graphc.project.yaml.YamlEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model, seed or test as templates see it under {@code model}, and macros that name things as {@code node}.
 *
 * @param id empty for what has none
 */
record Node(String kind, String id, String name, List<String> qualifiedName, String path, ConfigSpec config) {
    /** The project or package that it belongs to. */
    String packageName() {
        return qualifiedName.isEmpty() ? "" : qualifiedName.get(0);
    }

    /** Its attributes, a part of those that dbt's nodes have. */
    Map<String, Object> described() {
        return described(Optional.empty());
    }

    /**
     * Its attributes, as it is made for one batch.
     *
     * @param batch the time that it is made for
     */
    Map<String, Object> described(Optional<TimeWindow> batch) {
        Map<String, Object> configs = new LinkedHashMap<>();
        for (YamlEntry entry : config.entries()) {
            configs.put(entry.name(), entry.value().toValue());
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("resource_type", kind);
        attributes.put("unique_id", id);
        attributes.put("package_name", packageName());
        attributes.put("fqn", qualifiedName);
        attributes.put("path", path);
        attributes.put("original_file_path", path);
        attributes.put("config", configs);
        attributes.put("tags", config.tags().stream().map(tag -> tag.value()).toList());
        attributes.put("batch", batch.<Object>map(Node::batch).orElse(None.NONE));
        return attributes;
    }

    /** Its times are text, as nothing can be reckoned with a time that a run will put in. */
    private static PlainObject batch(TimeWindow window) {
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("event_time_start", TimeWindow.text(window.start()) + "+00:00");
        times.put("event_time_end", TimeWindow.text(window.end()) + "+00:00");
        return new PlainObject("batch", times, "<batch>");
    }
}
