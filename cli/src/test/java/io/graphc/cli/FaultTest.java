package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault that does not come, or that a message tells too little of, is found out. */
class FaultTest {
    private static final String MESSAGE = "error[GC8032]: model `m`: AWS does not allow it\n"
            + "  = note: AWS says: not allowed (AccessDeniedException, request 17)\n\n1 error, 0 warnings\n";
    private static final CommandRun REFUSED = new CommandRun(3, "", MESSAGE);
    private static final CommandRun GOOD = new CommandRun(0, "", "");

    /** What stand-ins say. */
    private record Told(List<String> troubles, int faultsLeft) implements Fault.Stage {}

    private static Fault<Told> refusal(String words) {
        return Fault.ends("refusal", DiagnosticCode.AWS_ACCESS_DENIED, 3, words, stage -> {});
    }

    private static Fault<Told> passing() {
        return Fault.passes("passing", stage -> {});
    }

    @Test
    void takesWhatIsToldWithItsCodeItsWordsAndItsId() {
        assertThatCode(() -> refusal("not allowed").check(REFUSED, new Told(List.of("16", "17"), 0)))
                .doesNotThrowAnyException();
        assertThatCode(() -> passing().check(GOOD, new Told(List.of("16"), 0))).doesNotThrowAnyException();
    }

    @Test
    void findsOutAFaultThatDoesNotCome() {
        assertThatThrownBy(() -> passing().arrange(new Told(List.of(), 0))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> passing().check(GOOD, new Told(List.of("16"), 1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("never came");
        assertThatThrownBy(() -> passing().check(GOOD, new Told(List.of(), 0))).isInstanceOf(AssertionError.class);
    }

    @Test
    void findsOutAMessageThatTellsTooLittle() {
        Told told = new Told(List.of("17"), 0);

        assertThatThrownBy(() -> refusal("expired").check(REFUSED, told)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> refusal("not allowed").check(REFUSED, new Told(List.of("18"), 0)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> refusal("not allowed").check(GOOD, told)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> passing().check(new CommandRun(0, "", MESSAGE), told))
                .isInstanceOf(AssertionError.class);
    }
}
