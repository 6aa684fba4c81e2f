package io.graphc.compiler;

import io.graphc.compiler.sql.OutputColumn;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import io.graphc.source.SourceSpan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Athena can make of a model, told before anything is run (Athena user guide, "CREATE TABLE AS", "Considerations and
 * limitations for CTAS queries", "Supported data types for Iceberg tables in Athena", "Service Quotas").
 */
final class AthenaTables {
    /** The longest statement, less what stands before a query that makes a table. */
    private static final int LONGEST_QUERY = 262_144 - 4_096;

    private static final List<String> HIVE_FORMATS = List.of("parquet", "orc", "avro", "json", "ion", "textfile");
    private static final List<String> ICEBERG_FORMATS = List.of("parquet", "orc", "avro");
    private static final List<String> NAMINGS =
            List.of("schema_table_unique", "schema_table", "table_unique", "table", "unique");

    private static final Pattern TRANSFORM = Pattern.compile(
            "(?:(?:year|month|day|hour)\\(\\s*\"?([^,\")]+?)\"?\\s*\\)|(?:bucket|truncate)\\(\\s*\"?([^,\")]+?)\"?\\s*,\\s*[1-9]\\d*\\s*\\))");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Set<SqlType> IN_NO_TABLE = Set.of(
            SqlType.Simple.JSON,
            SqlType.Simple.UUID,
            SqlType.Simple.IPADDRESS,
            SqlType.Simple.INTERVAL_DAY_TO_SECOND,
            SqlType.Simple.INTERVAL_YEAR_TO_MONTH);

    private final RenderedModel model;
    private final TypedQuery query;
    private final TableSettings table;
    private final DiagnosticSink sink;

    AthenaTables(RenderedModel model, TypedQuery query, TableSettings table, DiagnosticSink sink) {
        this.model = model;
        this.query = query;
        this.table = table;
        this.sink = sink;
    }

    /** Reports all that Athena would refuse. */
    void check(Optional<IncrementalPlan> incremental) {
        checkLength(query.engineSql());
        incremental
                .filter(plan -> !plan.engineSql().equals(query.engineSql()))
                .ifPresent(plan -> checkLength(plan.engineSql()));
        if (!model.isTable()) {
            return;
        }
        checkSettings();
        if (!query.opaque()) {
            boolean known = incremental
                    .filter(plan -> plan.strategy() == IncrementalPlan.Strategy.INSERT_OVERWRITE)
                    .isPresent();
            checkPartitions(known);
            checkBuckets();
            query.columns().forEach(this::checkColumn);
        }
    }

    private void checkLength(String sql) {
        int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_QUERY) {
            Diagnostic.of(
                            DiagnosticCode.STATEMENT_SIZE,
                            "the statement of `" + name() + "` has " + bytes + " bytes, Athena takes " + LONGEST_QUERY)
                    .at(model.spec().file().top())
                    .help("make a table or view of an ephemeral model that it uses, so that its text is not built in")
                    .report(sink);
        }
    }

    private String name() {
        return model.spec().name();
    }

    private SourceSpan place(String config) {
        return model.config()
                .value(config)
                .map(value -> value.span())
                .orElse(model.spec().file().top());
    }

    private Diagnostic.Builder unfit(String config, String message) {
        return Diagnostic.of(DiagnosticCode.TABLE_SETTING, message).at(place(config));
    }

    private void checkSettings() {
        List<String> formats = table.isIceberg() ? ICEBERG_FORMATS : HIVE_FORMATS;
        table.format()
                .filter(word -> !formats.contains(word))
                .ifPresent(word -> unfit("format", "`" + word + "` is no format of " + kind())
                        .hint(word, formats, "formats")
                        .report(sink));
        table.files()
                .naming()
                .filter(word -> !NAMINGS.contains(word))
                .ifPresent(word -> unfit("s3_data_naming", "`" + word + "` is no way to name folders")
                        .hint(word, NAMINGS, "ways")
                        .report(sink));
        Optional<String> delimiter = table.files().fieldDelimiter();
        if (delimiter.isPresent() && table.format().filter("textfile"::equals).isEmpty()) {
            unfit("field_delimiter", "`field_delimiter` is for tables of the format `textfile`")
                    .report(sink);
        }
        if (!table.isIceberg() && !table.properties().isEmpty()) {
            unfit("table_properties", "`table_properties` are for Iceberg tables")
                    .help("set `table_type: iceberg`, or leave them out")
                    .report(sink);
        }
    }

    private String kind() {
        return table.isIceberg() ? "Iceberg tables" : "Hive tables";
    }

    private Optional<OutputColumn> column(String written) {
        String name = written.replaceAll("^[\"`]|[\"`]$", "");
        return query.columns().stream()
                .filter(column -> column.column().name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** A column that the model lacks; where it was told elsewhere, nothing is said again. */
    private Optional<OutputColumn> known(String config, String written, boolean told) {
        Optional<OutputColumn> found = column(written);
        if (found.isEmpty() && !told) {
            List<String> names = query.columns().stream()
                    .map(column -> column.column().name())
                    .toList();
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_COLUMN,
                            "column `" + written + "` of `" + config + "` not found in `" + name() + "`")
                    .at(place(config))
                    .hint(written, names, "columns of `" + name() + "`")
                    .report(sink);
        }
        return found;
    }

    private void checkPartitions(boolean told) {
        int count = table.partitionedBy().size();
        int first = query.columns().size() - count;
        for (int i = 0; i < count; i++) {
            String part = table.partitionedBy().get(i);
            Matcher transform = TRANSFORM.matcher(part.toLowerCase(Locale.ROOT));
            if (transform.matches() && table.isIceberg()) {
                known(
                        "partitioned_by",
                        Optional.ofNullable(transform.group(1)).orElse(String.valueOf(transform.group(2))),
                        told);
            } else if (part.contains("(")) {
                unfit(
                                "partitioned_by",
                                table.isIceberg()
                                        ? "`" + part + "` is no transform of a column"
                                        : "`" + part + "` is a transform, which Hive tables do not have")
                        .note("transforms: year(c), month(c), day(c), hour(c), bucket(c, n), truncate(c, n)")
                        .help(table.isIceberg() ? "write one of them" : "set `table_type: iceberg`, or name a column")
                        .report(sink);
            } else {
                Optional<OutputColumn> found = known("partitioned_by", part, told);
                if (!table.isIceberg() && found.isPresent()) {
                    checkLast(part, found.get(), first + i);
                }
            }
        }
    }

    private void checkLast(String part, OutputColumn found, int position) {
        if (position >= 0 && query.columns().get(position).equals(found)) {
            return;
        }
        Diagnostic.of(
                        DiagnosticCode.PARTITION_NOT_LAST,
                        "column `" + part + "` parts the table of `" + name() + "`, but does not stand at the end")
                .at(place("partitioned_by"))
                .label(found.place().written(), "stands here")
                .help("select the columns of `partitioned_by` last, in their order")
                .report(sink);
    }

    private void checkBuckets() {
        List<String> buckets = table.files().bucketedBy();
        int count = table.files().bucketCount();
        if (!buckets.isEmpty() && table.isIceberg()) {
            unfit("bucketed_by", "Iceberg tables have no `bucketed_by`")
                    .help("write `partitioned_by: [\"bucket(" + buckets.get(0) + ", 8)\"]`")
                    .report(sink);
            return;
        }
        if (!buckets.isEmpty()
                && count == 0
                && model.config().text("bucket_count").isEmpty()) {
            unfit("bucketed_by", "`bucketed_by` without `bucket_count`")
                    .help("say how many files there are to be: `bucket_count: 8`")
                    .report(sink);
        } else if (buckets.isEmpty() && count > 0) {
            unfit("bucket_count", "`bucket_count` without `bucketed_by`")
                    .help("name the columns by which rows are shared out: `bucketed_by: [id]`")
                    .report(sink);
        }
        buckets.forEach(column -> known("bucketed_by", column, false));
    }

    private void checkColumn(OutputColumn output) {
        String name = output.column().name();
        if (!NAME.matcher(name).matches()) {
            Diagnostic.of(
                            DiagnosticCode.NOT_STORED,
                            "tables of Athena have no column `" + name + "`: names are letters, digits and underscores")
                    .at(output.place())
                    .help("give it another name in the query: `... as " + name.replaceAll("[^A-Za-z0-9_]", "_") + "`")
                    .report(sink);
            return;
        }
        if (!isStored(output.column().type())) {
            SqlType type = output.column().type();
            Diagnostic.of(DiagnosticCode.NOT_STORED, "column `" + name + "` has a type that " + kind() + " do not hold")
                    .at(output.place())
                    .caption(type.toString())
                    .help(
                            holdsOthers(type)
                                    ? "make a text of it in the query: `json_format(cast(... as json))`"
                                    : "cast it in the query: `cast(... as " + instead(type) + ")`")
                    .report(sink);
        }
    }

    private boolean isStored(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return isStored(array.element());
        }
        if (type instanceof SqlType.Map map) {
            return isStored(map.key()) && isStored(map.value());
        }
        if (type instanceof SqlType.Row row) {
            return row.fields().stream().allMatch(field -> isStored(field.type()));
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return table.isIceberg() ? timestamp.precision() <= 6 : !timestamp.withZone() && timestamp.precision() <= 3;
        }
        boolean small = type == SqlType.Simple.TINYINT || type == SqlType.Simple.SMALLINT;
        if (table.isIceberg() && (small || type instanceof SqlType.Char)) {
            return false;
        }
        return !(type instanceof SqlType.Time) && !IN_NO_TABLE.contains(type);
    }

    /** Trino casts maps and rows to JSON, and to no text (trino.io, "JSON functions and operators"). */
    private static boolean holdsOthers(SqlType type) {
        return type instanceof SqlType.Map
                || type instanceof SqlType.Row
                || type == SqlType.Simple.JSON
                || (type instanceof SqlType.Array array && holdsOthers(array.element()));
    }

    private String instead(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return "array(" + instead(array.element()) + ")";
        }
        if (type instanceof SqlType.Timestamp) {
            return table.isIceberg() ? "timestamp(6)" : "timestamp(3)";
        }
        return type instanceof SqlType.Simple simple
                        && (simple == SqlType.Simple.TINYINT || simple == SqlType.Simple.SMALLINT)
                ? "integer"
                : "varchar";
    }
}
