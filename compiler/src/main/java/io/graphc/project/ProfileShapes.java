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
    private static final KeyShape TYPE = required("type", Single.TEXT, "What it is.");
    private static final KeyShape THREADS =
            optional("threads", Single.INTEGER, "How many statements run at once; 4 unless set.");
    private static final ValueShape MAP = new MapOf(Single.ANYTHING);
    private static final ValueShape TEXTS = new ListOf(Single.TEXT);
    private static final ValueShape S3 = Single.TEXT;
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
                    optional("database", Single.TEXT, "The database's name; by the file's name unless set."),
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

    private static final List<KeyShape> AWS = List.of(
            optional("aws_profile_name", Single.TEXT, "The profile of the AWS configuration."),
            optional("aws_access_key_id", Single.TEXT, "Access key; better left to AWS's own chain."),
            optional("aws_secret_access_key", Single.TEXT, "Secret key; use env_var()."),
            optional("aws_session_token", Single.TEXT, "Session token; use env_var()."),
            optional("assume_role_arn", Single.TEXT, "A role to take on."),
            optional("assume_role_external_id", Single.LITERAL, "What the role asks for."),
            optional("assume_role_session_name", Single.TEXT, "The name of the session in that role."),
            optional("assume_role_duration_seconds", Single.INTEGER, "How long that session lasts."),
            optional("endpoint_url", Single.TEXT, "Another address of the services of AWS, such as a VPC endpoint."),
            optional("endpoint_urls", MAP, "Other addresses of single services: athena, glue, neptune, s3, sns, sts."));

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

    private static final KeyShape MAX_DELETE = optional(
            "max_delete",
            new Either(new ListOf(Single.LITERAL), new Either(Single.LITERAL, MAP)),
            "How many elements of a type one load may delete: a percentage, a number, a list of both, or a mapping by label"
                    + " and relationship type with `default`; 5% unless set.");

    private static final KeyShape MIN_AGE = optional(
            "min_age",
            new Either(Single.LITERAL, MAP),
            "How long elements must have been as they are before they are deleted, for example `7 days`, or a mapping.");

    private static final KeyShape DECIMAL = optional(
            "decimal",
            new Choice(List.of("error", "string", "double"), List.of()),
            "What decimals become where a property gives no type: text with every digit, or a rounded double; an error"
                    + " unless set.");

    private static final KeyShape READ_BACK = optional(
            "read_back",
            Single.INTEGER,
            "How many elements of each type are read back and compared after a load; 100 unless set, 0 for none.");

    private static final KeyShape MAX_TEST_ELEMENTS = optional(
            "max_test_elements",
            Single.INTEGER,
            "How many elements the graph may have for tests in Gremlin, which take the files into memory; 200000 unless"
                    + " set.");

    private static final KeyShape TEST_TIMEOUT =
            optional("test_timeout", Single.INTEGER, "How many seconds a test in Gremlin may take; 60 unless set.");

    private static final List<KeyShape> S3_OBJECTS = List.of(
            optional(
                    "encryption",
                    new Choice(List.of("AES256", "aws:kms"), List.of()),
                    "How S3 encrypts objects; as the bucket says unless set."),
            optional("kms_key", Single.TEXT, "The key of `aws:kms`; the account's own for S3 unless set."),
            optional("tags", MAP, "Tags of every object."),
            optional("bucket_owner", Single.LITERAL, "The account that the bucket must belong to, in quotes."),
            optional(
                    "acl",
                    new Choice(List.of("bucket-owner-full-control"), List.of()),
                    "What a bucket of another account that uses access lists asks for."));

    private static final List<KeyShape> NEPTUNE_FILES = List.of(
            optional("path", Single.TEXT, "The folder, relative to the project folder; this or `location`."),
            optional("location", S3, "The prefix of S3, for example s3://bucket/graph/; this or `path`."),
            optional(
                    "format",
                    new Choice(List.of("gremlin", "opencypher"), List.of()),
                    "The form of the files; gremlin unless set."),
            optional("gzip", Single.BOOLEAN, "Whether the files are compressed; false unless set."),
            optional(
                    "max_file_size",
                    Single.LITERAL,
                    "Where a file is split: a number with KB, MB or GB; 256MB unless set."),
            optional(
                    "timestamp_precision",
                    new Choice(List.of("second", "millisecond"), List.of()),
                    "What times keep; second unless set, as Neptune documents."),
            DECIMAL,
            MAX_DELETE,
            MIN_AGE,
            READ_BACK,
            MAX_TEST_ELEMENTS,
            TEST_TIMEOUT);

    private static final ObjectShape NEPTUNE_CSV = new ObjectShape(
            "a neptune_csv output",
            "Files for Amazon Neptune's bulk loader, in a local folder or in S3.",
            neptuneFiles(),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape NOTIFY = ObjectShape.of(
            "`notify`",
            "Who is told of every end of a load.",
            optional("webhook", Single.TEXT, "An address that gets JSON as Amazon SNS posts it; use env_var()."),
            optional("command", TEXTS, "A program and its arguments; it reads the same JSON."));

    private static final ObjectShape NEPTUNE = new ObjectShape(
            "a neptune output",
            "An Amazon Neptune cluster: files in S3, its bulk loader, its openCypher endpoint.",
            neptune(),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape NEO4J = ObjectShape.of(
            "a neo4j output",
            "A Neo4j database by Bolt.",
            TYPE,
            required("uri", Single.TEXT, "Its address, for example neo4j://localhost:7687."),
            optional("user", Single.TEXT, "The user."),
            optional("password", Single.TEXT, "The password; use env_var()."),
            optional("database", Single.TEXT, "The database's name; the user's home database unless set."),
            optional("token", Single.TEXT, "A bearer token in place of user and password; use env_var()."),
            optional("batch_size", Single.INTEGER, "How many rows one statement writes; 5000 unless set."),
            optional("parallelism", Single.INTEGER, "How many transactions run at once; 4 unless set."),
            optional("id_property", Single.TEXT, "The property that holds an element's id."),
            optional(
                    "constraints",
                    new Choice(List.of("all", "unique"), List.of()),
                    "Whether all constraints are made that the edition has, or those alone that keep ids unique; all unless"
                            + " set."),
            DECIMAL,
            MAX_DELETE,
            MIN_AGE,
            READ_BACK);

    private static final ObjectShape GREMLIN = ObjectShape.of(
            "a gremlin output",
            "A Gremlin endpoint: Amazon Neptune's, or a Gremlin Server.",
            TYPE,
            required("uri", Single.TEXT, "Its address, for example wss://my-cluster.example.com:8182/gremlin."),
            optional("user", Single.TEXT, "The user; Neptune knows none."),
            optional("password", Single.TEXT, "The password; use env_var()."),
            optional("iam", Single.BOOLEAN, "Whether Neptune asks for AWS signatures; false unless set."),
            optional("region", Single.TEXT, "The AWS region of the cluster, for signatures."),
            optional(
                    "aws_profile_name",
                    Single.TEXT,
                    "The profile of the AWS configuration; AWS's own chain unless set."),
            DECIMAL,
            optional("traversal_source", Single.TEXT, "The server's name for the graph; g unless set."),
            optional(
                    "batch_size",
                    Single.INTEGER,
                    "How many labels and property values one request writes; 200 unless set."),
            MAX_DELETE,
            MIN_AGE,
            READ_BACK);

    private static final ObjectShape NEO4J_ADMIN = ObjectShape.of(
            "a neo4j_admin output",
            "Files for neo4j-admin database import full, in a local folder.",
            TYPE,
            required("path", Single.TEXT, "The folder, relative to the project folder."),
            optional("gzip", Single.BOOLEAN, "Whether the files are compressed; false unless set."),
            optional(
                    "max_file_size",
                    Single.LITERAL,
                    "Where a file is split: a number with KB, MB or GB; 256MB unless set."),
            optional("id_property", Single.TEXT, "The property that holds an element's id; _id unless set."),
            DECIMAL,
            READ_BACK,
            MAX_TEST_ELEMENTS,
            TEST_TIMEOUT,
            optional("database", Single.TEXT, "The database that the command line names; neo4j unless set."));

    private static final ObjectShape NONE =
            ObjectShape.of("a none output", "Nowhere: elements are made, checked and counted only.", TYPE, DECIMAL);

    static final ValueShape OUTPUT = new ValueShape.ByType(engines());
    static final ValueShape GRAPH_OUTPUT = new ValueShape.ByType(graphOutputs());

    static final ObjectShape PROFILE = ObjectShape.of(
            "a profile",
            "Engines and graph outputs of a project.",
            optional("target", Single.TEXT, "The output used when the command line names none."),
            required("outputs", new MapOf(OUTPUT), "The engines by name."),
            optional("graph_target", Single.TEXT, "The graph output used when nothing else decides."),
            optional("graph_outputs", new MapOf(GRAPH_OUTPUT), "The places that graphs go to, by name."),
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

    private static List<KeyShape> neptuneFiles() {
        List<KeyShape> keys = new ArrayList<>(List.of(TYPE));
        keys.addAll(NEPTUNE_FILES);
        keys.add(optional("region_name", Single.TEXT, "The AWS region; as the AWS configuration says unless set."));
        keys.addAll(AWS);
        keys.addAll(S3_OBJECTS);
        return keys;
    }

    private static List<KeyShape> neptune() {
        List<KeyShape> keys = new ArrayList<>(List.of(
                TYPE,
                required("endpoint", Single.TEXT, "The cluster endpoint, a host or `host:port`; port 8182 unless set."),
                optional("region_name", Single.TEXT, "The AWS region of cluster and bucket."),
                required("location", S3, "Where files go for the loader, for example s3://my-bucket/graphs."),
                required("loader_role_arn", Single.TEXT, "The role of the cluster that reads the files."),
                optional(
                        "format",
                        new Choice(List.of("csv", "opencypher"), List.of()),
                        "The form of the files: Gremlin's csv, or opencypher; csv unless set."),
                optional(
                        "parallelism",
                        new Choice(List.of("low", "medium", "high", "oversubscribe"), List.of()),
                        "How much of the cluster a load may use; high unless set."),
                optional(
                        "fail_on_error",
                        Single.BOOLEAN,
                        "Whether a load ends with its first bad entry, rather than leaving all of them out; true unless"
                                + " set."),
                optional(
                        "queue_request",
                        Single.BOOLEAN,
                        "Whether loads wait in Neptune's queue behind others; true unless set."),
                optional(
                        "query_language",
                        new Choice(List.of("opencypher"), List.of()),
                        "What elements are counted, read and deleted in; opencypher."),
                optional("iam_auth", Single.BOOLEAN, "Whether requests are signed; true unless set."),
                optional("tls_certificate", Single.TEXT, "A file of certificates to trust; the JDK's unless set."),
                optional(
                        "wait_timeout",
                        Single.LITERAL,
                        "How long a load is waited for, for example `6 hours`; 12 hours unless set."),
                optional("notify", new Nested(NOTIFY), "Who is told of every end of a load."),
                optional("gzip", Single.BOOLEAN, "Whether the files are compressed; false unless set."),
                optional(
                        "max_file_size",
                        Single.LITERAL,
                        "Where a file is split: a number with KB, MB or GB; 256MB unless set."),
                optional(
                        "timestamp_precision",
                        new Choice(List.of("second", "millisecond"), List.of()),
                        "What times keep; second unless set, as Neptune documents."),
                DECIMAL,
                MAX_DELETE,
                MIN_AGE,
                READ_BACK));
        keys.addAll(AWS);
        keys.addAll(S3_OBJECTS);
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
        shapes.put("neptune", NEPTUNE);
        shapes.put("neptune_csv", NEPTUNE_CSV);
        shapes.put("neo4j", NEO4J);
        shapes.put("gremlin", GREMLIN);
        shapes.put("neo4j_admin", NEO4J_ADMIN);
        shapes.put("none", NONE);
        return shapes;
    }
}
