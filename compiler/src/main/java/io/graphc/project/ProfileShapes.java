package io.graphc.project;

import static io.graphc.project.OutputKeys.AWS;
import static io.graphc.project.OutputKeys.MAP;
import static io.graphc.project.OutputKeys.S3;
import static io.graphc.project.OutputKeys.TEXTS;
import static io.graphc.project.OutputKeys.TYPE;
import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.notSupported;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Profiles as dbt writes them for its adapters for DuckDB, Athena and Trino (docs.getdbt.com, "Connect"), and, beside
 * {@code outputs}, the places that graphs go to.
 */
final class ProfileShapes {
    private static final KeyShape THREADS =
            optional("threads", Single.INTEGER, "How many statements run at once; 4 unless set.");
    private static final ValueShape NAMING =
            new Choice(List.of("unique", "table", "table_unique", "schema_table", "schema_table_unique"), List.of());
    private static final String OWN_FILES = "DuckDB's own files are attached only";

    /** Keys below which every value is one that no message may show. */
    static final Set<String> SECRET_TREES = Set.of("secrets", "settings", "http_headers", "config_options");

    private static final ObjectShape EXTENSION = ObjectShape.of(
            "an extension",
            "An extension of DuckDB.",
            required("name", Single.TEXT, "Its name."),
            harmless("repo", Single.TEXT, "Where it is found."),
            harmless("repository", Single.TEXT, "Where it is found."));

    private static final ObjectShape ATTACHMENT = ObjectShape.of(
            "an attached database",
            "A further database file of DuckDB.",
            required("path", Single.TEXT, "The file."),
            optional("alias", Single.TEXT, "Its name in SQL; by the file's name unless set."),
            optional("read_only", Single.BOOLEAN, "Whether it is only read; false unless set."),
            ignored("type", OWN_FILES),
            ignored("secret", OWN_FILES),
            ignored("options", OWN_FILES),
            notSupported("is_ducklake", "A DuckLake catalog.", "name a database file with `path`"));

    private static final ObjectShape DUCKDB = new ObjectShape(
            "a duckdb output",
            "DuckDB inside the process.",
            join(List.of(
                    optional("path", Single.TEXT, "The database file; in memory unless set."),
                    optional("schema", Single.TEXT, "The schema that models are made in; main unless set."),
                    harmless("database", Single.TEXT, "The database, which DuckDB calls like its file."),
                    optional("settings", MAP, "Settings of DuckDB by name."),
                    optional("attach", new ListOf(new Nested(ATTACHMENT)), "Further database files."),
                    harmless(
                            "extensions",
                            new ListOf(new Either(Single.TEXT, new Nested(EXTENSION))),
                            "Extensions to load; DuckDB loads those that it needs by itself."),
                    ignored("config_options", "write them under `settings`"),
                    ignored("secrets", "write settings such as s3_region under `settings`"),
                    ignored("use_credential_provider", "write credentials under `settings`"),
                    ignored("filesystems", "graphc knows no file systems but DuckDB's own"),
                    ignored("plugins", "graphc runs no plugins in Python"),
                    notSupported("remote", "A DuckDB server.", "name a database file with `path`"),
                    notSupported("is_ducklake", "A DuckLake catalog.", "name a database file with `path`"),
                    harmless("external_root", Single.TEXT, "The folder of external models."),
                    harmless("disable_transactions", Single.BOOLEAN, "How dbt-duckdb runs statements."),
                    harmless("keep_open", Single.BOOLEAN, "How dbt-duckdb runs statements."),
                    harmless("retries", MAP, "How often dbt-duckdb tries again."),
                    harmless("module_paths", TEXTS, "Folders of Python."))),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape ATHENA = new ObjectShape(
            "an athena output",
            "Amazon Athena, engine version 3.",
            join(
                    AWS,
                    List.of(
                            required("region_name", Single.TEXT, "The AWS region."),
                            optional(
                                    "s3_staging_dir",
                                    S3,
                                    "Where Athena puts query results; the work group says unless set."),
                            required("schema", Single.TEXT, "The schema (Glue database) that models are made in."),
                            optional("database", Single.TEXT, "The data catalog; awsdatacatalog unless set."),
                            optional("catalog", Single.TEXT, "Another name of `database`."),
                            optional("s3_data_dir", S3, "Where the rows of tables are put."),
                            optional("s3_data_naming", NAMING, "How paths below s3_data_dir are made."),
                            optional("s3_tmp_table_dir", S3, "Where temporary tables are put."),
                            optional("work_group", Single.TEXT, "The work group."),
                            optional("poll_interval", Single.NUMBER, "Seconds between two looks at a query."),
                            optional("num_retries", Single.INTEGER, "How often a failed query is tried again."),
                            optional(
                                    "max_bytes_scanned",
                                    Single.INTEGER,
                                    "How many bytes the statements of a run may read; no limit unless set."),
                            optional(
                                    "result_reuse_minutes",
                                    Single.INTEGER,
                                    "How old results of the same query over sources may be that are taken again; 0"
                                            + " unless set."),
                            optional(
                                    "unload_rows",
                                    Single.INTEGER,
                                    "From how many rows on those of an element type are read from Parquet files in no"
                                            + " order; 50000 unless set."),
                            harmless(
                                    "skip_workgroup_check",
                                    Single.BOOLEAN,
                                    "Whether the work group is looked at first."),
                            harmless("debug_query_state", Single.BOOLEAN, "What dbt-athena writes to its log."),
                            harmless("num_boto3_retries", Single.INTEGER, "How often a call of AWS is tried again."),
                            harmless(
                                    "num_iceberg_retries",
                                    Single.INTEGER,
                                    "How often Iceberg's conflicts are tried again."),
                            harmless("seed_s3_upload_args", MAP, "Settings of the upload of seeds."),
                            harmless("lf_tags_database", MAP, "Tags of Lake Formation of the database."),
                            harmless("spark_work_group", Single.TEXT, "The work group of Python models."),
                            harmless("connection_manager", Single.TEXT, "How dbt-athena speaks to Athena."))),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape TRINO = new ObjectShape(
            "a trino output",
            "Trino by JDBC.",
            join(List.of(
                    required("host", Single.TEXT, "The coordinator's host."),
                    optional("database", Single.TEXT, "The catalog that models are made in."),
                    optional("catalog", Single.TEXT, "Another name of `database`."),
                    required("schema", Single.TEXT, "The schema that models are made in."),
                    optional("port", Single.INTEGER, "The coordinator's port."),
                    optional("user", Single.TEXT, "The user."),
                    optional("password", Single.TEXT, "The password; use env_var()."),
                    optional(
                            "method",
                            new Choice(
                                    List.of(
                                            "none",
                                            "ldap",
                                            "kerberos",
                                            "gssapi",
                                            "jwt",
                                            "certificate",
                                            "oauth",
                                            "oauth_console"),
                                    List.of()),
                            "How the user is authenticated; none unless set."),
                    optional("http_scheme", new Choice(List.of("http", "https"), List.of()), "http or https."),
                    optional("session_properties", MAP, "Session properties by name."),
                    optional("http_headers", MAP, "Headers of every request."),
                    optional("timezone", Single.TEXT, "The session's time zone."),
                    optional("roles", MAP, "The role in each catalog."),
                    optional("client_tags", TEXTS, "Tags of every statement."),
                    optional(
                            "cert", new Either(Single.LITERAL, MAP), "The file of the server's certificate, or false."),
                    optional("client_certificate", Single.TEXT, "The file of the user's certificate."),
                    optional("client_private_key", Single.TEXT, "The file of the user's key."),
                    optional("jwt_token", Single.TEXT, "The token; use env_var()."),
                    optional("impersonation_user", Single.TEXT, "The user that statements run as."),
                    harmless("prepared_statements_enabled", Single.BOOLEAN, "How dbt-trino sends values."),
                    harmless("retries", Single.INTEGER, "How often dbt-trino tries again."),
                    harmless("suppress_cert_warning", Single.BOOLEAN, "What dbt-trino warns of."),
                    optional("keytab", Single.TEXT, "Kerberos: the file of keys."),
                    optional("principal", Single.TEXT, "Kerberos: the principal."),
                    optional("krb5_config", Single.TEXT, "Kerberos: the file of settings."),
                    optional("service_name", Single.TEXT, "Kerberos: the service."),
                    harmless("mutual_authentication", Single.LITERAL, "Kerberos: whether the server is asked, too."),
                    harmless("force_preemptive", Single.BOOLEAN, "Kerberos: when tickets are sent."),
                    harmless("hostname_override", Single.TEXT, "Kerberos: the server's name."),
                    harmless("sanitize_mutual_error_response", Single.BOOLEAN, "Kerberos: what errors show."),
                    harmless("delegate", Single.BOOLEAN, "Kerberos: whether tickets are handed on."))),
            ObjectShape.Others.REFUSED);

    static final ValueShape OUTPUT = new ValueShape.ByType(engines());

    static final ObjectShape PROFILE = ObjectShape.of(
            "a profile",
            "Engines and graph outputs of a project.",
            optional("target", Single.TEXT, "The output used when the command line names none."),
            required("outputs", new MapOf(OUTPUT), "The engines by name."),
            optional("graph_target", Single.TEXT, "The graph output used when nothing else decides."),
            optional("graph_outputs", new MapOf(GraphOutputShapes.OUTPUT), "The places that graphs go to, by name."),
            harmless("config", "Settings of dbt's command line."));

    private ProfileShapes() {}

    private static List<KeyShape> join(List<KeyShape> own) {
        return join(List.of(), own);
    }

    private static List<KeyShape> join(List<KeyShape> shared, List<KeyShape> own) {
        List<KeyShape> keys = new ArrayList<>(List.of(TYPE, THREADS));
        keys.addAll(own);
        keys.addAll(shared);
        return keys;
    }

    private static Map<String, ObjectShape> engines() {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        shapes.put("duckdb", DUCKDB);
        shapes.put("athena", ATHENA);
        shapes.put("trino", TRINO);
        return shapes;
    }
}
