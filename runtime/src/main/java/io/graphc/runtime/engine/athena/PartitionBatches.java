package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a table are written together: Athena takes 100 partitions, or partitions times buckets, in one
 * statement (Athena user guide, "Use CTAS and INSERT INTO to work around the 100 partition limit").
 */
final class PartitionBatches {
    private static final int LIMIT = 100;
    private static final Pattern TRANSFORM =
            Pattern.compile("(year|month|day|hour|bucket|truncate)\\(\\s*\"?([^,\")]+?)\"?\\s*(?:,\\s*(\\d+)\\s*)?\\)");

    private final TableSettings settings;
    private final List<String> keys = new ArrayList<>();
    private final int size;

    PartitionBatches(TableSettings settings) {
        this.settings = settings;
        int writers = Math.max(1, settings.files().bucketCount());
        for (String part : settings.partitionedBy()) {
            Matcher transform = TRANSFORM.matcher(part.strip().toLowerCase(Locale.ROOT));
            if (!transform.matches()) {
                keys.add(RelationName.quote(part.strip()));
            } else if (transform.group(1).equals("bucket")) {
                // Which bucket a row falls into cannot be told in SQL, so all of them count.
                writers *= Integer.parseInt(transform.group(3));
            } else {
                keys.add(key(transform));
            }
        }
        this.size = Math.max(1, LIMIT / writers);
    }

    private static String key(Matcher transform) {
        String column = RelationName.quote(transform.group(2));
        return transform.group(1).equals("truncate")
                ? "substr(CAST(" + column + " AS varchar), 1, " + transform.group(3) + ")"
                : "date_trunc('" + transform.group(1) + "', " + column + ")";
    }

    /** Whether there may be more partitions than one statement takes. */
    boolean mayBeMany() {
        return !keys.isEmpty();
    }

    boolean fits(long partitions) {
        return partitions <= size;
    }

    /** Buckets cannot be added to by a later statement. */
    void checkBuckets(Statement statement, long partitions) {
        if (settings.files().bucketCount() > 0) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.TOO_MANY_PARTITIONS,
                            statement.what() + " has " + partitions + " partitions of "
                                    + settings.files().bucketCount() + " buckets, more than Athena writes at once")
                    .note("Athena cannot add rows to a table with buckets")
                    .help("leave out `bucketed_by`, or partition by a coarser column")
                    .build());
        }
    }

    private String named() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            items.add(keys.get(i) + " AS k" + i);
        }
        return String.join(", ", items);
    }

    /** The query that counts the partitions that the rows of a query fall into. */
    String count(String query) {
        return "SELECT count(*) FROM (SELECT DISTINCT " + named() + " FROM (\n" + query + "\n)) AS partitions";
    }

    /** The query that lists the partitions of a table's rows, in their order. */
    String list(RelationName table) {
        String order = IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        return "SELECT DISTINCT " + named() + " FROM " + table.quoted() + " ORDER BY " + order;
    }

    /** Conditions that part the rows by partitions, as many in each as one statement takes. */
    List<String> conditions(RowCursor partitions) {
        List<String> conditions = new ArrayList<>();
        List<String> some = new ArrayList<>();
        while (partitions.next()) {
            some.add(condition(partitions));
            if (some.size() == size) {
                conditions.add(String.join("\n OR ", some));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            conditions.add(String.join("\n OR ", some));
        }
        return conditions;
    }

    private String condition(RowCursor partition) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Column column = partition.columns().get(i);
            parts.add(keys.get(i)
                    + (partition.isNull(i) ? " IS NULL" : " = " + literal(column.type(), partition.getText(i))));
        }
        return "(" + String.join(" AND ", parts) + ")";
    }

    /** The text of a value in a result is what a cast takes back; text stays text, so that its partition is pruned. */
    private static String literal(SqlType type, @Nullable String text) {
        String quoted = SqlLiterals.literal(String.valueOf(text));
        boolean words = type instanceof SqlType.Varchar || type instanceof SqlType.Char || type == SqlType.Simple.ANY;
        return words ? quoted : "CAST(" + quoted + " AS " + type + ")";
    }
}
