package io.graphc.runtime.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-31T00:00:00Z",
        "2026-01-31 10:20:30, 2026-01-31T10:20:30Z",
        "2026-01-31T10:20:30.5, 2026-01-31T10:20:30.500Z",
        "2026-01-31 10:20:30 UTC, 2026-01-31T10:20:30Z",
        "2026-01-31 10:20:30+02, 2026-01-31T08:20:30Z",
        "2026-01-31T10:20:30+02:00, 2026-01-31T08:20:30Z",
        "2026-01-31t10:20:30z, 2026-01-31T10:20:30Z"
    })
    void readsTexts(String text, Instant moment) {
        assertThat(Moments.of(text)).contains(moment);
    }

    @Test
    void readsMomentsOfAllKindsAndNothingElse() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(Moments.of(LocalDateTime.parse("2026-01-31T12:00:00"))).contains(noon);
        assertThat(Moments.of(OffsetDateTime.parse("2026-01-31T14:00:00+02:00")))
                .contains(noon);
        assertThat(Moments.of(LocalDate.parse("2026-01-31"))).contains(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(Moments.of(1767225600L)).isEmpty();
        assertThat(Moments.of("yesterday")).isEmpty();
        assertThat(Moments.of("2026-13-01")).isEmpty();
    }
}
