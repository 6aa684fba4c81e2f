package io.graphc.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old an element must be before it is deleted, as people write it: {@code 7 days}, {@code 12h}. */
public final class DeleteAge {
    /** The units, as they are best written. */
    public static final List<String> UNITS = List.of("seconds", "minutes", "hours", "days");

    private static final Pattern AGE =
            Pattern.compile("(\\d{1,6})\\s*(s|seconds?|m|minutes?|h|hours?|d|days?)", Pattern.CASE_INSENSITIVE);

    private DeleteAge() {}

    /** The time that a text means; empty where it is no age. */
    public static Optional<Duration> read(String text) {
        Matcher matcher = AGE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
