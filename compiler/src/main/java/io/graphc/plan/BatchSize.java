package io.graphc.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The length of the batches of a model, in the calendar of UTC. */
public enum BatchSize {
    HOUR,
    DAY,
    MONTH,
    YEAR;

    /** As configs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BatchSize> of(String word) {
        return Arrays.stream(values())
                .filter(size -> size.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(BatchSize::word).toList();
    }

    /** The start of the batch that an instant is in. */
    public Instant floor(Instant time) {
        ZonedDateTime zoned = time.atZone(ZoneOffset.UTC);
        return (switch (this) {
                    case HOUR -> zoned.truncatedTo(ChronoUnit.HOURS);
                    case DAY -> zoned.truncatedTo(ChronoUnit.DAYS);
                    case MONTH -> zoned.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
                    case YEAR -> zoned.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
                })
                .toInstant();
    }

    /** The end of the batch that an instant is in, or the instant when a batch starts with it. */
    public Instant ceiling(Instant time) {
        Instant start = floor(time);
        return start.equals(time) ? start : plus(start, 1);
    }

    /** An instant some batches later, or earlier where the number is negative. */
    public Instant plus(Instant time, long batches) {
        ZonedDateTime zoned = time.atZone(ZoneOffset.UTC);
        return (switch (this) {
                    case HOUR -> zoned.plusHours(batches);
                    case DAY -> zoned.plusDays(batches);
                    case MONTH -> zoned.plusMonths(batches);
                    case YEAR -> zoned.plusYears(batches);
                })
                .toInstant();
    }

    /** How many batches there are between two instants that start one. */
    public long between(Instant start, Instant end) {
        ChronoUnit unit = switch (this) {
            case HOUR -> ChronoUnit.HOURS;
            case DAY -> ChronoUnit.DAYS;
            case MONTH -> ChronoUnit.MONTHS;
            case YEAR -> ChronoUnit.YEARS;
        };
        return unit.between(start.atZone(ZoneOffset.UTC), end.atZone(ZoneOffset.UTC));
    }
}
