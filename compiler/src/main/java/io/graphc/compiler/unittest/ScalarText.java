package io.graphc.compiler.unittest;

import io.graphc.compiler.query.SqlText;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values as text, by the type that they are to have: what Trino's casts from text take, and nothing is rounded or cut. */
final class ScalarText {
    private static final Set<String> TRUE = Set.of("true", "t", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "0");
    private static final Set<String> WORDS = Set.of("nan", "infinity", "-infinity");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?:0x|[xX]')?((?:[0-9a-fA-F]{2})*)'?");
    private static final Pattern ZONED =
            Pattern.compile("(.*[0-9])\\s*(Z|UTC|[-+][0-9]{2}:?[0-9]{2}|[A-Za-z]+/[A-Za-z_/+-]+)");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private ScalarText() {}

    /** What a text should have been. */
    static String expected(SqlType type) {
        if (type instanceof SqlType.Decimal) {
            return "a number that fits `" + type + "`";
        }
        if (SqlTypes.isInteger(type)) {
            return "a whole number that fits `" + type + "`";
        }
        if (SqlTypes.isText(type)) {
            return "a text that fits `" + type + "`";
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return timestamp.withZone()
                    ? "an instant, as 2026-03-01 14:30:00 UTC"
                    : "a date and time, as 2026-03-01 14:30:00";
        }
        if (type instanceof SqlType.Time) {
            return "a time, as 14:30:00";
        }
        if (type instanceof SqlType.Array) {
            return "a list";
        }
        if (type instanceof SqlType.Map || type instanceof SqlType.Row) {
            return "a map";
        }
        return type instanceof SqlType.Simple simple ? expected(simple) : "a value of `" + type + "`";
    }

    private static String expected(SqlType.Simple type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case REAL, DOUBLE -> "a number";
            case DATE -> "a date, as 2026-03-01";
            case VARBINARY -> "bytes in hexadecimal digits, as 0x1F";
            case UUID -> "a UUID";
            default -> "a value of `" + type + "`";
        };
    }

    /** SQL for DuckDB; empty when the text stands for no value of the type. */
    static Optional<String> sql(String text, SqlType type) {
        try {
            if (SqlTypes.isText(type)) {
                return text(text, type);
            }
            String stripped = text.strip();
            if (SqlTypes.isInteger(type)) {
                return integer(stripped, type);
            }
            if (type instanceof SqlType.Decimal decimal) {
                return Optional.of("CAST('" + decimal(stripped, decimal) + "' AS DECIMAL(" + decimal.precision() + ", "
                        + decimal.scale() + "))");
            }
            if (type instanceof SqlType.Timestamp timestamp) {
                return Optional.of(
                        timestamp.withZone()
                                ? instant(stripped)
                                : "TIMESTAMP '" + moment(local(stripped), timestamp.precision()) + "'");
            }
            if (type instanceof SqlType.Time) {
                return Optional.of("TIME '" + TIME.format(LocalTime.parse(stripped)) + "'");
            }
            return type instanceof SqlType.Simple simple ? simple(stripped, simple) : Optional.empty();
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> simple(String text, SqlType.Simple type) {
        return switch (type) {
            case BOOLEAN -> bool(text).map(String::valueOf);
            case REAL, DOUBLE ->
                Optional.of(
                        "CAST('" + floating(text) + "' AS " + (type == SqlType.Simple.REAL ? "FLOAT" : "DOUBLE") + ")");
            case DATE -> Optional.of("DATE '" + LocalDate.parse(text) + "'");
            case UUID -> Optional.of("CAST('" + UUID.fromString(text) + "' AS UUID)");
            case VARBINARY -> bytes(text);
            default -> Optional.empty();
        };
    }

    /** A text literal without line breaks in it, since printed queries are indented. */
    static String literal(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return SqlText.literal(text);
        }
        return "e'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }

    private static Optional<String> text(String text, SqlType type) {
        int length = type instanceof SqlType.Varchar varchar
                ? varchar.length().orElse(Integer.MAX_VALUE)
                : ((SqlType.Char) type).length();
        // DuckDB's text ends at this character.
        boolean fits = text.codePointCount(0, text.length()) <= length && text.indexOf(0) < 0;
        return fits ? Optional.of(literal(text)) : Optional.empty();
    }

    private static Optional<Boolean> bool(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return Optional.of(true);
        }
        return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private static Optional<String> integer(String text, SqlType type) {
        BigInteger value = whole(text);
        int bits = type == SqlTypes.TINYINT ? 7 : type == SqlTypes.SMALLINT ? 15 : type == SqlTypes.INTEGER ? 31 : 63;
        return value.bitLength() <= bits ? Optional.of(value.toString()) : Optional.empty();
    }

    private static BigInteger whole(String text) {
        return new BigDecimal(text).toBigIntegerExact();
    }

    private static String decimal(String text, SqlType.Decimal type) {
        BigDecimal value = new BigDecimal(text).setScale(type.scale());
        if (value.precision() > type.precision()) {
            throw new ArithmeticException(text);
        }
        return value.toPlainString();
    }

    private static String floating(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT))
                ? text.toLowerCase(Locale.ROOT)
                : new BigDecimal(text).toString();
    }

    private static Optional<String> bytes(String text) {
        Matcher digits = HEXADECIMAL.matcher(text);
        return digits.matches() ? Optional.of("from_hex('" + digits.group(1) + "')") : Optional.empty();
    }

    /** A day alone stands for its first moment. */
    private static LocalDateTime local(String text) {
        boolean day = text.length() <= "2026-03-01".length();
        return day ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replaceFirst("\\s+", "T"));
    }

    private static String moment(LocalDateTime value, int precision) {
        int digits = Math.min(precision, 6);
        long unit = (long) Math.pow(10, 9 - digits);
        if (value.getNano() % unit != 0) {
            throw new ArithmeticException("more digits than the type has");
        }
        return MOMENT.format(value);
    }

    /** Without a zone it is taken as UTC. */
    private static String instant(String text) {
        Matcher zoned = ZONED.matcher(text);
        LocalDateTime value;
        if (zoned.matches()) {
            String zone = zoned.group(2);
            LocalDateTime local = local(zoned.group(1).strip());
            ZoneId id = zone.equals("Z") || zone.equals("UTC")
                    ? ZoneOffset.UTC
                    : zone.indexOf('/') >= 0 ? ZoneId.of(zone) : ZoneOffset.of(zone);
            value = OffsetDateTime.ofInstant(local.atZone(id).toInstant(), ZoneOffset.UTC)
                    .toLocalDateTime();
        } else {
            value = local(text);
        }
        return "TIMESTAMPTZ '" + MOMENT.format(value) + "+00'";
    }

    /** A value of a key as it stands in ids; throws when the text stands for no value of the type. */
    static String keyText(String text, SqlType type) {
        if (SqlTypes.isInteger(type)) {
            return whole(text.strip()).toString();
        }
        if (type instanceof SqlType.Decimal decimal) {
            return decimal(text.strip(), decimal);
        }
        if (type == SqlTypes.BOOLEAN) {
            return bool(text.strip()).orElseThrow(IllegalArgumentException::new).toString();
        }
        if (type == SqlTypes.DATE) {
            return LocalDate.parse(text.strip()).toString();
        }
        return type == SqlTypes.UUID ? UUID.fromString(text.strip()).toString() : text;
    }
}
