package io.graphc.compiler.sql.trino;

import io.graphc.plan.SqlType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of typed constants: what is one, and which type its digits give it. */
final class TimeText {
    private static final int MOST_DIGITS = 38;
    private static final Pattern DATE = Pattern.compile("\\s*([+-]?\\d{1,9})-(\\d{1,2})-(\\d{1,2})\\s*");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "\\s*([+-]?\\d{4,}-\\d{1,2}-\\d{1,2})(?: (\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,12}))?)?)?\\s*(\\S.*?)?\\s*");
    private static final Pattern FRACTION = Pattern.compile("(\\.\\d{12})\\d+");
    private static final Pattern TIME =
            Pattern.compile("\\s*(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,12}))?)?\\s*([+-]\\d\\d:\\d\\d)?\\s*");
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d*)(?:\\.(\\d*))?");
    /** The offsets from UTC that Trino has, in minutes. */
    private static final int MOST_OFFSET = 14 * 60;

    private TimeText() {}

    static boolean isDate(String text) {
        Matcher matcher = DATE.matcher(text);
        return matcher.matches() && isDay(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    private static boolean isDay(String year, String month, String day) {
        try {
            long days = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toEpochDay();
            return days == (int) days;
        } catch (DateTimeException | NumberFormatException notADay) {
            return false;
        }
    }

    static Optional<SqlType> timestampType(String text) {
        Matcher matcher = TIMESTAMP.matcher(text);
        if (!matcher.matches() || !isDate(matcher.group(1))) {
            return Optional.empty();
        }
        String zone = matcher.group(6);
        boolean clock = matcher.group(2) == null || isClock(matcher.group(2), matcher.group(3), matcher.group(4));
        if (!clock || (zone != null && !isZone(zone))) {
            return Optional.empty();
        }
        String fraction = matcher.group(5);
        return Optional.of(new SqlType.Timestamp(fraction == null ? 0 : fraction.length(), zone != null));
    }

    /** Whether text can be cast to a timestamp, digits of the fraction beyond the last that Trino has left out. */
    static boolean isLikeTimestamp(String text) {
        return timestampType(FRACTION.matcher(text).replaceFirst("$1")).isPresent();
    }

    private static boolean isClock(String hour, String minute, String second) {
        try {
            LocalTime.of(
                    Integer.parseInt(hour), Integer.parseInt(minute), second == null ? 0 : Integer.parseInt(second));
            return true;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId id = ZoneId.of(zone);
            int seconds = id.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
            return !(id.normalized() instanceof ZoneOffset) || Math.abs(seconds) <= MOST_OFFSET * 60;
        } catch (DateTimeException notAZone) {
            return false;
        }
    }

    static Optional<SqlType> timeType(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || !isClock(matcher.group(1), matcher.group(2), matcher.group(3))) {
            return Optional.empty();
        }
        String zone = matcher.group(5);
        if (zone != null && !isZone(zone)) {
            return Optional.empty();
        }
        String fraction = matcher.group(4);
        return Optional.of(new SqlType.Time(fraction == null ? 0 : fraction.length(), zone != null));
    }

    /** The type of a decimal constant: leading zeros do not count as digits. */
    static Optional<SqlType> decimalType(String text) {
        Matcher matcher = NUMBER.matcher(text.replace("_", ""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String whole = matcher.group(2).replaceFirst("^0+", "");
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        if (matcher.group(2).isEmpty() && fraction.isEmpty()) {
            return Optional.empty();
        }
        int precision = Math.max(whole.length() + fraction.length(), 1);
        return precision > MOST_DIGITS
                ? Optional.empty()
                : Optional.of(new SqlType.Decimal(precision, fraction.length()));
    }
}
