package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.notSupported;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Profiles as dbt writes them for its adapters for DuckDB, Athena and Trino (docs.getdbt.com, "Connect"), and, beside
 * {@code outputs}, the places that graphs go to.
 */
final class ProfileShapes {
    private static final KeyShape TYPE = required("type", Single.TEXT, "What it is.");
    private static final KeyShape THREADS =
            optional("threads", Single.INTEGER, "How many statements run at once; 4 unless set.");
    private static final ValueShape MAP = new MapOf(Single.ANYTHING);

    private static final ObjectShape ATTACHMENT = ObjectShape.of(
            "an attached database",
            "A further database file of DuckDB.",
            required("path", Single.TEXT, "The file."),
            optional("alias", Single.TEXT, "Its name in SQL; by the file's name unless set."),
            optional("read_only", Single.BOOLEAN, "Whether it is only read; false unless set."),
            ignored("type", "DuckDB's own files are attached only"),
            ignored("secret", "DuckDB's own files are attached only"),
            ignored("options", "DuckDB's own files are attached only"));

    private static final ObjectShape DUCKDB = new ObjectShape(
            "a duckdb output",
            "DuckDB inside the process.",
            join(
                    List.of(
                            optional("path", Single.TEXT, "The database file; in memory unless set."),
                            optional("schema", Single.TEXT, "The schema that models are made in; main unless set."),
                            optional("database", Single.TEXT, "The database's name; by the file's name unless set."),
                            optional("settings", MAP, "Settings of DuckDB by name."),
                            optional("attach", new ListOf(new Nested(ATTACHMENT)), "Further database files."),
                            ignored("extensions", "DuckDB loads the extensions that it needs by itself"),
                            ignored("config_options", "write them under `settings`"),
                            ignored("secrets", "write settings such as s3_region under `settings`"),
                            ignored("use_credential_provider", "write credentials under `settings`"),
                            ignored("filesystems", "graphc knows no file systems but DuckDB's own"),
                            ignored("plugins", "graphc runs no plugins in Python"),
                            notSupported("remote", "A DuckDB server.", "name a database file with `path`"),
                            notSupported("is_ducklake", "A DuckLake catalog.", "name a database file with `path`")),
                    ConfigShapes.harmlessAll(
                            List.of("external_root", "disable_transactions", "keep_open", "retries", "module_paths"))),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape ATHENA = new ObjectShape(
            "an athena output",
            "Amazon Athena, engine version 3.",
            join(
                    List.of(
                            required("region_name", Single.TEXT, "The AWS region."),
                            required("s3_staging_dir", Single.TEXT, "Where Athena puts query results."),
                            required("schema", Single.TEXT, "The schema (Glue database) that models are made in."),
                            optional("database", Single.TEXT, "The data catalog; awsdatacatalog unless set."),
                            optional("catalog", Single.TEXT, "Another name of `database`."),
                            optional("s3_data_dir", Single.TEXT, "Where the rows of tables are put."),
                            optional("s3_data_naming", Single.TEXT, "How paths below s3_data_dir are made."),
                            optional("s3_tmp_table_dir", Single.TEXT, "Where temporary tables are put."),
                            optional("work_group", Single.TEXT, "The work group."),
                            optional("poll_interval", Single.LITERAL, "Seconds between two looks at a query."),
                            optional("num_retries", Single.INTEGER, "How often a failed query is tried again."),
                            optional("aws_profile_name", Single.TEXT, "The profile of the AWS configuration."),
                            optional("aws_access_key_id", Single.TEXT, "Access key; better left to AWS's own chain."),
                            optional("aws_secret_access_key", Single.TEXT, "Secret key; use env_var()."),
                            optional("aws_session_token", Single.TEXT, "Session token; use env_var()."),
                            optional("endpoint_url", Single.TEXT, "Another address of the service, for tests.")),
                    ConfigShapes.harmlessAll(List.of(
                            "skip_workgroup_check",
                            "debug_query_state",
                            "num_boto3_retries",
                            "num_iceberg_retries",
                            "seed_s3_upload_args",
                            "lf_tags_database",
                            "spark_work_group"))),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape TRINO = new ObjectShape(
            "a trino output",
            "Trino by JDBC.",
            join(
                    List.of(
                            required("host", Single.TEXT, "The coordinator's host."),
                            optional("database", Single.TEXT, "The catalog that models are made in."),
                            optional("catalog", Single.TEXT, "Another name of `database`."),
                            required("schema", Single.TEXT, "The schema that models are made in."),
                            optional("port", Single.INTEGER, "The coordinator's port."),
                            optional("user", Single.TEXT, "The user."),
                            optional("password", Single.TEXT, "The password; use env_var()."),
                            optional("method", Single.TEXT, "How the user is authenticated."),
                            optional("http_scheme", Single.TEXT, "http or https."),
                            optional("session_properties", MAP, "Session properties by name."),
                            optional("http_headers", MAP, "Headers of every request."),
                            optional("timezone", Single.TEXT, "The session's time zone.")),
                    ConfigShapes.harmlessAll(List.of(
                            "roles",
                            "client_tags",
                            "prepared_statements_enabled",
                            "retries",
                            "suppress_cert_warning",
                            "cert",
                            "client_certificate",
                            "client_private_key",
                            "keytab",
                            "principal",
                            "krb5_config",
                            "service_name",
                            "mutual_authentication",
                            "force_preemptive",
                            "hostname_override",
                            "sanitize_mutual_error_response",
                            "delegate",
                            "impersonation_user",
                            "jwt_token"))),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape NEPTUNE_CSV = ObjectShape.of(
            "a neptune_csv output",
            "Files for Amazon Neptune's bulk loader, in a local folder.",
            TYPE,
            required("path", Single.TEXT, "The folder, relative to the project folder."),
            optional("gzip", Single.BOOLEAN, "Whether the files are compressed; false unless set."),
            optional(
                    "max_file_size",
                    Single.LITERAL,
                    "Where a file is split: a number with KB, MB or GB; 256MB unless set."),
            optional(
                    "timestamp_precision",
                    new Choice(List.of("second", "millisecond"), List.of()),
                    "What times keep; second unless set, as Neptune documents."));

    private static final ObjectShape NEO4J = ObjectShape.of(
            "a neo4j output",
            "A Neo4j database by Bolt.",
            TYPE,
            required("uri", Single.TEXT, "Its address, for example neo4j://localhost:7687."),
            optional("user", Single.TEXT, "The user."),
            optional("password", Single.TEXT, "The password; use env_var()."),
            optional("database", Single.TEXT, "The database's name; the user's home database unless set."),
            optional("batch_size", Single.INTEGER, "How many rows one statement writes; 5000 unless set."),
            optional("id_property", Single.TEXT, "The property that holds an element's id."));

    static final ValueShape OUTPUT = new ValueShape.ByType(engines());
    static final ValueShape GRAPH_OUTPUT = new ValueShape.ByType(graphOutputs());

    static final ObjectShape PROFILE = ObjectShape.of(
            "a profile",
            "Engines and graph outputs of a project.",
            optional("target", Single.TEXT, "The output used when the command line names none."),
            required("outputs", new MapOf(OUTPUT), "The engines by name."),
            optional("graph_target", Single.TEXT, "The graph output used when nothing else decides."),
            optional("graph_outputs", new MapOf(GRAPH_OUTPUT), "The places that graphs go to, by name."),
            harmless("config"));

    private ProfileShapes() {}

    private static List<KeyShape> join(List<KeyShape> own, List<KeyShape> harmless) {
        List<KeyShape> keys = new ArrayList<>(List.of(TYPE, THREADS));
        keys.addAll(own);
        keys.addAll(harmless);
        return keys;
    }

    private static Map<String, ObjectShape> engines() {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        shapes.put("duckdb", DUCKDB);
        shapes.put("athena", ATHENA);
        shapes.put("trino", TRINO);
        return shapes;
    }

    private static Map<String, ObjectShape> graphOutputs() {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        shapes.put("neptune_csv", NEPTUNE_CSV);
        shapes.put("neo4j", NEO4J);
        return shapes;
    }
}
