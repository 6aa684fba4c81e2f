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

/**
 * YAML files beside models and seeds, as dbt writes them (docs.getdbt.com: source, model, seed properties, columns,
 * constraints).
 */
final class PropertiesShapes {
    private static final KeyShape DESCRIPTION = optional("description", Single.TEXT, "What it is, for people.");
    private static final KeyShape TESTS = optional("data_tests", TestShapes.DATA_TESTS, "Tests of its rows.");
    private static final KeyShape OLD_TESTS =
            optional("tests", TestShapes.DATA_TESTS, "The older name of `data_tests`.");
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
            harmless("name"),
            harmless("expression"),
            harmless("to"),
            harmless("to_columns"),
            harmless("warn_unenforced"),
            harmless("warn_unsupported"));

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
            harmless("quote"),
            harmless("policy_tags"),
            harmless("dimension"),
            harmless("entity"),
            harmless("granularity"),
            harmless("time_spine"));

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
            harmless("freshness"),
            harmless("loaded_at_field"),
            harmless("loaded_at_query"),
            harmless("loader"),
            harmless("quoting"),
            harmless("docs"),
            ignored("external", "graphc makes no external tables; `external_location` reads files in place"));

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
            harmless("loader"),
            harmless("freshness"),
            harmless("loaded_at_field"),
            harmless("loaded_at_query"),
            harmless("quoting"),
            harmless("overrides"),
            harmless("docs"));

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
            harmless("docs"),
            harmless("group"),
            harmless("access"),
            harmless("latest_version"),
            harmless("deprecation_date"),
            harmless("time_spine"),
            harmless("primary_entity"),
            harmless("semantic_model"),
            harmless("agg_time_dimension"),
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
            harmless("docs"),
            harmless("group"));

    /** A YAML file below model-paths or seed-paths. */
    static final ObjectShape FILE = ObjectShape.of(
            "this file",
            "Sources, models and seeds: descriptions, columns, tests, settings.",
            optional("version", Single.INTEGER, "The version of this format: 2."),
            optional("sources", new ListOf(new Nested(SOURCE)), "The tables that the project reads."),
            optional("models", new ListOf(new Nested(MODEL)), "What is known of models beside their SQL."),
            optional("seeds", new ListOf(new Nested(SEED)), "What is known of seeds beside their CSV files."),
            harmless("macros"),
            harmless("exposures"),
            harmless("groups"),
            harmless("analyses"),
            harmless("docs"),
            harmless("anchors"),
            harmless("data_tests"),
            ignored("unit_tests", "graphc does not run dbt's unit tests"),
            ignored("snapshots", "graphc makes no snapshots"),
            ignored("functions", "graphc makes no functions on the engine"),
            ignored("semantic_models", "graphc has no semantic layer"),
            ignored("metrics", "graphc has no semantic layer"),
            ignored("saved_queries", "graphc has no semantic layer"));

    private PropertiesShapes() {}

    private static ObjectShape columnConfig() {
        return new ObjectShape(
                "the configs of a column",
                "Tags and meta of the column.",
                List.of(TAGS, ConfigShapes.META),
                ObjectShape.Others.DOUBTED);
    }
}
