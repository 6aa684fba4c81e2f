package io.graphc.plan.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedValuesTest {
    @Test
    void writesWholeNumbersAsTheyArePrinted() {
        assertThat(AcceptedValues.asPrinted(List.of("01", "-0", " +7"), SqlTypes.BIGINT))
                .contains(List.of("1", "0", "7"));
        assertThat(AcceptedValues.asPrinted(List.of("1", "1.0"), SqlTypes.INTEGER))
                .isEmpty();
    }

    @Test
    void writesTruthAsItIsPrinted() {
        assertThat(AcceptedValues.asPrinted(List.of("True", "false"), SqlTypes.BOOLEAN))
                .contains(List.of("true", "false"));
        assertThat(AcceptedValues.asPrinted(List.of("1"), SqlTypes.BOOLEAN)).isEmpty();
    }

    @Test
    void keepsTextsAndKnowsNothingOfOtherTypes() {
        assertThat(AcceptedValues.asPrinted(List.of("01", " a"), SqlTypes.varchar(3)))
                .contains(List.of("01", " a"));
        assertThat(AcceptedValues.asPrinted(List.of("1.0"), new SqlType.Decimal(2, 1)))
                .isEmpty();
        assertThat(AcceptedValues.asPrinted(List.of("a"), new SqlType.Char(3))).isEmpty();
    }
}
