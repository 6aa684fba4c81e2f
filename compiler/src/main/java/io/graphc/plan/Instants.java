package io.graphc.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the moments that people write, on a command line and in configs. */
public final class Instants {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private Instants() {}

    /** The moment of an ISO date, date and time, or date and time with zone; UTC where it has none. */
    public static Optional<Instant> parse(String text) {
        String iso = text.strip().replace(' ', 'T');
        return FORMS.stream().flatMap(form -> attempt(form, iso).stream()).findFirst();
    }

    private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException otherForm) {
            return Optional.empty();
        }
    }
}
