package io.graphc.testkit.athena;

import io.graphc.testkit.athena.SqlBackend.Answer;
import io.graphc.testkit.athena.SqlBackend.RefusedSqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Athena's own rules for statements, and the statements of Trino that do the same (Athena user guide, "CREATE TABLE AS",
 * "Considerations and limitations for CTAS queries", "INSERT INTO", "UNLOAD"). That no more than a hundred partitions are written at once is
 * left to Trino, which has the same limit.
 */
final class AthenaRules {
    private static final Set<String> TABLE_PROPERTIES = Set.of(
            "table_type",
            "is_external",
            "format",
            "external_location",
            "location",
            "partitioned_by",
            "partitioning",
            "bucketed_by",
            "bucket_count",
            "write_compression",
            "compression_level",
            "field_delimiter",
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_snapshot_age_seconds");

    private static final Set<String> UNLOAD_PROPERTIES = Set.of(
            "external_location", "format", "compression", "compression_level", "field_delimiter", "partitioned_by");

    private static final Set<String> COMPRESSIONS = Set.of("NONE", "GZIP", "ZLIB", "SNAPPY", "LZ4", "ZSTD");
    private static final Set<String> FORMATS = Set.of("PARQUET", "ORC", "AVRO", "JSON", "ION", "TEXTFILE");

    private final SqlBackend backend;
    private final ObjectShelf objects;
    private final AtomicInteger unloads = new AtomicInteger();

    AthenaRules(SqlBackend backend, ObjectShelf objects) {
        this.backend = backend;
        this.objects = objects;
    }

    /**
     * Runs a statement by Athena's rules.
     *
     * @param tables the folder that tables without one are put into
     */
    Answer run(StatementText statement, FakeWorkgroup workgroup, String tables) {
        return switch (statement.kind()) {
            case "CREATE_TABLE_AS_SELECT" -> create(statement, workgroup, tables);
            case "UNLOAD" -> unload(statement);
            case "INSERT" -> insert(statement);
            default -> backend.run(trino(statement));
        };
    }

    /** The files of the table, or in the folder, that a statement adds rows to; none for others. */
    List<String> filesBeside(StatementText statement) {
        return switch (statement.kind()) {
            case "INSERT" -> backend.files(statement.target());
            case "UNLOAD" ->
                statement.literal("external_location").map(objects::list).orElse(List.of());
            default -> List.of();
        };
    }

    /** The statements of Hive's grammar that are known here have Trino's words, but for the quotes of names. */
    private static String trino(StatementText statement) {
        boolean hive = statement.type().equals("DDL") && !statement.kind().equals("CREATE_VIEW");
        if (!hive && statement.sql().contains("`")) {
            throw new RefusedSqlException("SYNTAX_ERROR: backquoted identifiers are not supported; use double quotes");
        }
        if (hive && statement.sql().contains("\"")) {
            throw new RefusedSqlException("FAILED: ParseException line 1:1 cannot recognize input near '\"'");
        }
        return hive ? statement.sql().replace('`', '"') : statement.sql();
    }

    private Answer create(StatementText statement, FakeWorkgroup workgroup, String tables) {
        known(statement, TABLE_PROPERTIES);
        Optional<String> own = statement.literal("external_location");
        if (own.isPresent() && workgroup.enforced()) {
            throw new RefusedSqlException("The Create Table As Select query failed because it was submitted with an "
                    + "'external_location' property to an Athena Workgroup that enforces a centralized output location "
                    + "for all queries. Please remove the 'external_location' property and resubmit the query.");
        }
        if (statement.isIceberg()) {
            return iceberg(statement);
        }
        String location = own.orElse(tables);
        List<String> properties = new ArrayList<>();
        properties.add("format='" + format(statement) + "'");
        properties.add("external_location='" + emptyFolder(location) + "'");
        copy(statement, "partitioned_by", properties);
        copy(statement, "bucketed_by", properties);
        copy(statement, "bucket_count", properties);
        statement
                .literal("field_delimiter")
                .ifPresent(text -> properties.add("textfile_field_separator='" + text + "'"));
        return backend.run("CREATE TABLE " + statement.target() + " WITH (" + String.join(", ", properties) + ") AS "
                + statement.query());
    }

    private Answer iceberg(StatementText statement) {
        if (!"false".equals(statement.properties().get("is_external"))) {
            throw new RefusedSqlException("NOT_SUPPORTED: Iceberg tables must be created with is_external = false");
        }
        for (String property : List.of("bucketed_by", "bucket_count", "partitioned_by", "external_location")) {
            if (statement.properties().containsKey(property)) {
                throw new RefusedSqlException(
                        "INVALID_TABLE_PROPERTY: Iceberg tables do not support the table property " + property);
            }
        }
        String location = statement
                .literal("location")
                .orElseThrow(() ->
                        new RefusedSqlException("INVALID_TABLE_PROPERTY: Location cannot be null for Iceberg tables"));
        List<String> properties = new ArrayList<>();
        properties.add("format='" + format(statement) + "'");
        properties.add("location='" + emptyFolder(location).replaceAll("/$", "") + "'");
        copy(statement, "partitioning", properties);
        String[] parts = statement.target().split("\\s*\\.\\s*", -1);
        String name = parts[parts.length - 2] + "." + parts[parts.length - 1];
        return backend.run("CREATE TABLE iceberg." + name + " WITH (" + String.join(", ", properties) + ") AS "
                + statement.query());
    }

    private Answer unload(StatementText statement) {
        known(statement, UNLOAD_PROPERTIES);
        if (!statement.properties().containsKey("format")) {
            throw new RefusedSqlException("SYNTAX_ERROR: Property 'format' is required");
        }
        checkCompression(statement);
        String location = statement.literal("external_location").orElseThrow();
        String target = statement.texts("partitioned_by").isEmpty() ? emptyFolder(location) : folder(location);
        String table = "\"graphc_unload\".\"u" + unloads.incrementAndGet() + "\"";
        backend.run("CREATE SCHEMA IF NOT EXISTS graphc_unload");
        List<String> properties = new ArrayList<>();
        properties.add("format='" + format(statement) + "'");
        properties.add("external_location='" + target + "'");
        copy(statement, "partitioned_by", properties);
        Answer answer = backend.run(
                "CREATE TABLE " + table + " WITH (" + String.join(", ", properties) + ") AS " + statement.query());
        // The files of a table with a folder of its own stay.
        backend.run("DROP TABLE " + table);
        return answer;
    }

    private Answer insert(StatementText statement) {
        if (backend.hasBuckets(statement.target())) {
            throw new RefusedSqlException("NOT_SUPPORTED: INSERT INTO is not supported on bucketed tables");
        }
        return backend.run(trino(statement));
    }

    private static void checkCompression(StatementText statement) {
        Optional<String> compression = statement.literal("compression").map(word -> word.toUpperCase(Locale.ROOT));
        boolean chosen = Set.of("PARQUET", "ORC").contains(format(statement));
        if (compression.isPresent() && !(chosen && COMPRESSIONS.contains(compression.get()))) {
            throw new RefusedSqlException("INVALID_TABLE_PROPERTY: compression " + compression.get()
                    + " is not supported for format " + format(statement));
        }
    }

    private static void known(StatementText statement, Set<String> known) {
        for (String name : statement.properties().keySet()) {
            if (!known.contains(name)) {
                throw new RefusedSqlException("INVALID_TABLE_PROPERTY: Table property '" + name + "' is not supported");
            }
        }
    }

    private static String format(StatementText statement) {
        String format = statement.literal("format").orElse("PARQUET").toUpperCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw new RefusedSqlException("INVALID_TABLE_PROPERTY: unknown format " + format);
        }
        return format;
    }

    private static void copy(StatementText statement, String property, List<String> properties) {
        Map<String, String> written = statement.properties();
        if (written.containsKey(property)) {
            properties.add(property + "=" + written.get(property));
        }
    }

    private static String folder(String location) {
        if (!location.endsWith("/") || location.indexOf("//", "s3://".length()) >= 0) {
            throw new RefusedSqlException("INVALID_TABLE_PROPERTY: " + location + " is not a folder");
        }
        return location;
    }

    /** An object in the folder, and be it an empty one that stands for the folder, makes it not empty. */
    private String emptyFolder(String location) {
        if (!objects.list(folder(location)).isEmpty()) {
            throw new RefusedSqlException(
                    "HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists: " + location);
        }
        return location;
    }
}
