package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.List;

/**
 * Configs of models and seeds that dbt's adapters for Athena, DuckDB and Trino take (their repositories, "Models" and
 * "Configuration") and that make no difference to the rows. Values are compared loosely, since the adapters take text for
 * numbers and truth as well.
 */
final class AdapterConfigs {
    private static final ValueShape WORDS = ConfigShapes.TEXTS;
    private static final ValueShape WORD = Single.LITERAL;
    private static final ValueShape ANY = Single.ANYTHING;

    /** dbt-athena: how a table lies in S3 and in Glue. */
    static final List<KeyShape> ATHENA = List.of(
            harmless(
                    "table_type",
                    new Choice(List.of("hive", "iceberg"), List.of()),
                    "Athena: the kind of table, `hive` or `iceberg`; DuckDB: none."),
            athena("format", WORD, "the format of the table's files"),
            athena("write_compression", WORD, "how the table's files are compressed"),
            athena("field_delimiter", WORD, "the character between values of text files"),
            athena("partitioned_by", WORDS, "columns, or for Iceberg transforms of columns, that part the table"),
            athena("bucketed_by", WORDS, "columns that share the rows of a partition out to files"),
            athena("bucket_count", WORD, "how many files `bucketed_by` shares out to"),
            athena("external_location", WORD, "the S3 folder of the table"),
            athena("s3_data_dir", WORD, "the S3 folder that folders of tables are made in"),
            athena("s3_data_naming", WORD, "how folders of tables are named"),
            athena("s3_tmp_table_dir", WORD, "the S3 folder of temporary tables"),
            athena("s3_staging_dir", WORD, "the S3 folder of query results"),
            athena("work_group", WORD, "the work group"),
            athena("skip_workgroup_check", WORD, "whether the work group is looked at first"),
            athena("table_properties", ANY, "properties of Iceberg tables"),
            athena("native_drop", WORD, "whether tables are dropped by SQL"),
            athena("seed_by_insert", WORD, "whether seeds are loaded by SQL"),
            athena("seed_s3_upload_args", ANY, "settings of the upload of seeds"),
            athena("ha", WORD, "whether a table is swapped so that readers never miss it, as graphc always does"),
            athena("force_batch", WORD, "whether rows are inserted in batches of partitions"),
            athena("max_bytes_scanned", WORD, "how many bytes the statements of one run may read for it"),
            athena("partitions_limit", WORD, "how many partitions one statement writes"),
            athena("unique_tmp_table_suffix", WORD, "whether temporary tables have names of their own"),
            athena("temp_schema", WORD, "the schema of temporary tables"),
            athena("lf_tags_config", ANY, "tags of Lake Formation"),
            athena("lf_inherited_tags", ANY, "tags of Lake Formation that stay"),
            athena("lf_grants", ANY, "grants of Lake Formation"),
            athena("versions_to_keep", WORD, "how many versions of a Glue table are kept"),
            athena("expire_snapshots", WORD, "whether versions of Iceberg tables are dropped"),
            athena("skip_stats", WORD, "whether statistics are left out"),
            athena("timeout", WORD, "how long a Python model may run"),
            athena("engine_config", ANY, "the engine of a Python model"),
            athena("spark_encryption", WORD, "encryption in a Python model"),
            athena("spark_cross_account_catalog", WORD, "catalogs of other accounts in a Python model"),
            athena("spark_requester_pays", WORD, "who pays for reading in a Python model"));

    /** dbt-athena, dbt-duckdb and dbt-trino: what a merge of new rows does beside its key. */
    static final List<KeyShape> MERGE = List.of(
            merge("merge_update_columns", "the columns that are updated"),
            merge("merge_exclude_columns", "the columns that are not updated"),
            merge("merge_update_columns_default_rule", "how columns are updated"),
            merge("merge_update_columns_rules", "how single columns are updated"),
            merge("merge_update_condition", "which matching rows are updated"),
            merge("merge_insert_condition", "which new rows are inserted"),
            merge("merge_update_set_expressions", "what single columns are updated to"),
            merge("merge_on_using_columns", "the columns that rows are matched by"),
            merge("merge_returning_columns", "the columns that are returned"),
            merge("merge_clauses", "the clauses of the statement"),
            merge("delete_condition", "which matching rows are deleted"),
            merge("update_condition", "which matching rows are updated"),
            merge("insert_condition", "which new rows are inserted"));

    /** dbt-duckdb: what is written beside tables, and how tables lie in files. */
    static final List<KeyShape> DUCKDB = List.of(
            duckdb("location", "the file of an external model"),
            duckdb("options", "settings of that file"),
            duckdb("plugin", "a plug-in in Python"),
            duckdb("indexes", "indexes of the table"),
            duckdb("partition_by", "columns that part an external model"),
            duckdb("partition_columns", "columns that part an external model in Glue"),
            duckdb("sorted_by", "the order of a DuckLake table"),
            duckdb("sort_by", "the order of a DuckLake table"),
            duckdb("csv_read_options", "how CSV files are read"),
            duckdb("parquet_read_options", "how Parquet files are read"),
            duckdb("json_read_options", "how JSON files are read"),
            duckdb("parameters", "values of a plug-in"),
            duckdb("overrides", "settings of a plug-in"),
            duckdb("glue_register", "whether an external model is registered in Glue"),
            duckdb("glue_database", "the Glue database of an external model"));

    /** dbt-trino: how a table is made. */
    static final List<KeyShape> TRINO = List.of(
            trino("properties", "properties of the table"),
            trino("view_security", "whose rights a view has"),
            trino("views_enabled", "whether views are used for temporary rows"),
            trino("on_table_exists", "how a table is replaced"),
            trino("grace_period", "how old a materialized view may be"),
            trino("file_format", "the format of the table's files"),
            trino("table_format", "the format of the table"),
            trino("storage_uri", "where the table lies"),
            trino("base_location_root", "the folder of the table"),
            trino("base_location_subpath", "the folder of the table"),
            trino("omit_base_location_root", "the folder of the table"));

    private AdapterConfigs() {}

    private static KeyShape athena(String name, ValueShape value, String meaning) {
        return harmless(name, value, "Athena: " + meaning + "; DuckDB: nothing.");
    }

    private static KeyShape duckdb(String name, String meaning) {
        return harmless(name, "dbt-duckdb: " + meaning + "; graphc: nothing.");
    }

    private static KeyShape trino(String name, String meaning) {
        return harmless(name, "dbt-trino: " + meaning + "; graphc: nothing.");
    }

    private static KeyShape merge(String name, String meaning) {
        return KeyShape.ignored(name, "a merge replaces whole rows; it would say " + meaning);
    }
}
