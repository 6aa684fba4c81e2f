package io.graphc.runtime.freshness;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Reads the moment that a query gave, of whatever type; one without a zone is in UTC. */
final class Moments {
    private Moments() {}

    static Optional<Instant> of(Object value) {
        if (value instanceof OffsetDateTime moment) {
            return Optional.of(moment.toInstant());
        }
        if (value instanceof LocalDateTime moment) {
            return Optional.of(moment.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof LocalDate day) {
            return Optional.of(day.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return value instanceof String text ? ofText(text.strip()) : Optional.empty();
    }

    /** ISO 8601, with a blank or a T between day and time. */
    private static Optional<Instant> ofText(String text) {
        String iso = text.toUpperCase(Locale.ROOT)
                .replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T")
                .replace(" UTC", "Z");
        try {
            if (iso.length() == 10) {
                return of(LocalDate.parse(iso));
            }
            boolean zoned = iso.endsWith("Z") || iso.matches(".*T.*[+-]\\d{2}(:\\d{2})?$");
            return zoned
                    ? of(OffsetDateTime.parse(iso.matches(".*[+-]\\d{2}$") ? iso + ":00" : iso))
                    : of(LocalDateTime.parse(iso));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
