package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people declared of a part of a project beside what it does: what selectors and readers of artifacts ask for.
 * Immutable. The names of the fields are those of dbt's manifest (docs.getdbt.com, "Manifest JSON file").
 *
 * @param qualifiedName the project or package, the folders below the root of its kind, then its name; dbt's {@code fqn}
 * @param path the file it was written in, relative to the project or package; dbt's {@code original_file_path}
 * @param patchPath the YAML file that describes it, where that is another one
 * @param config the configs in force as plain data: texts, booleans, {@link Long}, {@link Double}, lists and maps; without
 *     what nobody wrote
 * @param columns the descriptions of columns by their names, those that have one
 */
public record Declaration(
        List<String> qualifiedName,
        String path,
        Optional<String> patchPath,
        Map<String, Object> config,
        Map<String, String> columns) {
    public Declaration {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        qualifiedName = List.copyOf(qualifiedName);
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /** What has no columns. */
    public Declaration(
            List<String> qualifiedName, String path, Optional<String> patchPath, Map<String, Object> config) {
        this(qualifiedName, path, patchPath, config, Map.of());
    }

    /** The project or package that it belongs to. */
    public String packageName() {
        return qualifiedName.get(0);
    }
}
