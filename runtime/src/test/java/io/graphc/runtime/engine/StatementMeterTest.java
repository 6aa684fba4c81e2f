package io.graphc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementMeterTest {
    private static final StatementCost SMALL = new StatementCost(1, 10, 2, 3);
    private static final StatementCost LARGE = new StatementCost(1, 1000, 20, 30);

    @BeforeEach
    void begins() {
        StatementMeter.take();
    }

    @Test
    void workAsideCountsForWhoeverAskedForIt() {
        StatementMeter.spent(SMALL);

        StatementCost aside = StatementMeter.aside(() -> {
            StatementMeter.spent(LARGE);
            StatementMeter.spent(LARGE);
        });

        assertThat(aside).isEqualTo(LARGE.plus(LARGE));
        assertThat(StatementMeter.take()).isEqualTo(SMALL);
        assertThat(StatementMeter.take()).isEqualTo(StatementCost.NONE);
    }

    @Test
    void workAsideThatFailsTakesNothingAlong() {
        StatementMeter.spent(SMALL);

        assertThatThrownBy(() -> StatementMeter.aside(() -> {
                    StatementMeter.spent(LARGE);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(StatementMeter.take()).isEqualTo(SMALL);
    }
}
