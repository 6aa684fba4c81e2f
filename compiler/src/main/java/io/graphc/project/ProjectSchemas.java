package io.graphc.project;

import io.graphc.project.yaml.JsonSchemaWriter;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON Schema of each YAML file of a project, made from the shapes that the loader checks with. */
public final class ProjectSchemas {
    private ProjectSchemas() {}

    /** Schema texts by file name; the same are packed beside the classes under {@code io/graphc/schema}. */
    public static Map<String, String> all() {
        Map<String, String> schemas = new LinkedHashMap<>();
        add(schemas, "graphc_project", "graphc: project file", new Nested(ProjectShapes.FILE));
        add(schemas, "profiles", "graphc: profiles", new MapOf(new Nested(ProfileShapes.PROFILE)));
        add(schemas, "properties", "graphc: sources, models, seeds", new Nested(PropertiesShapes.FILE));
        add(schemas, "graph", "graphc: graph mapping", new Nested(GraphShapes.FILE));
        add(schemas, "tenant", "graphc: tenant", new Nested(TenantShapes.FILE));
        add(schemas, "selectors", "graphc: selectors with names", new Nested(SelectorShapes.FILE));
        return schemas;
    }

    private static void add(Map<String, String> schemas, String name, String title, ValueShape root) {
        String file = name + ".schema.json";
        schemas.put(file, JsonSchemaWriter.write("urn:graphc:schema:" + name, title, root));
    }
}
