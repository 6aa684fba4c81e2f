package io.graphc.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.PropertyType;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldValuesTest {
    @Test
    void longTextsAreShownWhereTheyBeginToDiffer() {
        String same = "0123456789".repeat(8);
        assertThat(HeldValues.difference(PropertyType.STRING, same + "right", same + "wrong"))
                .isEqualTo("is the text `..." + "0123456789".repeat(3) + "wrong`, expected the text `..."
                        + "0123456789".repeat(3) + "right`");
    }

    @Test
    void aTextThatIsOnlyTheBeginningOfTheOtherIsSeen() {
        String text = "0123456789".repeat(8);
        assertThat(HeldValues.difference(PropertyType.STRING, text, text.substring(0, 70)))
                .isEqualTo("is the text `..." + "0123456789".repeat(3) + "`, expected the text `..."
                        + "0123456789".repeat(4) + "`");
    }

    @Test
    void textsThatDifferInTheirLineBreaksLookDifferent() {
        assertThat(HeldValues.difference(PropertyType.STRING, "a\nb", "a\r\nb"))
                .isEqualTo("is the text `a\\r\\nb`, expected the text `a\\nb`");
    }

    @Test
    void valuesOfOneTextAndDifferentTypesAreToldWithTheType() {
        assertThat(HeldValues.difference(PropertyType.LONG, 12L, "12"))
                .isEqualTo("is the text `12`, expected the whole number `12`");
        assertThat(HeldValues.difference(PropertyType.DOUBLE, List.of(1L), List.of(1)))
                .isEqualTo("is a list of 1 (`[1]`), expected a list of 1 (`[1]`) as double");
        assertThat(HeldValues.difference(PropertyType.STRING, "a", null))
                .isEqualTo("is nothing, expected the text `a`");
    }
}
