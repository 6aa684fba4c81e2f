package io.graphc.runtime.emit;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of every type with values that writers get wrong, the same for the same seed: as values, and as the SQL that yields
 * them on DuckDB.
 */
public final class RandomRows {
    private static final String[] PIECES = {
        "a",
        "Z",
        "0",
        " ",
        ",",
        "\"",
        ";",
        "\\",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "'",
        "`",
        "é",
        "日",
        "😀",
        "\u00a0",
        "\u2028",
        "\\N",
        "null",
        "NaN",
        "::",
        "|",
        "$r {x} //",
        "').drop()",
        "long text "
    };
    private static final List<String> COLUMN_TYPES = List.of(
            "VARCHAR",
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "REAL",
            "DOUBLE",
            "DECIMAL(10,2)",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "VARCHAR[]",
            "BIGINT[]",
            "DATE[]");

    private final SplittableRandom random;
    private final Limits limits;

    /** Rows that a target with these limits holds. */
    public RandomRows(long seed, Limits limits) {
        this.random = new SplittableRandom(seed);
        this.limits = limits;
    }

    /**
     * What a target holds.
     *
     * @param firstDay as days since 1970-01-01
     * @param lastDay as days since 1970-01-01
     * @param precision of times
     * @param lists which lists of texts
     */
    public record Limits(long firstDay, long lastDay, ChronoUnit precision, Predicate<List<String>> lists) {
        /** All that DuckDB has. */
        public static final Limits NONE = new Limits(-2_000_000_000L, 2_000_000_000L, ChronoUnit.MICROS, words -> true);
    }

    /** One row: the id, for relationships the ends, and a value or null for each of {@link GraphFixture#ALL_TYPES}. */
    public List<@Nullable Object> row(List<String> ids, List<PropertyPlan> properties) {
        List<@Nullable Object> row = new ArrayList<>(ids);
        for (PropertyPlan property : properties) {
            row.add(random.nextInt(8) == 0 ? null : value(property));
        }
        return row;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private Object value(PropertyPlan property) {
        if (property.cardinality() != Cardinality.SINGLE) {
            return list(property);
        }
        return switch (property.type()) {
            case STRING -> text();
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt();
            case SHORT -> (short) random.nextInt();
            case INTEGER -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE ->
                property.name().equals("price")
                        ? (Object) BigDecimal.valueOf(random.nextLong(-9_999_999_999L, 10_000_000_000L), 2)
                        : Double.longBitsToDouble(random.nextLong());
            case DATE -> LocalDate.ofEpochDay(random.nextLong(limits.firstDay(), limits.lastDay()));
            case TIME -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000L) * 1_000_000);
            case LOCALDATETIME -> time();
            case DATETIME -> time().atOffset(ZoneOffset.UTC);
        };
    }

    private LocalDateTime time() {
        long most = 9_000_000_000_000L;
        long seconds =
                random.nextLong(Math.max(-most, limits.firstDay() * 86_400), Math.min(most, limits.lastDay() * 86_400));
        return LocalDateTime.ofEpochSecond(seconds, random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC)
                .truncatedTo(limits.precision());
    }

    /** Distinct values in order, with a null in between where that can be told apart. */
    private List<@Nullable Object> list(PropertyPlan property) {
        PropertyPlan single = new PropertyPlan("element", property.type(), Cardinality.SINGLE, property.sqlType());
        Set<@Nullable Object> values = new LinkedHashSet<>();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            values.add(random.nextInt(8) == 0 ? null : value(single));
        }
        List<@Nullable Object> list = new ArrayList<>(values);
        if (property.type() == PropertyType.STRING) {
            List<String> words = list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
            return limits.lists().test(words) ? list : List.of("plain");
        }
        return list;
    }

    /** The same node type with a query that yields the rows. */
    public static NodePlan queried(NodePlan plan, List<List<@Nullable Object>> rows) {
        return new NodePlan(
                plan.id(),
                plan.labels(),
                "",
                plan.scope(),
                plan.idPrefix(),
                plan.keyColumns(),
                plan.properties(),
                query(plan, 1, rows),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same relationship type with a query that yields the rows. */
    public static RelationshipPlan queried(RelationshipPlan plan, List<List<@Nullable Object>> rows) {
        return new RelationshipPlan(
                plan.id(),
                plan.type(),
                "",
                plan.scope(),
                plan.idPrefix(),
                plan.startLabel(),
                plan.endLabel(),
                plan.properties(),
                query(plan, 3, rows),
                List.of(),
                List.of(),
                List.of());
    }

    private static ElementQuery query(ElementPlan plan, int ids, List<List<@Nullable Object>> rows) {
        List<String> names = new ArrayList<>(List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO));
        List<String> columns = new ArrayList<>(names.subList(0, ids));
        List<String> types =
                new ArrayList<>(List.of("VARCHAR", "VARCHAR", "VARCHAR").subList(0, ids));
        for (PropertyPlan property : plan.properties()) {
            columns.add(property.name());
            types.add(COLUMN_TYPES.get(GraphFixture.ALL_TYPES.indexOf(property)));
        }
        String values = rows.stream()
                .map(row -> {
                    List<String> literals = new ArrayList<>();
                    for (int i = 0; i < row.size(); i++) {
                        literals.add("CAST(" + literal(row.get(i)) + " AS " + types.get(i) + ")");
                    }
                    return "(" + String.join(", ", literals) + ")";
                })
                .collect(Collectors.joining(",\n"));
        String sql = "SELECT * FROM (VALUES " + values + ") AS t("
                + columns.stream().map(RelationName::quote).collect(Collectors.joining(", ")) + ")";
        String table = plan.id().replaceAll("[^a-z]", "_").toLowerCase(Locale.ROOT);
        return new ElementQuery(sql, sql, Lineage.NONE, RelationName.of("staged", table));
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RandomRows::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof LocalDate day) {
            return "DATE '1970-01-01' + CAST(" + day.toEpochDay() + " AS INTEGER)";
        }
        if (value instanceof LocalDateTime time) {
            return "make_timestamp(" + micros(time) + ")";
        }
        if (value instanceof OffsetDateTime time) {
            return "make_timestamptz(" + micros(time.toLocalDateTime()) + ")";
        }
        return "'" + value.toString().replace("'", "''") + "'";
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
    }
}
