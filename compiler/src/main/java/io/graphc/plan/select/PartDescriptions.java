package io.graphc.plan.select;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be said of the parts of a project, by the names that dbt has for it. */
public final class PartDescriptions {
    private PartDescriptions() {}

    /** One description for each of the parts with these ids, sorted by id. */
    public static List<Map<String, Object>> of(CompiledProject project, Set<String> ids) {
        Map<String, RelationName> relations = new HashMap<>();
        project.sources().forEach(source -> relations.put(source.id(), source.relation()));
        project.seeds().forEach(seed -> relations.put(seed.id(), seed.relation()));
        project.models().forEach(model -> relations.put(model.id(), model.relation()));
        return Parts.of(project).all().stream()
                .filter(part -> ids.contains(part.id()))
                .sorted(Comparator.comparing(Part::id))
                .map(part -> of(part, relations))
                .toList();
    }

    private static Map<String, Object> of(Part part, Map<String, RelationName> relations) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unique_id", part.id());
        fields.put("name", part.name());
        fields.put("resource_type", part.kind());
        fields.put("package_name", part.packageName());
        fields.put("original_file_path", part.declaration().path());
        fields.put("fqn", part.declaration().qualifiedName());
        RelationName relation = relations.get(part.id());
        if (relation != null) {
            fields.put("alias", relation.identifier());
        }
        if (part.is("source")) {
            fields.put("source_name", part.source());
        }
        if (part.isElement()) {
            fields.put("labels", part.labels());
            fields.put("properties", part.properties());
        }
        fields.put("tags", part.tags());
        Map<String, Object> config = new LinkedHashMap<>(part.declaration().config());
        if (part.config(List.of("materialized")) instanceof String materialized) {
            config.putIfAbsent("materialized", materialized);
        }
        fields.put("config", config);
        fields.put("depends_on", Map.of("nodes", part.reads()));
        return fields;
    }

    /** The selector that names a part and nothing else, as {@code ls} prints it. */
    public static String selector(Map<String, Object> description) {
        Object kind = description.get("resource_type");
        Object name = description.get("name");
        Object from = description.get("package_name");
        return switch (String.valueOf(kind)) {
            case "source" -> "source:" + from + "." + description.get("source_name") + "." + name;
            case "exposure", "unit_test" -> kind + ":" + from + "." + name;
            case "node", "relationship" -> kind + ":" + name;
            default ->
                description.get("fqn") instanceof List<?> qualified
                        ? String.join(
                                ".", qualified.stream().map(String::valueOf).toList())
                        : String.valueOf(name);
        };
    }
}
