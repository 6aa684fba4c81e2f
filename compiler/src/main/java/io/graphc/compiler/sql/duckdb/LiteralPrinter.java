package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants in DuckDB's spelling. */
final class LiteralPrinter {
    private static final Pattern ZONED = Pattern.compile(
            "\\s*(\\d+-\\d+-\\d+)(?: (\\d+:\\d+(?::\\d+(?:\\.\\d+)?)?))?\\s*([+-]\\d+:\\d+|[A-Za-z][A-Za-z0-9_/+-]*)\\s*");
    private static final DateTimeFormatter LENIENT =
            DateTimeFormatter.ofPattern("u-M-d'T'H:m[:s][.SSSSSS][.SSS][.SS][.S]", Locale.ROOT);
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Pattern INTERVAL = Pattern.compile("([+-]?)(\\S+(?: \\d+:\\S+)?) ([a-z]+)(?: to ([a-z]+))?");

    private LiteralPrinter() {}

    static Printed print(SqlType type, String value) {
        if (type == SqlTypes.UNKNOWN) {
            return Printed.of("NULL", type);
        }
        if (type instanceof SqlType.Timestamp timestamp && timestamp.withZone()) {
            return zoned(type, value);
        }
        return Printed.constant(text(type, value), type, value);
    }

    private static String text(SqlType type, String value) {
        if (SqlTypes.isInteger(type)) {
            return integer(type, value);
        }
        if (type instanceof SqlType.Decimal decimal) {
            String plain = new BigDecimal(value.trim().replace("_", ""))
                    .setScale(decimal.scale())
                    .toPlainString();
            return decimal.scale() > 0
                    ? signed(decimal.precision() > decimal.scale() ? plain : plain.replaceFirst("0\\.", "."))
                    : "CAST(" + plain + " AS " + DuckDbCasts.name(type) + ")";
        }
        if (SqlTypes.isText(type)) {
            return DuckDbText.literal(value);
        }
        if (type == SqlTypes.DOUBLE && value.matches("[0-9.]+[eE][+-]?[0-9]+")) {
            return value;
        }
        if (type instanceof SqlType.Timestamp || type instanceof SqlType.Time || type == SqlTypes.DATE) {
            DuckDbCasts.name(type);
            String word = type == SqlTypes.DATE ? "DATE " : type instanceof SqlType.Time ? "TIME " : "TIMESTAMP ";
            return word + DuckDbText.literal(value.trim());
        }
        if (type instanceof SqlType.Simple simple) {
            return simple(simple, value);
        }
        throw new NotOnDuckDbException("DuckDB has no type for `" + type + "`");
    }

    private static String integer(SqlType type, String value) {
        boolean plain = type == SqlTypes.INTEGER || (type == SqlTypes.BIGINT && value.length() > 10);
        return plain ? signed(value) : "CAST(" + value + " AS " + DuckDbCasts.name(type) + ")";
    }

    private static String signed(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    private static String simple(SqlType.Simple type, String value) {
        return switch (type) {
            case BOOLEAN -> value.toUpperCase(Locale.ROOT);
            case VARBINARY -> value.isEmpty() ? "CAST('' AS BLOB)" : "X'" + value + "'";
            case JSON -> "json(" + DuckDbText.literal(value) + ")";
            case INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH -> interval(value);
            default -> "CAST(" + DuckDbText.literal(value) + " AS " + DuckDbCasts.name(type) + ")";
        };
    }

    private static Printed zoned(SqlType type, String value) {
        Matcher parts = ZONED.matcher(value);
        if (!parts.matches()) {
            throw new NotOnDuckDbException("the timestamp cannot be read");
        }
        try {
            String time = parts.group(2) == null ? "00:00" : parts.group(2);
            LocalDateTime local = LocalDateTime.parse(parts.group(1) + "T" + time, LENIENT);
            ZoneId zone = ZoneId.of(parts.group(3));
            LocalDateTime instant =
                    local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
            boolean utc = zone.getRules().isFixedOffset()
                    && zone.getRules().getOffset(local).equals(ZoneOffset.UTC);
            boolean region = parts.group(3).contains("/");
            Optional<String> id = utc
                    ? Optional.of("'UTC'")
                    : region || parts.group(3).matches("[+-]\\d\\d:\\d\\d")
                            ? Optional.of(DuckDbText.literal(parts.group(3)))
                            : Optional.empty();
            return Printed.zoned(
                    "TIMESTAMPTZ '" + PLAIN.format(instant) + "+00'",
                    type,
                    new Printed.Zone("TIMESTAMP '" + PLAIN.format(local) + "'", id));
        } catch (DateTimeException e) {
            throw new NotOnDuckDbException("the timestamp cannot be read");
        }
    }

    /** Intervals as a number of the largest unit that divides them. */
    private static String interval(String value) {
        Matcher parts = INTERVAL.matcher(value.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new NotOnDuckDbException("the interval is not translated");
        }
        long sign = parts.group(1).equals("-") ? -1 : 1;
        String unit = parts.group(3);
        if (unit.equals("year") || unit.equals("month")) {
            long months = sign * months(parts.group(2), unit);
            return months % 12 == 0 ? interval(months / 12, "YEAR") : interval(months, "MONTH");
        }
        long millis = sign * millis(parts.group(2), unit);
        if (millis % 86_400_000 == 0) {
            return interval(millis / 86_400_000, "DAY");
        }
        if (millis % 3_600_000 == 0) {
            return interval(millis / 3_600_000, "HOUR");
        }
        if (millis % 60_000 == 0) {
            return interval(millis / 60_000, "MINUTE");
        }
        return millis % 1000 == 0 ? interval(millis / 1000, "SECOND") : interval(millis, "MILLISECOND");
    }

    private static String interval(long count, String unit) {
        return count < 0 ? "(INTERVAL (" + count + ") " + unit + ")" : "(INTERVAL " + count + " " + unit + ")";
    }

    private static long months(String value, String unit) {
        String[] parts = value.split("-", -1);
        long first = Long.parseLong(parts[0]);
        return unit.equals("month") ? first : first * 12 + (parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    private static long millis(String value, String unit) {
        long[] units = {86_400_000, 3_600_000, 60_000, 1000};
        int at = switch (unit) {
            case "day" -> 0;
            case "hour" -> 1;
            case "minute" -> 2;
            default -> 3;
        };
        long total = 0;
        for (String part : value.split("[ :]", -1)) {
            BigDecimal number = new BigDecimal(part);
            total += number.multiply(BigDecimal.valueOf(units[at])).longValue();
            at = Math.min(at + 1, 3);
        }
        return total;
    }
}
