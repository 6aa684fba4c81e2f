package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Cardinality;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A value of a property's type, as an argument gives it.
 *
 * @param sql the literal
 * @param number its place in the order of its type; for times in nanoseconds
 */
record TypedValue(String sql, BigDecimal number) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final int NANO_DIGITS = 9;
    /** Trino's widest decimal. */
    private static final int DECIMAL_DIGITS = 38;
    /** More than the digits of any double behind its point that tell it from zero and from its neighbours. */
    private static final int FLOATING_PLACES = 400;

    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

    /** The value that a text stands for; empty when it stands for none of the type. */
    static Optional<TypedValue> of(PropertyPlan property, String text) {
        try {
            return Optional.of(
                    switch (property.type()) {
                        case STRING -> new TypedValue(SqlText.literal(text), BigDecimal.ZERO);
                        case BOOLEAN -> bool(text);
                        case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE -> number(property, new BigDecimal(text));
                        case DATE -> date(LocalDate.parse(text));
                        case TIME -> time(LocalTime.parse(text));
                        case LOCALDATETIME -> moment(local(text), "");
                        case DATETIME -> moment(utc(text), hasZone(property) ? " UTC" : "");
                    });
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What a text should have been. */
    static String expected(PropertyType type) {
        return switch (type) {
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE -> "a number";
            case DATE -> "a date, as 2026-03-01";
            case TIME -> "a time, as 14:30:00";
            case LOCALDATETIME -> "a date and time, as 2026-03-01T14:30:00";
            case DATETIME -> "an instant, as 2026-03-01T14:30:00Z";
        };
    }

    private static TypedValue bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new NumberFormatException(text);
        }
        return new TypedValue(text, text.equals("true") ? BigDecimal.ONE : BigDecimal.ZERO);
    }

    private static TypedValue number(PropertyPlan property, BigDecimal value) {
        String plain = value.toPlainString();
        String sql = plain;
        if (element(property) == SqlTypes.REAL) {
            // Beside a double, 0.1 of 32 bits is more than 0.1.
            sql = "CAST(" + plain + "E0 AS real)";
        } else if (element(property) == SqlTypes.DOUBLE) {
            sql = plain + "E0";
        } else if (value.abs().compareTo(MOST_LONG) > 0) {
            // A plain number of so many digits is none in SQL.
            sql = "DECIMAL '" + plain + "'";
        }
        return new TypedValue(value.signum() < 0 ? "(" + sql + ")" : sql, value);
    }

    /** Whether a text stands for a number that no value of a property can be, or that SQL cannot write. */
    static boolean isBeyond(PropertyPlan property, String text) {
        try {
            return switch (property.type()) {
                case BYTE, SHORT, INTEGER, LONG -> {
                    BigDecimal value = new BigDecimal(text);
                    yield value.compareTo(MOST_LONG) > 0
                            || value.compareTo(LEAST_LONG) < 0
                            || value.scale() > DECIMAL_DIGITS;
                }
                case FLOAT, DOUBLE -> isBeyondFractions(element(property), new BigDecimal(text));
                case STRING, BOOLEAN, DATE, TIME, LOCALDATETIME, DATETIME -> false;
            };
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isBeyondFractions(SqlType type, BigDecimal value) {
        if (type == SqlTypes.REAL) {
            return value.scale() > FLOATING_PLACES || Float.isInfinite(value.floatValue());
        }
        if (type == SqlTypes.DOUBLE) {
            return value.scale() > FLOATING_PLACES || Double.isInfinite(value.doubleValue());
        }
        int digits = Math.max(value.precision(), value.precision() - value.scale());
        return Math.max(digits, value.scale()) > DECIMAL_DIGITS;
    }

    private static TypedValue date(LocalDate value) {
        return new TypedValue("DATE '" + value + "'", BigDecimal.valueOf(value.toEpochDay()));
    }

    private static TypedValue time(LocalTime value) {
        String text = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").format(value);
        return new TypedValue("TIME '" + text + "'", BigDecimal.valueOf(value.toNanoOfDay()));
    }

    private static TypedValue moment(LocalDateTime value, String zone) {
        Instant instant = value.toInstant(ZoneOffset.UTC);
        BigDecimal seconds = BigDecimal.valueOf(instant.getEpochSecond());
        return new TypedValue(
                "TIMESTAMP '" + MOMENT.format(value) + zone + "'",
                seconds.add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS)));
    }

    /** A day alone stands for its first moment. */
    private static LocalDateTime local(String text) {
        boolean day = text.length() <= "2026-03-01".length();
        return day ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static LocalDateTime utc(String text) {
        boolean zoned = text.matches(".*(Z|[-+][0-9]{2}:[0-9]{2})");
        return zoned
                ? OffsetDateTime.parse(text.replaceFirst("(?<=[0-9]) (?=[0-9])", "T"))
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : local(text);
    }

    private static boolean hasZone(PropertyPlan property) {
        return element(property) instanceof SqlType.Timestamp timestamp && timestamp.withZone();
    }

    /** The type of one value of a property. */
    static SqlType element(PropertyPlan property) {
        return property.cardinality() != Cardinality.SINGLE && property.sqlType() instanceof SqlType.Array array
                ? array.element()
                : property.sqlType();
    }
}
