package io.graphc.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How old the newest row of a source table may be, and how that is told.
 *
 * @param filter a condition in SQL
 * @param moment a column or expression of SQL with the moment of a row
 * @param query a query with the moment of the newest row; goes before {@code moment}
 */
public record SourceFreshness(
        Optional<Age> warnAfter,
        Optional<Age> errorAfter,
        Optional<String> filter,
        Optional<String> moment,
        Optional<String> query) {
    /** An age in dbt's words: so many of {@code minute}, {@code hour} or {@code day}. */
    public record Age(long count, String period) {
        /** The periods that there are. */
        public static final List<String> PERIODS = List.of("minute", "hour", "day");

        public Duration duration() {
            return switch (period) {
                case "minute" -> Duration.ofMinutes(count);
                case "hour" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
    }

    /** Whether there is a limit at all. */
    public boolean isLimited() {
        return warnAfter.isPresent() || errorAfter.isPresent();
    }
}
