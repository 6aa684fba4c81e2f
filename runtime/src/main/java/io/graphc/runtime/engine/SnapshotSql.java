package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SnapshotPlan;
import io.graphc.plan.SnapshotPlan.Names;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The statements of a snapshot, in the SQL that DuckDB and Trino share. What a row was is told by its unique key alone, so
 * that tables that dbt has made go on. Immutable.
 */
public final class SnapshotSql {
    /** The column of {@link #changes} that says what becomes of a row. */
    public static final String CHANGE = "graphc_change";

    /** The row that is in force ends. */
    public static final String CLOSE = "close";

    /** The row is added. */
    public static final String INSERT = "insert";

    private static final String OLD = "old_rows";
    private static final String NEW = "new_rows";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SnapshotPlan plan;
    private final Names names;
    private final String now;
    private final Dialect dialect;

    /**
     * What engines say in words of their own.
     *
     * @param type the name of a type
     * @param hash makes an expression of text into one for its MD5 in hexadecimal digits
     * @param utc what stands behind a time to say that it is of UTC
     */
    public record Dialect(Function<SqlType, String> type, UnaryOperator<String> hash, String utc) {}

    /**
     * The statements of one snapshot.
     *
     * @param at the instant of the run
     */
    public SnapshotSql(ModelPlan snapshot, Instant at, Dialect dialect) {
        this.plan = snapshot.build().snapshot().orElseThrow();
        this.names = plan.names();
        this.dialect = dialect;
        this.now = cast(literal(at), plan.timeType());
    }

    private String literal(Instant at) {
        if (plan.timeType() == SqlTypes.DATE) {
            return "'" + DAY.format(at) + "'";
        }
        boolean zone = plan.timeType() instanceof SqlType.Timestamp timestamp && timestamp.withZone();
        return "'" + TIME.format(at) + (zone ? dialect.utc() : "") + "'";
    }

    private String cast(String value, SqlType type) {
        return "CAST(" + value + " AS " + dialect.type().apply(type) + ")";
    }

    private static String of(String relation, String column) {
        return relation + "." + RelationName.quote(column);
    }

    private static String as(String value, String column) {
        return value + " AS " + RelationName.quote(column);
    }

    /** How many keys the rows have more than once. */
    public String doubledKeys(String rows) {
        String keys = plan.uniqueKey().stream().map(RelationName::quote).collect(Collectors.joining(", "));
        return "SELECT count(*) FROM (SELECT " + keys + " FROM " + rows + " GROUP BY " + keys
                + " HAVING count(*) > 1) AS doubled";
    }

    /** How many rows lack a part of their key. */
    public String rowsWithoutKey(String rows) {
        return "SELECT count(*) FROM " + rows + " WHERE "
                + plan.uniqueKey().stream()
                        .map(key -> RelationName.quote(key) + " IS NULL")
                        .collect(Collectors.joining(" OR "));
    }

    /** The rows of a new table: all are in force. */
    public String first(String rows) {
        return "SELECT " + String.join(", ", fresh(updated(), updated())) + "\nFROM " + rows + " AS " + NEW;
    }

    /** The columns of the table that this snapshot writes, in its order. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        plan.columns().forEach(column -> columns.add(column.name()));
        columns.addAll(List.of(names.scdId(), names.updatedAt(), names.validFrom(), names.validTo()));
        if (plan.tellsDeleted()) {
            columns.add(names.isDeleted());
        }
        return columns;
    }

    private String updated() {
        return plan.updatedAt()
                .map(column -> cast(of(NEW, column), plan.timeType()))
                .orElse(now);
    }

    /** The columns of a row that the query gives, in force from some time on. */
    private List<String> fresh(String updated, String from) {
        List<String> values = new ArrayList<>();
        plan.columns().forEach(column -> values.add(as(of(NEW, column.name()), column.name())));
        values.add(as(id(NEW, from), names.scdId()));
        values.add(as(updated, names.updatedAt()));
        values.add(as(from, names.validFrom()));
        values.add(as(current(), names.validTo()));
        if (plan.tellsDeleted()) {
            values.add(as("'False'", names.isDeleted()));
        }
        return values;
    }

    private String current() {
        return cast(plan.current().map(query -> "(" + query + ")").orElse("NULL"), plan.timeType());
    }

    /** dbt's: the key and the time that a row is valid from. */
    private String id(String relation, String from) {
        List<String> parts = new ArrayList<>();
        plan.uniqueKey().forEach(key -> parts.add(text(of(relation, key))));
        parts.add(text(from));
        return dialect.hash().apply(String.join(" || '|' || ", parts));
    }

    private String text(String value) {
        return "coalesce(CAST(" + value + " AS " + dialect.type().apply(SqlTypes.VARCHAR) + "), '')";
    }

    /**
     * What becomes of the table: a row with {@link #CLOSE} for each one that ends, with its new end, and one with {@link
     * #INSERT} for each that is added.
     *
     * @param there the columns that the table has, in lower case
     */
    public String changes(String rows, String table, Collection<String> there) {
        List<String> parts = new ArrayList<>();
        String both = "\nFROM " + rows + " AS " + NEW + "\nJOIN " + table + " AS " + OLD + " ON " + keys() + " AND "
                + inForce() + "\nWHERE " + changed(there);
        parts.add(select(INSERT, fresh(updated(), updated())) + "\nFROM " + rows + " AS " + NEW + "\nWHERE NOT EXISTS"
                + " (SELECT 1 FROM " + table + " AS " + OLD + " WHERE " + keys() + " AND " + inForce() + ")");
        parts.add(select(INSERT, fresh(updated(), start())) + both);
        parts.add(select(CLOSE, closed(start())) + both);
        if (plan.hardDeletes() != SnapshotPlan.HardDeletes.IGNORE) {
            String gone = "\nFROM " + table + " AS " + OLD + "\nWHERE " + inForce() + " AND NOT " + deleted()
                    + " AND NOT EXISTS (SELECT 1 FROM " + rows + " AS " + NEW + " WHERE " + keys() + ")";
            parts.add(select(CLOSE, old(now, now, now, "'False'", there)) + gone);
            if (plan.tellsDeleted()) {
                parts.add(select(INSERT, old(now, now, current(), "'True'", there)) + gone);
            }
        }
        return String.join("\nUNION ALL\n", parts);
    }

    private static String select(String change, List<String> values) {
        return "SELECT '" + change + "' AS " + CHANGE + ", " + String.join(", ", values);
    }

    /** Matches a close to the row that it ends, where the changes are called {@code new_rows} and the table {@code old_rows}. */
    public String closes() {
        return of(NEW, CHANGE) + " = '" + CLOSE + "' AND " + keys() + " AND " + inForce();
    }

    private String keys() {
        return plan.uniqueKey().stream()
                .map(key -> of(OLD, key) + " = " + of(NEW, key))
                .collect(Collectors.joining(" AND "));
    }

    private String inForce() {
        String end = of(OLD, names.validTo());
        return plan.current().isEmpty() ? end + " IS NULL" : "(" + end + " IS NULL OR " + end + " = " + current() + ")";
    }

    private String deleted() {
        return plan.tellsDeleted() ? "(lower(coalesce(" + of(OLD, names.isDeleted()) + ", '')) = 'true')" : "(1 = 0)";
    }

    private String changed(Collection<String> there) {
        String changed = plan.compared().isEmpty()
                ? of(OLD, names.validFrom()) + " < " + updated()
                : plan.compared().stream()
                        .map(column -> oldValue(column, there) + " IS DISTINCT FROM " + of(NEW, column))
                        .collect(Collectors.joining(" OR "));
        return "(" + changed + " OR " + deleted() + ")";
    }

    private String oldValue(String column, Collection<String> there) {
        return there.contains(column.toLowerCase(Locale.ROOT)) ? of(OLD, column) : cast("NULL", typeOf(column));
    }

    private SqlType typeOf(String column) {
        return plan.columns().stream()
                .filter(own -> own.name().equals(column))
                .map(Column::type)
                .findFirst()
                .orElseThrow();
    }

    /** When the row that the query gives takes the place of the old one; one that comes back is not valid before its deletion. */
    private String start() {
        return plan.tellsDeleted() && plan.updatedAt().isPresent()
                ? "CASE WHEN " + deleted() + " AND " + of(OLD, names.validFrom()) + " > " + updated() + " THEN "
                        + of(OLD, names.validFrom()) + " ELSE " + updated() + " END"
                : updated();
    }

    private List<String> closed(String end) {
        List<String> values = new ArrayList<>(fresh(updated(), updated()));
        values.set(plan.columns().size() + 3, as(end, names.validTo()));
        return values;
    }

    private List<String> old(String updated, String from, String to, String deleted, Collection<String> there) {
        List<String> values = new ArrayList<>();
        plan.columns().forEach(column -> values.add(as(oldValue(column.name(), there), column.name())));
        values.add(as(id(OLD, from), names.scdId()));
        values.add(as(updated, names.updatedAt()));
        values.add(as(from, names.validFrom()));
        values.add(as(to, names.validTo()));
        if (plan.tellsDeleted()) {
            values.add(as(deleted, names.isDeleted()));
        }
        return values;
    }
}
