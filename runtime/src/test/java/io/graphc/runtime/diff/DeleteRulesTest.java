package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.GraphFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeleteRulesTest {
    private static DeleteRules rules(Object maxDelete) {
        GraphTarget target = new GraphTarget("graph", "none", Map.of("max_delete", maxDelete));
        return DeleteRules.of(GraphFixture.project(
                target, Optional.empty(), GraphFixture.node(List.of("User"), GraphFixture.text("name"))));
    }

    @Test
    void takesAPercentageANumberAListOrAMap() {
        assertThat(rules("10%").limits().get("default")).hasSize(1);
        assertThat(rules(10).limits().get("default")).hasSize(1);
        assertThat(rules(List.of("5%", 10)).limits().get("default")).hasSize(2);
        assertThat(rules(Map.of("User", "100%")).limits()).containsOnlyKeys("User");
    }

    /** What was to be a limit must not become none. */
    @Test
    void refusesWhatIsNoLimit() {
        for (Object wrong : List.of(
                List.of(),
                Map.of("default", List.of()),
                Map.of("User", ""),
                "150%",
                List.of("5%", "all"),
                "-1",
                "5 %%")) {
            assertThatThrownBy(() -> rules(wrong))
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.VALUE_NOT_ALLOWED));
        }
    }
}
