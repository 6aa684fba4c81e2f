package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
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
                    optional("schema", Single.TEXT, "The schema of its tables, such as `c{customer_no}_dev`."),
                    optional(
                            "identifier",
                            Single.TEXT,
                            "What its tables are called on the engine, such as `c{customer_no}_{name}`."),
                    optional("tables", new MapOf(new Nested(TABLE)), "Its tables by name."))
            .plus(LOCATION);

    private static final ObjectShape DISABLE = ObjectShape.of(
            "`disable`",
            "Parts of the project that this tenant does not have.",
            names("models", "Names of models."),
            names("nodes", "Labels of nodes."),
            names("relationships", "Types of relationships."),
            names("sources", "Names of sources, or source.table."));

    private static final ObjectShape LIMITS = ObjectShape.of(
            "`limits`",
            "What a run of this tenant may do.",
            optional("max_delete", Single.ANYTHING, "As in a graph output: how many elements one load may delete."),
            optional("min_age", Single.ANYTHING, "As in a graph output: how old elements must be to be deleted."),
            optional("max_bytes_scanned", Single.INTEGER, "How many bytes its statements may read on Athena."),
            optional("threads", Single.INTEGER, "How many of its steps run at once."));

    private static final ObjectShape GRAPH = ObjectShape.of(
                    "`graph`",
                    "Where the tenant's graph goes: an output of the profile, and settings in place of the output's own.",
                    optional("target", Single.TEXT, "The graph output of the profile."))
            .withOthers(ObjectShape.Others.ACCEPTED);

    private static final Map<String, String> STRANGERS = Map.ofEntries(
            Map.entry("variables", "vars"),
            Map.entry("graph_target", "graph"),
            Map.entry("disabled", "disable"),
            Map.entry("group", "extends"),
            Map.entry("groups", "extends"),
            Map.entry("parent", "extends"));

    /** A YAML file below tenant-paths. */
    static final ObjectShape FILE = new ObjectShape(
                    "a tenant's file", "What differs for one tenant.", keys(), ObjectShape.Others.REFUSED)
            .withStrangers(STRANGERS);

    /** A file whose name starts with {@code _}: what several tenants share. */
    static final ObjectShape GROUP = new ObjectShape(
                    "a group of tenants", "What several tenants share.", shared(), ObjectShape.Others.REFUSED)
            .withStrangers(STRANGERS);

    private TenantShapes() {}

    private static List<KeyShape> keys() {
        List<KeyShape> keys = new ArrayList<>();
        keys.add(optional("name", Single.TEXT, "The tenant's name; the file's name unless set."));
        keys.add(optional(
                "id_prefix", Single.TEXT, "What scopes the ids of its elements, in place of the tenant's name."));
        keys.addAll(shared());
        return keys;
    }

    private static List<KeyShape> shared() {
        return List.of(
                optional("description", Single.TEXT, "Who it is, for people."),
                optional(
                        "extends",
                        ConfigShapes.TEXTS,
                        "Groups whose settings it starts from: `bank` is the file `_bank.yml`."),
                optional("tags", ConfigShapes.TEXTS, "Words to choose tenants by: `--tenant tag:bank`."),
                optional("vars", new MapOf(Single.ANYTHING), "Variables that win over those of the project."),
                optional("sources", new MapOf(new Nested(SOURCE)), "Sources by name, as this tenant has them."),
                optional("disable", new Nested(DISABLE), "Parts of the project that this tenant does not have."),
                optional("schema", Single.TEXT, "The schema its tables are made in."),
                optional("limits", new Nested(LIMITS), "What a run of this tenant may do."),
                optional(
                        "graph",
                        new Either(Single.TEXT, new Nested(GRAPH)),
                        "The graph output of the profile that it is loaded to, perhaps with settings of its own."));
    }

    private static KeyShape names(String key, String sentence) {
        return optional(key, new ListOf(Single.TEXT), sentence);
    }
}
