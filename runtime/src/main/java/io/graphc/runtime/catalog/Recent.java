package io.graphc.runtime.catalog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long the word of a service counts: what was asked no more than ten minutes before now, and not after it. */
record Recent(Instant now) {
    private static final Duration COUNTS = Duration.ofMinutes(10);
    private static final String ASKED = "asked ";

    /** What stands beside an answer of now. */
    String stamp() {
        return ASKED + now.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean counts(String stamp) {
        if (!stamp.startsWith(ASKED)) {
            return false;
        }
        try {
            Duration age = Duration.between(Instant.parse(stamp.substring(ASKED.length())), now);
            return !age.isNegative() && age.compareTo(COUNTS) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
