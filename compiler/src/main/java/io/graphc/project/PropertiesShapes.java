package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.notSupported;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.List;
import java.util.Map;

/**
 * YAML files beside models and seeds, as dbt writes them (docs.getdbt.com: source, model, seed properties, columns,
 * constraints).
 */
final class PropertiesShapes {
    private static final KeyShape DESCRIPTION = optional("description", Single.TEXT, "What it is, for people.");
    private static final KeyShape TESTS = optional("data_tests", TestShapes.DATA_TESTS, "Tests of its rows.");
    private static final KeyShape OLD_TESTS =
            optional("tests", TestShapes.DATA_TESTS, "The older name of `data_tests`.");
    private static final String SEMANTIC_LAYER = "Of the semantic layer, which graphc does not have.";
    private static final KeyShape TAGS = optional("tags", ConfigShapes.TEXTS, "Words to select it by.");

    private static final ObjectShape CONSTRAINT = ObjectShape.of(
            "a constraint",
            "What a contract says about rows.",
            required(
                    "type",
                    new Choice(
                            List.of("not_null", "unique", "primary_key", "foreign_key", "check", "custom"), List.of()),
                    "The kind of constraint."),
            optional("columns", ConfigShapes.TEXTS, "The columns, for a constraint of the whole model."),
            harmless("name", "Its name on the engine; graphc makes no constraints there."),
            optional("expression", Single.TEXT, "Of a check: the condition that all rows meet."),
            optional(
                    "to", Single.TEXT, "The relation that a foreign key leads to: ref('...') or source('...', '...')."),
            optional("to_columns", ConfigShapes.TEXTS, "The columns of that relation."),
            optional(
                    "warn_unenforced",
                    Single.BOOLEAN,
                    "Whether it is told where nothing enforces it; true unless set."),
            optional("warn_unsupported", Single.BOOLEAN, "The same."));

    private static final KeyShape CONSTRAINTS =
            optional("constraints", new ListOf(new Nested(CONSTRAINT)), "What a contract says about rows.");

    static final ObjectShape COLUMN = ObjectShape.of(
            "a column",
            "A column of a table or model.",
            required("name", Single.TEXT, "The column's name."),
            DESCRIPTION,
            optional("data_type", Single.TEXT, "Its SQL type, as Athena writes it."),
            TESTS,
            OLD_TESTS,
            CONSTRAINTS,
            TAGS,
            ConfigShapes.META,
            optional("config", new Nested(columnConfig()), "Tags and meta of the column."),
            harmless("quote", Single.BOOLEAN, "Whether its name is quoted; graphc always quotes."),
            harmless("policy_tags", "Of another engine."),
            harmless("dimension", SEMANTIC_LAYER),
            harmless("entity", SEMANTIC_LAYER),
            harmless("granularity", SEMANTIC_LAYER),
            harmless("time_spine", SEMANTIC_LAYER));

    private static final KeyShape COLUMNS = optional("columns", new ListOf(new Nested(COLUMN)), "Its columns.");

    private static final KeyShape META_OF_SOURCE =
            optional("meta", new Nested(ConfigShapes.META_OF_SOURCE), "Keys of your own, and where the files lie.");

    private static final KeyShape SOURCE_CONFIG =
            optional("config", new Nested(ConfigShapes.SOURCE), "Settings of the source.");

    private static final ObjectShape TABLE = ObjectShape.of(
                    "a table of a source",
                    "A table that the project reads.",
                    required("name", Single.TEXT, "The second argument of source()."),
                    DESCRIPTION,
                    optional("identifier", Single.TEXT, "The table's name on the engine; its name unless set."),
                    COLUMNS,
                    TESTS,
                    OLD_TESTS,
                    SOURCE_CONFIG,
                    META_OF_SOURCE,
                    TAGS,
                    harmless("loader", Single.TEXT, "What loads it, for people."),
                    harmless(
                            "quoting",
                            new Nested(ProjectShapes.QUOTING),
                            "Whether names are quoted; graphc always quotes."),
                    harmless("docs", "How dbt's pages show it."),
                    harmless("external", "What the package dbt_external_tables makes of it; graphc reads the table."))
            .plus(FreshnessShapes.KEYS);

    private static final ObjectShape SOURCE = ObjectShape.of(
                    "a source",
                    "A group of tables that the project reads and did not make.",
                    required("name", Single.TEXT, "The first argument of source()."),
                    DESCRIPTION,
                    optional("database", Single.TEXT, "The database or catalog of its tables."),
                    optional("schema", Single.TEXT, "The schema of its tables; the source's name unless set."),
                    SOURCE_CONFIG,
                    META_OF_SOURCE,
                    TAGS,
                    optional("tables", new ListOf(new Nested(TABLE)), "The tables."),
                    ignored("data_tests", "tests belong to the tables of a source"),
                    ignored("tests", "tests belong to the tables of a source"),
                    harmless("loader", Single.TEXT, "What loads it, for people."),
                    harmless(
                            "quoting",
                            new Nested(ProjectShapes.QUOTING),
                            "Whether names are quoted; graphc always quotes."),
                    harmless("catalog", "Of dbt's platform."),
                    harmless("overrides", Single.TEXT, "The package whose source it replaces."),
                    harmless("docs", "How dbt's pages show it."))
            .plus(FreshnessShapes.KEYS);

    private static final ObjectShape MODEL = ObjectShape.of(
            "a model",
            "What is known of a model beside its SQL.",
            required("name", Single.TEXT, "The name of its SQL file without .sql."),
            DESCRIPTION,
            optional("config", new Nested(ConfigShapes.MODEL), "Settings of the model."),
            COLUMNS,
            TESTS,
            OLD_TESTS,
            CONSTRAINTS,
            TAGS,
            ConfigShapes.META,
            harmless("docs", "How dbt's pages show it."),
            ConfigShapes.GROUP,
            ConfigShapes.ACCESS,
            harmless("latest_version", "Of versions, which graphc does not have."),
            harmless("deprecation_date", "Until when it is kept, for people."),
            harmless("time_spine", SEMANTIC_LAYER),
            harmless("primary_entity", SEMANTIC_LAYER),
            harmless("semantic_model", SEMANTIC_LAYER),
            harmless("agg_time_dimension", SEMANTIC_LAYER),
            harmless("derived_semantics", SEMANTIC_LAYER),
            ignored("metrics", "graphc has no semantic layer"),
            notSupported("versions", "Versions of the model.", "keep one SQL file for each model"));

    private static final ObjectShape SEED = ObjectShape.of(
            "a seed",
            "What is known of a seed beside its CSV file.",
            required("name", Single.TEXT, "The name of its CSV file without .csv."),
            DESCRIPTION,
            optional("config", new Nested(ConfigShapes.SEED), "Settings of the seed."),
            COLUMNS,
            TESTS,
            OLD_TESTS,
            TAGS,
            ConfigShapes.META,
            harmless("docs", "How dbt's pages show it."),
            ConfigShapes.GROUP);

    private static final ObjectShape ARGUMENT = ObjectShape.of(
            "an argument of a macro",
            "An argument, for people.",
            required("name", Single.TEXT, "Its name."),
            harmless("type", Single.TEXT, "What it is, for people."),
            harmless("description", Single.TEXT, "What it is for."));

    private static final ObjectShape MACRO = ObjectShape.of(
            "a macro",
            "What is known of a macro, for people.",
            required("name", Single.TEXT, "The macro's name."),
            harmless("description", Single.TEXT, "What it is for."),
            harmless("arguments", new ListOf(new Nested(ARGUMENT)), "Its arguments."),
            harmless("config", "Keys of your own."),
            harmless("meta", "Keys of your own."),
            harmless("docs", "How dbt's pages show it."));

    private static final ObjectShape OWNER = new ObjectShape(
            "an owner",
            "Who answers for it.",
            List.of(harmless("name", Single.TEXT, "A name."), harmless("email", ConfigShapes.TEXTS, "An address.")),
            ObjectShape.Others.ACCEPTED);

    private static final ObjectShape EXPOSURE = ObjectShape.of(
            "an exposure",
            "What uses the project's models outside of it.",
            required("name", Single.TEXT, "Its name."),
            optional(
                    "type",
                    new Choice(List.of("dashboard", "notebook", "analysis", "ml", "application"), List.of()),
                    "What it is."),
            optional("owner", new Nested(OWNER), "Who answers for it."),
            optional("depends_on", new ListOf(Single.TEXT), "What it reads: ref('...') or source('...', '...')."),
            DESCRIPTION,
            harmless("label", Single.TEXT, "Its name for people."),
            harmless("url", Single.TEXT, "Where it is."),
            harmless("maturity", new Choice(List.of("high", "medium", "low"), List.of()), "How settled it is."),
            TAGS,
            ConfigShapes.META,
            optional("config", new Nested(ConfigShapes.EXPOSURE), "Settings of the exposure."),
            harmless("enabled", Single.BOOLEAN, "Write `enabled` under `config`."));

    private static final ObjectShape SNAPSHOT = ObjectShape.of(
            "a snapshot",
            "A table that keeps what changed.",
            required("name", Single.TEXT, "Its name."),
            optional("relation", Single.TEXT, "What it watches: ref('...') or source('...', '...')."),
            DESCRIPTION,
            optional("config", new Nested(ConfigShapes.SNAPSHOT), "Settings of the snapshot."),
            COLUMNS,
            TESTS,
            OLD_TESTS,
            TAGS,
            ConfigShapes.META,
            harmless("docs", "How dbt's pages show it."),
            ConfigShapes.GROUP);

    private static final ObjectShape GROUP = ObjectShape.of(
            "a group",
            "Who models belong to.",
            required("name", Single.TEXT, "Its name."),
            harmless("owner", new Nested(OWNER), "Who answers for it."),
            harmless("description", Single.TEXT, "What it is."),
            harmless("config", "Keys of your own."));

    /** A YAML file below model-paths or seed-paths. */
    static final ObjectShape FILE = ObjectShape.of(
                    "this file",
                    "Sources, models and seeds: descriptions, columns, tests, settings.",
                    optional("version", Single.INTEGER, "The version of this format: 2."),
                    optional("sources", new ListOf(new Nested(SOURCE)), "The tables that the project reads."),
                    optional("models", new ListOf(new Nested(MODEL)), "What is known of models beside their SQL."),
                    optional("seeds", new ListOf(new Nested(SEED)), "What is known of seeds beside their CSV files."),
                    optional("snapshots", new ListOf(new Nested(SNAPSHOT)), "Tables that keep what changed."),
                    optional("exposures", new ListOf(new Nested(EXPOSURE)), "What uses models outside of the project."),
                    harmless("macros", new ListOf(new Nested(MACRO)), "What is known of macros, for people."),
                    optional("groups", new ListOf(new Nested(GROUP)), "Who models belong to."),
                    harmless("analyses", "What is known of analyses, which graphc leaves alone."),
                    harmless("docs", "How dbt's pages show it."),
                    harmless("anchors", "Values for YAML's `*` to name."),
                    harmless("data_tests", "What is known of SQL tests, for people."),
                    harmless("tests", "What is known of SQL tests, for people."),
                    UnitTestShapes.UNIT_TESTS,
                    ignored("functions", "graphc makes no functions on the engine"),
                    ignored("semantic_models", "graphc has no semantic layer"),
                    ignored("metrics", "graphc has no semantic layer"),
                    ignored("saved_queries", "graphc has no semantic layer"))
            .withStrangers(Map.of(
                    "nodes", "mappings of the graph stand in files of their own, below `graph-paths`: `graph/`",
                    "relationships",
                            "mappings of the graph stand in files of their own, below `graph-paths`: `graph/`"));

    private PropertiesShapes() {}

    private static ObjectShape columnConfig() {
        return new ObjectShape(
                "the configs of a column",
                "Tags and meta of the column.",
                List.of(TAGS, ConfigShapes.META),
                ObjectShape.Others.DOUBTED);
    }
}
