package io.graphc.compiler.context;

import io.graphc.project.ConfigSpec;
import io.graphc.project.yaml.YamlEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        return attributes;
    }
}
