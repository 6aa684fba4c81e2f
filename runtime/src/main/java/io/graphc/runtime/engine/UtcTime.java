package io.graphc.runtime.engine;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Times of rows in UTC; one without a zone is taken as if it were. */
public final class UtcTime {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private UtcTime() {}

    /**
     * A value of a date or a timestamp as a time.
     *
     * @param value a {@link LocalDate}, {@link LocalDateTime} or {@link OffsetDateTime}
     */
    public static LocalDateTime of(Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay();
        }
        return value instanceof OffsetDateTime instant
                ? instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) value;
    }

    /** A value of a timestamp as microseconds since 1970-01-01T00:00Z, rounded down. */
    public static long micros(Object value) {
        LocalDateTime time = of(value);
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND),
                time.getLong(ChronoField.MICRO_OF_SECOND));
    }
}
