package io.graphc.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void findsTheNearestNamesFirst() {
        assertThat(Spelling.nearest("custmer_id", List.of("order_id", "customer_id", "custom_id")))
                .containsExactly("customer_id", "custom_id");
        assertThat(Spelling.nearest("CUSTOMER_ID", List.of("customer_id"))).containsExactly("customer_id");
        assertThat(Spelling.nearest("ab", List.of("ba", "xy"))).containsExactly("ba");
        assertThat(Spelling.nearest("colums", List.of("columns", "column"))).containsExactly("column", "columns");
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Spelling.nearest("total", List.of("customer_id", "id"))).isEmpty();
        assertThat(Spelling.nearest("x", List.of())).isEmpty();
    }

    @Test
    void measuresTheSameBothWays() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            String left = word(random);
            String right = word(random);
            assertThat(Spelling.distance(left, right))
                    .as("%s, %s", left, right)
                    .isEqualTo(Spelling.distance(right, left));
        }
    }

    private static String word(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }

    @Test
    void sortsAndDropsRepeatedDiagnostics() {
        DiagnosticBag bag = new DiagnosticBag();
        bag.report(Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "b").build());
        bag.report(Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "a").build());
        bag.report(Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "a").build());
        assertThat(bag.sorted()).extracting(Diagnostic::message).containsExactly("a", "b");
        assertThat(bag.count(Severity.ERROR)).isEqualTo(2);
    }
}
