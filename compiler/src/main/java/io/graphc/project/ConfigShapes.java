package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.OneOrMany;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.List;

/**
 * The configs of each kind of resource: dbt's (docs.getdbt.com, "Configs and properties"), those of its adapters for
 * Athena, DuckDB and Trino, and ours.
 */
final class ConfigShapes {
    static final ValueShape TEXTS = new OneOrMany(Single.LITERAL);

    private static final KeyShape ENABLED =
            optional("enabled", Single.BOOLEAN, "Whether it is part of the project; true unless set.");
    private static final KeyShape TAGS = optional("tags", TEXTS, "Words to select it by; tags of all levels add up.");
    static final KeyShape META = optional("meta", new MapOf(Single.ANYTHING), "Keys of your own.");

    /** Where the rows of a source lie when they lie in files; dbt-duckdb has the first, the others are ours. */
    private static final List<KeyShape> FILES = List.of(
            optional(
                    "external_location",
                    Single.TEXT,
                    "Path or glob of the files that hold the rows; {name} and {identifier} stand for the table's."),
            optional(
                    "format",
                    new Choice(List.of("parquet", "csv", "json"), List.of()),
                    "What the files are; by their extension unless set."),
            optional(
                    "header",
                    Single.BOOLEAN,
                    "Whether the first line of a CSV file names its columns; true unless set."),
            optional("delim", Single.TEXT, "The character between the values of a CSV file; a comma unless set."),
            optional("null_values", TEXTS, "Texts that stand for null in a CSV file."),
            optional(
                    "extra_values",
                    new Choice(List.of("error", "ignore"), List.of()),
                    "What happens to a line of a CSV file with more values than columns; error unless set."),
            optional("optional", Single.BOOLEAN, "Whether a tenant may lack it; it is then an empty relation."));

    static final ObjectShape META_OF_SOURCE = new ObjectShape(
            "`meta` of a source", "Keys of your own, and where the files lie.", FILES, ObjectShape.Others.ACCEPTED);

    private static final ObjectShape CONTRACT = ObjectShape.of(
            "a contract",
            "Whether the declared columns bind.",
            optional("enforced", Single.BOOLEAN, "Whether declared columns and types must be those of the SQL."),
            harmless("alias_types"));

    private static final List<KeyShape> COMMON = List.of(
            ENABLED,
            TAGS,
            META,
            harmless("group"),
            harmless("docs"),
            harmless("grants"),
            harmless("persist_docs"),
            harmless("quoting"),
            harmless("event_time"),
            harmless("static_analysis"),
            harmless("packages"));

    private static final List<KeyShape> RELATION = List.of(
            optional("schema", Single.TEXT, "The schema it is made in, behind the target's schema and an underscore."),
            optional("database", Single.TEXT, "The database or catalog it is made in."),
            optional("alias", Single.TEXT, "Its name on the engine; the file's name unless set."),
            harmless("full_refresh"),
            ignored("pre-hook", "graphc runs no hooks"),
            ignored("pre_hook", "graphc runs no hooks"),
            ignored("post-hook", "graphc runs no hooks"),
            ignored("post_hook", "graphc runs no hooks"));

    /** Models: shape, incremental behaviour and table layout. */
    private static final List<KeyShape> MODEL_KEYS = List.of(
            optional(
                    "materialized",
                    new Choice(
                            List.of("view", "table", "ephemeral"),
                            List.of("incremental", "snapshot", "materialized_view", "external")),
                    "How its rows exist on the engine; a view unless set."),
            optional("contract", new Nested(CONTRACT), "Whether the declared columns bind."));

    private static final List<String> MODEL_HARMLESS = List.of(
            "access",
            "latest_version",
            "deprecation_date",
            "sql_header",
            "on_schema_change",
            "on_configuration_change",
            "unique_key",
            "incremental_strategy",
            "incremental_predicates",
            "batch_size",
            "begin",
            "lookback",
            "concurrent_batches",
            "freshness",
            "external_location",
            "partitioned_by",
            "partitions",
            "partitions_limit",
            "bucketed_by",
            "bucket_count",
            "table_type",
            "ha",
            "format",
            "write_compression",
            "field_delimiter",
            "field_delimeter",
            "table_properties",
            "native_drop",
            "force_batch",
            "unique_tmp_table_suffix",
            "temp_schema",
            "lf_tags_config",
            "lf_inherited_tags",
            "lf_grants",
            "s3_data_dir",
            "s3_data_naming",
            "s3_tmp_table_dir",
            "versions_to_keep",
            "expire_snapshots",
            "skip_stats",
            "delete_condition",
            "update_condition",
            "insert_condition",
            "location",
            "options",
            "plugin",
            "indexes",
            "glue_register",
            "glue_database",
            "properties",
            "view_security",
            "merge_update_columns",
            "merge_exclude_columns",
            "merge_update_condition",
            "merge_insert_condition",
            "merge_clauses",
            "merge_on_using_columns",
            "merge_update_columns_default_rule",
            "merge_update_columns_rules",
            "on_table_exists",
            "file_format",
            "table_format",
            "storage_uri",
            "predicates",
            "parameters",
            "partition_by",
            "partition_columns",
            "sorted_by",
            "sort_by",
            "csv_read_options",
            "parquet_read_options",
            "json_read_options",
            "views_enabled");

    static final ObjectShape MODEL =
            configs("the configs of a model", join(COMMON, RELATION, MODEL_KEYS, harmlessAll(MODEL_HARMLESS)));

    static final ObjectShape SEED = configs(
            "the configs of a seed",
            join(
                    COMMON,
                    RELATION,
                    List.of(
                            optional("column_types", new MapOf(Single.TEXT), "The type of each column by its name."),
                            optional("delimiter", Single.TEXT, "The character between values; a comma unless set.")),
                    harmlessAll(List.of(
                            "quote_columns",
                            "materialized",
                            "seed_by_insert",
                            "seed_s3_upload_args",
                            "table_type",
                            "format",
                            "s3_data_dir",
                            "s3_data_naming",
                            "properties",
                            "fast"))));

    static final ObjectShape SOURCE = configs(
            "the configs of a source",
            join(
                    without(COMMON, "meta"),
                    List.of(optional("meta", new Nested(META_OF_SOURCE), META_OF_SOURCE.sentence())),
                    FILES,
                    List.of(ignored("plugin", "graphc reads files and tables of the engine only")),
                    harmlessAll(List.of(
                            "freshness", "loaded_at_field", "loaded_at_query", "formatter", "schema", "database"))));

    private static final List<KeyShape> TEST_CONFIGS = List.of(
            optional(
                    "severity",
                    new Choice(List.of("error", "warn", "ERROR", "WARN"), List.of()),
                    "Whether failing rows are an error or a warning."),
            optional("where", Single.TEXT, "A SQL condition: only rows that meet it are tested."),
            optional("limit", Single.INTEGER, "How many failing rows are fetched at most."),
            optional("warn_if", Single.LITERAL, "A condition on the number of failures, for a warning."),
            optional("error_if", Single.LITERAL, "A condition on the number of failures, for an error."),
            optional("fail_calc", Single.LITERAL, "A SQL expression that counts the failures."),
            harmless("store_failures"),
            harmless("store_failures_as"),
            harmless("schema"),
            harmless("database"),
            harmless("alias"));

    /** Configs of a data test that may also stand beside its arguments. */
    static final List<KeyShape> TEST_KEYS = join(COMMON, TEST_CONFIGS);

    static final ObjectShape TEST = configs("the configs of a data test", TEST_KEYS);

    private ConfigShapes() {}

    private static ObjectShape configs(String title, List<KeyShape> keys) {
        return new ObjectShape(title, "Settings, here or in the project file.", keys, ObjectShape.Others.DOUBTED);
    }

    static List<KeyShape> harmlessAll(List<String> names) {
        return names.stream().map(KeyShape::harmless).toList();
    }

    @SafeVarargs
    static List<KeyShape> join(List<KeyShape>... lists) {
        List<KeyShape> all = new ArrayList<>();
        for (List<KeyShape> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    private static List<KeyShape> without(List<KeyShape> keys, String name) {
        return keys.stream().filter(key -> !key.name().equals(name)).toList();
    }
}
