package io.graphc.project;

import static io.graphc.project.OutputKeys.AWS;
import static io.graphc.project.OutputKeys.MAP;
import static io.graphc.project.OutputKeys.S3;
import static io.graphc.project.OutputKeys.TEXTS;
import static io.graphc.project.OutputKeys.TYPE;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
import io.graphc.project.yaml.ValueShape.Formatted;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import io.graphc.project.yaml.ValueShape.WholeNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places that graphs go to, as profiles name them beside the engines (docs/reference/graph-targets.md). */
final class GraphOutputShapes {
    /** More than anybody can mean; the limits are those of the writers, which look at what templates yield. */
    private static final long MOST = 1_000_000_000_000L;

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
            new WholeNumber(0, 10_000),
            "How many elements of each type are read back and compared after a load; 100 unless set, 0 for none.");

    private static final KeyShape MAX_TEST_ELEMENTS = optional(
            "max_test_elements",
            new WholeNumber(0, MOST),
            "How many elements the graph may have for tests in Gremlin, which take the files into memory; 200000 unless"
                    + " set.");

    private static final KeyShape TEST_TIMEOUT = optional(
            "test_timeout", new WholeNumber(1, MOST), "How many seconds a test in Gremlin may take; 60 unless set.");

    private static final KeyShape GZIP =
            optional("gzip", Single.BOOLEAN, "Whether the files are compressed; false unless set.");

    private static final KeyShape MAX_FILE_SIZE = optional(
            "max_file_size",
            new Formatted("[1-9][0-9]{0,8}\\s*[KkMmGg]?(?:[Ii]?[Bb])?", "a size such as `256MB`"),
            "Where a file is split: a number with KB, MB or GB; 256MB unless set.");

    private static final KeyShape TIMESTAMP_PRECISION = optional(
            "timestamp_precision",
            new Choice(List.of("second", "millisecond"), List.of()),
            "What times keep; second unless set, as Neptune documents.");

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
            TYPE,
            optional("path", Single.TEXT, "The folder, relative to the project folder; this or `location`."),
            optional("location", S3, "The prefix of S3, for example s3://bucket/graph/; this or `path`."),
            optional(
                    "format",
                    new Choice(List.of("gremlin", "opencypher"), List.of()),
                    "The form of the files; gremlin unless set."),
            GZIP,
            MAX_FILE_SIZE,
            TIMESTAMP_PRECISION,
            DECIMAL,
            MAX_DELETE,
            MIN_AGE,
            READ_BACK,
            MAX_TEST_ELEMENTS,
            TEST_TIMEOUT,
            optional("region_name", Single.TEXT, "The AWS region; as the AWS configuration says unless set."));

    private static final ObjectShape NEPTUNE_CSV = new ObjectShape(
            "a neptune_csv output",
            "Files for Amazon Neptune's bulk loader, in a local folder or in S3.",
            withAws(NEPTUNE_FILES),
            ObjectShape.Others.REFUSED);

    private static final ObjectShape NOTIFY = ObjectShape.of(
            "`notify`",
            "Who is told of every end of a load.",
            optional("webhook", Single.TEXT, "An address that gets JSON as Amazon SNS posts it; use env_var()."),
            optional("command", TEXTS, "A program and its arguments; it reads the same JSON."));

    private static final List<KeyShape> NEPTUNE_CLUSTER = List.of(
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
                    new Choice(List.of("opencypher", "gremlin"), List.of()),
                    "What elements are counted, read and deleted in; opencypher unless set."),
            optional("iam_auth", Single.BOOLEAN, "Whether requests are signed; true unless set."),
            optional("tls_certificate", Single.TEXT, "A file of certificates to trust; the JDK's unless set."),
            optional(
                    "wait_timeout",
                    Single.LITERAL,
                    "How long a load is waited for, for example `6 hours`; 12 hours unless set."),
            optional("notify", new Nested(NOTIFY), "Who is told of every end of a load."),
            GZIP,
            MAX_FILE_SIZE,
            TIMESTAMP_PRECISION,
            DECIMAL,
            MAX_DELETE,
            MIN_AGE,
            READ_BACK);

    private static final ObjectShape NEPTUNE = new ObjectShape(
            "a neptune output",
            "An Amazon Neptune cluster: files in S3, its bulk loader, its query endpoints.",
            withAws(NEPTUNE_CLUSTER),
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
            optional("batch_size", new WholeNumber(1, 100_000), "How many rows one statement writes; 5000 unless set."),
            optional("parallelism", new WholeNumber(1, 64), "How many transactions run at once; 4 unless set."),
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
                    new WholeNumber(1, 1_000),
                    "How many labels and property values one request writes; 200 unless set."),
            MAX_DELETE,
            MIN_AGE,
            READ_BACK);

    private static final ObjectShape NEO4J_ADMIN = ObjectShape.of(
            "a neo4j_admin output",
            "Files for neo4j-admin database import full, in a local folder.",
            TYPE,
            required("path", Single.TEXT, "The folder, relative to the project folder."),
            GZIP,
            MAX_FILE_SIZE,
            optional("id_property", Single.TEXT, "The property that holds an element's id; _id unless set."),
            DECIMAL,
            READ_BACK,
            MAX_TEST_ELEMENTS,
            TEST_TIMEOUT,
            optional("database", Single.TEXT, "The database that the command line names; neo4j unless set."));

    private static final ObjectShape NONE =
            ObjectShape.of("a none output", "Nowhere: elements are made, checked and counted only.", TYPE, DECIMAL);

    private static final Map<String, ObjectShape> SHAPES = graphOutputs();

    /** The names of the types of outputs. */
    static final List<String> TYPES = List.copyOf(SHAPES.keySet());

    static final ValueShape OUTPUT = new ValueShape.ByType(SHAPES);

    private GraphOutputShapes() {}

    private static List<KeyShape> withAws(List<KeyShape> own) {
        List<KeyShape> keys = new ArrayList<>(own);
        keys.addAll(AWS);
        keys.addAll(S3_OBJECTS);
        return keys;
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
