package io.graphc.plan.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphc.plan.Declaration;
import io.graphc.plan.Declarations;
import io.graphc.plan.ExposurePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a project declares beside what it runs, in a manifest: nothing where there is nothing. */
final class DeclarationSection {
    private final JsonFields fields;

    DeclarationSection(JsonFields fields) {
        this.fields = fields;
    }

    void write(Declarations declarations) throws IOException {
        exposures(declarations.exposures());
        if (declarations.parts().isEmpty()) {
            return;
        }
        fields.object("declarations");
        for (Map.Entry<String, Declaration> part : declarations.parts().entrySet()) {
            Declaration declaration = part.getValue();
            fields.object(part.getKey());
            fields.compact("fqn", declaration.qualifiedName());
            fields.text("original_file_path", declaration.path());
            if (declaration.patchPath().isPresent()) {
                fields.text("patch_path", declaration.patchPath());
            }
            fields.compactPlain("config", declaration.config());
            fields.end();
        }
        fields.end();
    }

    private void exposures(List<ExposurePlan> exposures) throws IOException {
        fields.object("exposures");
        for (ExposurePlan exposure : exposures) {
            fields.object(exposure.id());
            fields.text("unique_id", exposure.id());
            fields.text("resource_type", "exposure");
            fields.text("name", exposure.name());
            fields.text("type", exposure.type());
            fields.text("description", exposure.description());
            fields.dependsOn(exposure.dependsOn());
            fields.end();
        }
        fields.end();
    }

    static Declarations read(ManifestNode manifest) {
        List<ExposurePlan> exposures = manifest.json().has("exposures")
                ? manifest.entries(
                        "exposures",
                        (id, node) -> new ExposurePlan(
                                id,
                                node.text("name"),
                                node.text("type"),
                                node.text("description"),
                                node.child("depends_on").texts("nodes")))
                : List.of();
        Map<String, Declaration> parts = new LinkedHashMap<>();
        manifest.optionalChild("declarations")
                .ifPresent(all -> all.names().forEach(id -> parts.put(id, part(all.child(id)))));
        return new Declarations(exposures, parts);
    }

    private static Declaration part(ManifestNode node) {
        Map<String, Object> config = new LinkedHashMap<>();
        ManifestNode written = node.child("config");
        written.names().forEach(name -> config.put(name, plain(written.json().path(name))));
        return new Declaration(
                node.texts("fqn"), node.text("original_file_path"), node.textIfThere("patch_path"), config);
    }

    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            value.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (value.isArray()) {
            List<Object> items = new ArrayList<>();
            value.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        return value.isNumber() ? (Object) value.doubleValue() : value.asText();
    }
}
