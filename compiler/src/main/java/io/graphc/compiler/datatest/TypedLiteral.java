package io.graphc.compiler.datatest;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of YAML as a literal of a column's type.
 *
 * @param sql the literal
 * @param number its place in the order of numbers, where it is one
 */
record TypedLiteral(String sql, Optional<BigDecimal> number) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final Pattern ZONED = Pattern.compile(".*(Z|[-+][0-9]{2}:[0-9]{2})");
    private static final int DAY_LENGTH = "2026-03-01".length();

    /** More digits than any double has before or behind its point. */
    private static final int MOST_DIGITS = 330;

    /** Whether there are literals of a type that this class can tell from others. */
    static boolean knows(SqlType type) {
        return SqlTypes.isText(type)
                || isNumeric(type)
                || type == SqlTypes.BOOLEAN
                || type == SqlTypes.DATE
                || type instanceof SqlType.Timestamp;
    }

    static boolean isNumeric(SqlType type) {
        return SqlTypes.isInteger(type)
                || type == SqlTypes.REAL
                || type == SqlTypes.DOUBLE
                || type instanceof SqlType.Decimal;
    }

    /** The literal that a text stands for; empty when it stands for none of the type. */
    static Optional<TypedLiteral> of(String text, SqlType type) {
        try {
            if (SqlTypes.isText(type)) {
                return literal(SqlText.literal(text));
            }
            if (isNumeric(type)) {
                return number(new BigDecimal(text), type);
            }
            if (type == SqlTypes.BOOLEAN) {
                boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
                return truth ? literal(text.toLowerCase(Locale.ROOT)) : Optional.empty();
            }
            if (type == SqlTypes.DATE) {
                return literal("DATE '" + LocalDate.parse(text) + "'");
            }
            boolean zone = type instanceof SqlType.Timestamp timestamp && timestamp.withZone();
            return literal("TIMESTAMP '" + MOMENT.format(zone ? utc(text) : local(text)) + (zone ? " UTC'" : "'"));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<TypedLiteral> literal(String sql) {
        return Optional.of(new TypedLiteral(sql, Optional.empty()));
    }

    private static Optional<TypedLiteral> number(BigDecimal value, SqlType type) {
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if (Math.abs(value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
            return Optional.empty();
        }
        if (SqlTypes.isInteger(type)) {
            return whole && value.toBigInteger().bitLength() < bits(type)
                    ? Optional.of(new TypedLiteral(signed(value.toBigInteger()), Optional.of(value)))
                    : Optional.empty();
        }
        String plain = value.toPlainString();
        String sql = plain;
        if (type == SqlTypes.REAL) {
            // Beside a double, 0.1 of 32 bits is more than 0.1.
            sql = "CAST(" + plain + "E0 AS real)";
        } else if (type == SqlTypes.DOUBLE) {
            sql = plain + "E0";
        } else if (value.precision() > 18) {
            // A plain number of so many digits is none in SQL.
            sql = "DECIMAL '" + plain + "'";
        }
        return Optional.of(new TypedLiteral(value.signum() < 0 ? "(" + sql + ")" : sql, Optional.of(value)));
    }

    private static String signed(BigInteger value) {
        if (value.equals(BigInteger.valueOf(Long.MIN_VALUE))) {
            // Its digits alone are more than a number can have.
            return "(-9223372036854775807 - 1)";
        }
        return value.signum() < 0 ? "(" + value + ")" : value.toString();
    }

    private static int bits(SqlType type) {
        if (type == SqlTypes.TINYINT) {
            return Byte.SIZE;
        }
        if (type == SqlTypes.SMALLINT) {
            return Short.SIZE;
        }
        return type == SqlTypes.INTEGER ? Integer.SIZE : Long.SIZE;
    }

    /** A day alone stands for its first moment. */
    private static LocalDateTime local(String text) {
        return text.length() <= DAY_LENGTH
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static LocalDateTime utc(String text) {
        return ZONED.matcher(text).matches()
                ? OffsetDateTime.parse(text.replaceFirst("(?<=[0-9]) (?=[0-9])", "T"))
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : local(text);
    }

    /** What a text should have been. */
    static String expected(SqlType type) {
        if (SqlTypes.isInteger(type)) {
            return "a whole number that fits in `" + type + "`";
        }
        if (isNumeric(type)) {
            return "a number";
        }
        if (type == SqlTypes.BOOLEAN) {
            return "true or false";
        }
        if (type == SqlTypes.DATE) {
            return "a date, as 2026-03-01";
        }
        return "a date and time, as 2026-03-01 14:30:00";
    }
}
