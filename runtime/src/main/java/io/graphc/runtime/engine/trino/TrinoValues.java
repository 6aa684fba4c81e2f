package io.graphc.runtime.engine.trino;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of Trino's driver as {@link io.graphc.runtime.engine.RowCursor#getValue} gives them. */
final class TrinoValues {
    /** Java counts nanoseconds; Trino's finest times have twelve digits. */
    private static final Pattern BEYOND_NANOS = Pattern.compile("(\\.\\d{9})\\d+");

    private TrinoValues() {}

    /** Whether the driver's own object for a value is not exact, or not one of Java's. */
    static boolean isReadFromText(SqlType type) {
        return type == SqlTypes.DATE
                || type instanceof SqlType.Time
                || type instanceof SqlType.Timestamp
                || !(type == SqlTypes.BOOLEAN
                        || SqlTypes.isInteger(type)
                        || type == SqlTypes.REAL
                        || type == SqlTypes.DOUBLE
                        || type instanceof SqlType.Decimal);
    }

    /** The value that a text stands for; the text itself for types that have no better form. */
    static Object parse(String text, SqlType type) {
        if (type == SqlTypes.DATE) {
            return LocalDate.parse(text);
        }
        if (type instanceof SqlType.Time time && !time.withZone()) {
            return LocalTime.parse(nanos(text));
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return timestamp.withZone() ? instant(text) : dateTime(text);
        }
        return text;
    }

    private static String nanos(String text) {
        return BEYOND_NANOS.matcher(text).replaceFirst("$1");
    }

    private static LocalDateTime dateTime(String text) {
        return LocalDateTime.parse(nanos(text).replace(' ', 'T'));
    }

    private static OffsetDateTime instant(String text) {
        int zone = text.lastIndexOf(' ');
        return dateTime(text.substring(0, zone))
                .atZone(ZoneId.of(text.substring(zone + 1)))
                .toOffsetDateTime()
                .withOffsetSameInstant(ZoneOffset.UTC);
    }

    static List<@Nullable Object> list(Object[] values, SqlType element) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(value == null ? null : element(value, element));
        }
        return list;
    }

    private static Object element(Object value, SqlType type) throws SQLException {
        if (type instanceof SqlType.Array inner) {
            return value instanceof Array array
                    ? list((Object[]) array.getArray(), inner.element())
                    : list(((List<?>) value).toArray(), inner.element());
        }
        if (value instanceof String text) {
            return parse(text, type);
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Timestamp time) {
            return type instanceof SqlType.Timestamp timestamp && timestamp.withZone()
                    ? time.toInstant().atOffset(ZoneOffset.UTC)
                    : time.toLocalDateTime();
        }
        return value instanceof Time time ? time.toLocalTime() : value;
    }
}
