package io.graphc.plan.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphc.plan.Declaration;
import io.graphc.plan.Declarations;
import io.graphc.plan.DeclaredName;
import io.graphc.plan.ExposurePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a project declares beside what it runs, in a manifest: nothing where there is nothing. */
final class DeclarationSection {
    private static final String DISABLED = "disabled";
    private static final String ARGUMENTS = "arguments";
    private static final String COLUMNS = "columns";

    private final JsonFields fields;

    DeclarationSection(JsonFields fields) {
        this.fields = fields;
    }

    void write(Declarations declarations) throws IOException {
        exposures(declarations.exposures());
        names("macros", declarations.macros());
        names("groups", declarations.groups());
        fields.object(DISABLED);
        for (DeclaredName name : declarations.disabled()) {
            fields.array(name.id());
            fields.item();
            name(name);
            fields.end();
            fields.endArray();
        }
        fields.end();
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
            if (!declaration.columns().isEmpty()) {
                fields.compact(COLUMNS, declaration.columns());
            }
            fields.end();
        }
        fields.end();
    }

    private void names(String section, List<DeclaredName> names) throws IOException {
        fields.object(section);
        for (DeclaredName name : names) {
            fields.object(name.id());
            name(name);
            fields.end();
        }
        fields.end();
    }

    private void name(DeclaredName name) throws IOException {
        fields.text("unique_id", name.id());
        fields.text("resource_type", name.kind());
        fields.text("package_name", name.packageName());
        fields.text("name", name.name());
        fields.text("original_file_path", name.path());
        if (name.kind().equals("macro")) {
            fields.texts(ARGUMENTS, name.arguments());
        }
    }

    private static List<DeclaredName> names(ManifestNode manifest, String section) {
        List<DeclaredName> names = new ArrayList<>();
        manifest.json().path(section).properties().forEach(entry -> {
            JsonNode name = entry.getValue().isArray() ? entry.getValue().path(0) : entry.getValue();
            List<String> arguments = new ArrayList<>();
            name.path(ARGUMENTS).forEach(argument -> arguments.add(argument.asText()));
            names.add(new DeclaredName(
                    entry.getKey(), name.path("original_file_path").asText(), arguments));
        });
        return names;
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
        return new Declarations(
                exposures, parts, names(manifest, "macros"), names(manifest, "groups"), names(manifest, DISABLED));
    }

    private static Declaration part(ManifestNode node) {
        return new Declaration(
                node.texts("fqn"),
                node.text("original_file_path"),
                node.textIfThere("patch_path"),
                node.child("config").data(),
                node.json().has(COLUMNS) ? node.child(COLUMNS).map() : Map.of());
    }
}
