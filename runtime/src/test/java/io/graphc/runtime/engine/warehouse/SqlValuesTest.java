package io.graphc.runtime.engine.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SqlValuesTest {
    @Test
    void writesEachValueWithItsType() {
        assertThat(SqlValues.literal(null)).isEqualTo("NULL");
        assertThat(SqlValues.literal("it's\n-- so")).isEqualTo("'it''s\n-- so'");
        assertThat(SqlValues.literal(true)).isEqualTo("true");
        assertThat(SqlValues.literal(7)).isEqualTo("7");
        assertThat(SqlValues.literal(Long.MIN_VALUE)).isEqualTo("BIGINT '-9223372036854775808'");
        assertThat(SqlValues.literal(new BigDecimal("1E+3"))).isEqualTo("DECIMAL '1000'");
        assertThat(SqlValues.literal(1e300)).isEqualTo("DOUBLE '1.0E300'");
        assertThat(SqlValues.literal(Double.NaN)).isEqualTo("CAST(nan() AS DOUBLE)");
        assertThat(SqlValues.literal(Float.NEGATIVE_INFINITY)).isEqualTo("CAST(-infinity() AS REAL)");
        assertThat(SqlValues.literal(LocalDate.of(2026, 1, 2))).isEqualTo("DATE '2026-01-02'");
        assertThat(SqlValues.literal(LocalTime.of(1, 2))).isEqualTo("TIME '01:02:00.000000'");
        assertThat(SqlValues.literal(LocalDateTime.of(2026, 1, 2, 3, 4)))
                .isEqualTo("TIMESTAMP '2026-01-02 03:04:00.000000'");
        assertThat(SqlValues.literal(OffsetDateTime.parse("2026-01-02T03:04:00+02:00")))
                .isEqualTo("TIMESTAMP '2026-01-02 01:04:00.000000 UTC'");
        assertThat(SqlValues.literal(new byte[] {0, -1})).isEqualTo("X'00ff'");
        assertThat(SqlValues.literal(Arrays.asList("a", null))).isEqualTo("ARRAY['a', NULL]");
    }
}
