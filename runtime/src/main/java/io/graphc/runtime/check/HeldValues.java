package io.graphc.runtime.check;

import io.graphc.plan.Cardinality;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.UtcTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares values of rows with what a graph target holds, by value and type; written apart from the writers, so that their
 * mistakes are not repeated. Where a target has no type for days or times of day, it holds instants and text. Immutable.
 */
final class HeldValues {
    private static final int SHOWN = 60;

    private final ChronoUnit precision;
    private final boolean keepsLists;

    HeldValues(LoadedGraph graph) {
        this.precision = graph.precision();
        this.keepsLists = graph.keepsLists();
    }

    /** Whether a target that was given the row's value holds just that. */
    boolean same(PropertyPlan property, @Nullable Object row, @Nullable Object found) {
        if (property.cardinality() == Cardinality.SINGLE) {
            return row == null ? found == null : found != null && single(property.type(), row, found);
        }
        List<Object> expected = items(row);
        List<Object> held = items(found);
        if (property.cardinality() == Cardinality.LIST && keepsLists) {
            boolean all = expected.size() == held.size();
            for (int i = 0; all && i < expected.size(); i++) {
                all = single(property.type(), expected.get(i), held.get(i));
            }
            return all;
        }
        if (!keepsLists) {
            expected.removeIf(item -> PropertyText.of(item).isEmpty() && !held.contains(item));
        }
        return isIn(property.type(), expected, held)
                && held.stream().allMatch(one -> expected.stream().anyMatch(item -> single(property.type(), item, one)))
                && held.size() == new LinkedHashSet<>(held).size();
    }

    private boolean isIn(PropertyType type, List<Object> expected, List<Object> held) {
        return expected.stream().allMatch(item -> held.stream().anyMatch(one -> single(type, item, one)));
    }

    /** The values in a list without nulls, which no target keeps; a single value is a list of one. */
    private static List<Object> items(@Nullable Object value) {
        List<Object> items = new ArrayList<>();
        if (value instanceof List<?> several) {
            several.forEach(one -> {
                if (one != null) {
                    items.add(one);
                }
            });
        } else if (value != null) {
            items.add(value);
        }
        return items;
    }

    private boolean single(PropertyType type, Object row, Object found) {
        return switch (type) {
            case STRING -> found.equals(PropertyText.of(row));
            case BOOLEAN -> found.equals(row);
            case BYTE, SHORT, INTEGER, LONG -> isWhole(found) && number(found).compareTo(number(row)) == 0;
            case FLOAT ->
                isFloating(found) && Float.compare(((Number) row).floatValue(), ((Number) found).floatValue()) == 0;
            case DOUBLE ->
                isFloating(found) && Double.compare(((Number) row).doubleValue(), ((Number) found).doubleValue()) == 0;
            case DATE ->
                found instanceof Instant instant
                        ? instant.equals(
                                UtcTime.of(row).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC))
                        : found.equals(UtcTime.of(row).toLocalDate());
            case TIME -> found instanceof LocalTime ? found.equals(row) : found.equals(PropertyText.of(row));
            case LOCALDATETIME -> found instanceof LocalDateTime ? found.equals(cut(row)) : isInstant(found, row);
            case DATETIME -> isInstant(found instanceof OffsetDateTime time ? time.toInstant() : found, row);
        };
    }

    private boolean isInstant(Object found, Object row) {
        return found instanceof Instant instant && instant.equals(cut(row).toInstant(ZoneOffset.UTC));
    }

    private LocalDateTime cut(Object row) {
        return UtcTime.of(row).truncatedTo(precision);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static boolean isFloating(Object value) {
        return value instanceof Double || value instanceof Float;
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString());
    }

    /** What a target holds and what the row has, in words; of long texts the part where they begin to differ. */
    static String difference(PropertyType type, @Nullable Object row, @Nullable Object found) {
        String held = line(found);
        String expected = line(row);
        int same = 0;
        while (same < Math.min(held.length(), expected.length()) && held.charAt(same) == expected.charAt(same)) {
            same++;
        }
        int from = same < SHOWN ? 0 : same - SHOWN / 2;
        String words = "is " + words(found, from) + ", expected ";
        // Only the class of the value tells them apart.
        boolean alike = words(found, from).equals(words(row, from));
        return words + words(row, from) + (alike ? " as " + type.word() : "");
    }

    /** A value and its type in words, its text shown from one of its characters on. */
    private static String words(@Nullable Object value, int from) {
        if (value == null) {
            return "nothing";
        }
        String shown = shown(line(value), from);
        return value instanceof List<?> several
                ? "a list of " + several.size() + " (" + shown + ")"
                : kind(value) + " " + shown;
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "the text";
        }
        if (isWhole(value)) {
            return "the whole number";
        }
        if (value instanceof Number) {
            return "the number";
        }
        if (value instanceof Boolean) {
            return "the truth value";
        }
        if (value instanceof LocalDate) {
            return "the day";
        }
        if (value instanceof LocalTime) {
            return "the time of day";
        }
        if (value instanceof LocalDateTime) {
            return "the local time";
        }
        return value instanceof OffsetDateTime || value instanceof Instant ? "the instant" : "a value";
    }

    /** A value in one line. */
    private static String line(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof List<?> several ? several.toString() : PropertyText.of(value);
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String shown(String line, int from) {
        int to = Math.min(line.length(), from + SHOWN);
        return "`" + (from > 0 ? "..." : "") + line.substring(Math.min(from, to), to)
                + (to < line.length() ? "..." : "") + "`";
    }
}
