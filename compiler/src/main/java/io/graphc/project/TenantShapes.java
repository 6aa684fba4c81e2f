package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tenant's file: what differs for one customer. */
final class TenantShapes {
    private static final List<KeyShape> LOCATION = List.of(
            optional("external_location", Single.TEXT, "Path or glob of this tenant's files."),
            optional("format", new Choice(List.of("parquet", "csv", "json"), List.of()), "What the files are."),
            optional("header", Single.BOOLEAN, "Whether the first line of a CSV file names its columns."),
            optional("delim", Single.TEXT, "The character between the values of a CSV file."),
            optional("null_values", ConfigShapes.TEXTS, "Texts that stand for null in a CSV file."),
            optional("enabled", Single.BOOLEAN, "Whether this tenant has it; true unless set."));

    private static final ObjectShape TABLE = ObjectShape.of(
                    "a tenant's table",
                    "A table of a source as this tenant has it.",
                    optional("identifier", Single.TEXT, "Its name on the engine."))
            .plus(LOCATION);

    private static final ObjectShape SOURCE = ObjectShape.of(
                    "a tenant's source",
                    "A source as this tenant has it.",
                    optional("database", Single.TEXT, "The database or catalog of its tables."),
                    optional("schema", Single.TEXT, "The schema of its tables."),
                    optional("tables", new MapOf(new Nested(TABLE)), "Its tables by name."))
            .plus(LOCATION);

    private static final ObjectShape DISABLE = ObjectShape.of(
            "`disable`",
            "Parts of the project that this tenant does not have.",
            names("models", "Names of models."),
            names("nodes", "Labels of nodes."),
            names("relationships", "Types of relationships."),
            names("sources", "Names of sources, or source.table."));

    /** A YAML file below tenant-paths. */
    static final ObjectShape FILE = new ObjectShape(
                    "a tenant's file",
                    "What differs for one tenant.",
                    new ArrayList<>(keys()),
                    ObjectShape.Others.REFUSED)
            .withStrangers(Map.of("variables", "vars", "graph_target", "graph", "disabled", "disable"));

    private TenantShapes() {}

    private static List<KeyShape> keys() {
        return List.of(
                optional("name", Single.TEXT, "The tenant's name; the file's name unless set."),
                optional("description", Single.TEXT, "Who it is, for people."),
                optional("vars", new MapOf(Single.ANYTHING), "Variables that win over those of the project."),
                optional("sources", new MapOf(new Nested(SOURCE)), "Sources by name, as this tenant has them."),
                optional("disable", new Nested(DISABLE), "Parts of the project that this tenant does not have."),
                optional("schema", Single.TEXT, "The schema its tables are made in."),
                optional("graph", Single.TEXT, "The graph output of the profile that it is loaded to."));
    }

    private static KeyShape names(String key, String sentence) {
        return optional(key, new ListOf(Single.TEXT), sentence);
    }
}
