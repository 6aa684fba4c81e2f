package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
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

    private static final ObjectShape HOOK = ObjectShape.of(
            "a hook",
            "A statement that runs before or after something else.",
            required("sql", Single.TEXT, "The statement, in the engine's own dialect."),
            optional(
                    "transaction",
                    Single.BOOLEAN,
                    "Whether it runs between the others and the relation; true unless set."));

    /** Statements around something else, in all forms that dbt takes. */
    static final ValueShape HOOKS = new OneOrMany(new Either(Single.TEXT, new Nested(HOOK)));

    private static final String BEFORE = "Statements that run before it is made, in the engine's own dialect.";
    private static final String AFTER = "Statements that run when it is made, in the engine's own dialect.";

    private static final KeyShape ENABLED =
            optional("enabled", Single.BOOLEAN, "Whether it is part of the project; true unless set.");
    private static final KeyShape TAGS = optional("tags", TEXTS, "Words to select it by; tags of all levels add up.");
    static final KeyShape GROUP = optional("group", Single.TEXT, "The group that it belongs to.");
    static final KeyShape ACCESS = optional(
            "access",
            new Choice(List.of("private", "protected", "public"), List.of()),
            "Who may read it: its group, its project, or all; protected unless set.");
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
            harmless("alias_types", "Whether names of types are translated."));

    private static final ObjectShape PERSIST_DOCS = ObjectShape.of(
            "`persist_docs`",
            "Whether descriptions are kept on the engine.",
            optional("relation", Single.BOOLEAN, "Descriptions of tables and views."),
            optional("columns", Single.BOOLEAN, "Descriptions of columns."));

    private static final List<KeyShape> COMMON = List.of(
            ENABLED,
            TAGS,
            META,
            harmless("description", "What it is, for people."),
            GROUP,
            harmless("docs", "How dbt's pages show it."),
            harmless("grants", "Who may read it on the engine; grant that there."),
            optional(
                    "persist_docs",
                    new Nested(PERSIST_DOCS),
                    "Whether descriptions are kept on the engine, for models and snapshots on DuckDB and Trino."),
            harmless("quoting", "Whether names are quoted; graphc always quotes."),
            optional(
                    "event_time",
                    Single.TEXT,
                    "The column with the time of a row, a date or a timestamp: for `microbatch` and `--sample`."),
            harmless("static_analysis", "Whether SQL is checked by others; graphc always checks."),
            harmless("packages", "Packages of a Python model."));

    private static final List<KeyShape> RELATION = List.of(
            optional("schema", Single.TEXT, "The schema it is made in, behind the target's schema and an underscore."),
            optional("database", Single.TEXT, "The database or catalog it is made in."),
            optional("alias", Single.TEXT, "Its name on the engine; the file's name unless set."),
            optional(
                    "full_refresh",
                    Single.BOOLEAN,
                    "For an incremental model: true builds it anew in each run, false never, whatever is asked for."),
            optional("pre-hook", HOOKS, BEFORE),
            optional("pre_hook", HOOKS, BEFORE),
            optional("post-hook", HOOKS, AFTER),
            optional("post_hook", HOOKS, AFTER));

    /** Models: shape and incremental behaviour. */
    private static final List<KeyShape> MODEL_KEYS = List.of(
            optional(
                    "materialized",
                    new Choice(
                            List.of("view", "table", "incremental", "ephemeral"),
                            List.of("snapshot", "materialized_view", "external")),
                    "How its rows exist on the engine; a view unless set."),
            optional("contract", new Nested(CONTRACT), "Whether the declared columns bind."),
            optional(
                    "incremental_strategy",
                    new Choice(
                            List.of("append", "merge", "delete+insert", "insert_overwrite", "microbatch"), List.of()),
                    "What an incremental model does with new rows; by `unique_key` and `partitioned_by` unless set."),
            optional("unique_key", TEXTS, "Columns by which new rows take the place of old ones."),
            optional(
                    "on_schema_change",
                    new Choice(List.of("ignore", "fail", "append_new_columns", "sync_all_columns"), List.of()),
                    "What happens when the table of an incremental model has other columns than the model."),
            ignored("incremental_predicates", "a merge looks at the whole table"),
            ignored("sql_header", "graphc runs no statements before a model's own"),
            harmless("predicates", "The older name of `incremental_predicates`."),
            optional(
                    "batch_size",
                    new Choice(List.of("hour", "day", "month", "year"), List.of()),
                    "How long a batch of `microbatch` is, in UTC."),
            optional("begin", Single.TEXT, "The time of the first row, from which `microbatch` builds a table anew."),
            optional(
                    "lookback",
                    Single.INTEGER,
                    "How many batches before the current one `microbatch` makes again; 1 unless set."),
            harmless(
                    "concurrent_batches",
                    "Batches of a model run one after the other, since each changes the same table."),
            ACCESS,
            harmless("latest_version", "Of versions, which graphc does not have."),
            harmless("deprecation_date", "Until when it is kept, for people."),
            harmless("on_configuration_change", "Of materialized views, which graphc does not make."),
            harmless("freshness", "Of dbt's platform."),
            harmless("state", "Of dbt's platform."),
            harmless("sync", "Of dbt's platform."),
            harmless("submission_method", "Of a Python model."),
            harmless("python_version", "Of a Python model."));

    static final ObjectShape MODEL = configs(
            "the configs of a model",
            join(
                    COMMON,
                    RELATION,
                    MODEL_KEYS,
                    AdapterConfigs.ATHENA,
                    AdapterConfigs.MERGE,
                    AdapterConfigs.DUCKDB,
                    AdapterConfigs.TRINO));

    static final ObjectShape SEED = configs(
            "the configs of a seed",
            join(
                    COMMON,
                    RELATION,
                    List.of(
                            optional(
                                    "column_types",
                                    new MapOf(Single.TEXT),
                                    "The type of each column by its name; a name that the seed does not have is warned of, where dbt says nothing."),
                            optional("delimiter", Single.TEXT, "The character between values; a comma unless set."),
                            harmless("quote_columns", "Whether names of columns are quoted; graphc always quotes."),
                            harmless("materialized", "A seed always is a table."),
                            harmless("fast", "How dbt-duckdb loads it.")),
                    AdapterConfigs.ATHENA,
                    AdapterConfigs.TRINO));

    private static final ObjectShape META_COLUMNS = ObjectShape.of(
            "`snapshot_meta_column_names`",
            "Names of the columns that a snapshot adds.",
            optional("dbt_scd_id", Single.TEXT, "What identifies a row of the table."),
            optional("dbt_updated_at", Single.TEXT, "When its values were changed."),
            optional("dbt_valid_from", Single.TEXT, "Since when they hold."),
            optional("dbt_valid_to", Single.TEXT, "Until when they held."),
            optional("dbt_is_deleted", Single.TEXT, "Whether the row says that it is deleted."));

    static final ObjectShape SNAPSHOT = configs(
            "the configs of a snapshot",
            join(
                    COMMON,
                    RELATION,
                    List.of(
                            optional("target_schema", Single.TEXT, "The schema of its table, taken as it is."),
                            optional("target_database", Single.TEXT, "The database of its table."),
                            harmless("materialized", "A snapshot always is one."),
                            optional(
                                    "strategy",
                                    new Choice(List.of("timestamp", "check"), List.of()),
                                    "Whether a row has changed by its time, or by its columns."),
                            optional("unique_key", TEXTS, "The columns that identify a row."),
                            optional("check_cols", TEXTS, "The columns whose changes count, or all."),
                            optional("updated_at", Single.TEXT, "The column of a row's time."),
                            optional(
                                    "hard_deletes",
                                    new Choice(List.of("ignore", "invalidate", "new_record"), List.of()),
                                    "What happens to rows that are gone; ignore unless set."),
                            optional(
                                    "invalidate_hard_deletes",
                                    Single.BOOLEAN,
                                    "The older way to write `hard_deletes: invalidate`."),
                            optional(
                                    "snapshot_meta_column_names",
                                    new Nested(META_COLUMNS),
                                    "Names of the columns that are added."),
                            optional(
                                    "dbt_valid_to_current",
                                    Single.TEXT,
                                    "A SQL expression for the end of a row that is in force; null unless set."),
                            harmless("quote_columns", "Whether names of columns are quoted.")),
                    AdapterConfigs.ATHENA,
                    AdapterConfigs.TRINO));

    /** Exposures and other things that are for people. */
    static final ObjectShape EXPOSURE = configs("the configs of an exposure", List.of(ENABLED, TAGS, META));

    static final ObjectShape SOURCE = configs(
            "the configs of a source",
            join(
                    without(COMMON, "meta"),
                    List.of(optional("meta", new Nested(META_OF_SOURCE), META_OF_SOURCE.sentence())),
                    FILES,
                    FreshnessShapes.KEYS,
                    List.of(
                            ignored("plugin", "graphc reads files and tables of the engine only"),
                            harmless("formatter", "How dbt-duckdb fills in `external_location`."),
                            harmless("schema", "Write `schema` beside the source's name."),
                            harmless("database", "Write `database` beside the source's name."),
                            harmless("sync", "Of dbt's platform."),
                            harmless("schema_origin", "Of dbt's platform."))));

    private static final List<KeyShape> TEST_CONFIGS = List.of(
            optional(
                    "severity",
                    new Choice(List.of("error", "warn", "ERROR", "WARN"), List.of()),
                    "Whether failing rows are an error or a warning."),
            optional("where", Single.TEXT, "A SQL condition: only rows that meet it are tested."),
            optional("limit", Single.INTEGER, "How many failing rows are looked at and kept at most."),
            optional("warn_if", Single.TEXT, "The numbers of failures that are a warning; `!= 0` unless set."),
            optional("error_if", Single.TEXT, "The numbers of failures that are an error; `!= 0` unless set."),
            optional(
                    "parameters",
                    new MapOf(Single.ANYTHING),
                    "For a test of the graph: values that its statement names, as $name in Cypher and name in Gremlin."),
            optional("fail_calc", Single.TEXT, "What counts failures over the failing rows; `count(*)` unless set."),
            optional("store_failures", Single.BOOLEAN, "Whether failing rows are kept in a table."),
            optional(
                    "store_failures_as",
                    new Choice(List.of("table", "view", "ephemeral"), List.of()),
                    "How failing rows are kept; `ephemeral` does not keep them."),
            optional(
                    "schema",
                    Single.TEXT,
                    "The schema of that table, behind the target's; dbt_test__audit unless set."),
            optional("database", Single.TEXT, "The database of that table."),
            optional("alias", Single.TEXT, "The name of that table; the test's unless set."));

    /** Configs of a data test that may also stand beside its arguments. */
    static final List<KeyShape> TEST_KEYS = join(COMMON, TEST_CONFIGS);

    /** The same of a graph test, without what only dbt knows. */
    static final List<KeyShape> GRAPH_TEST_KEYS =
            join(List.of(ENABLED, TAGS, META, harmless("description", "What it is, for people.")), TEST_CONFIGS);

    static final ObjectShape TEST = configs("the configs of a data test", TEST_KEYS);

    private ConfigShapes() {}

    private static ObjectShape configs(String title, List<KeyShape> keys) {
        return new ObjectShape(title, "Settings, here or in the project file.", keys, ObjectShape.Others.DOUBTED);
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
