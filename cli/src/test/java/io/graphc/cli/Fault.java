package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that goes wrong in a run.
 *
 * @param arranged makes it happen in the next run of a test
 * @param code of the error; empty where the run gets over it
 * @param words that the message tells from the service
 * @param proof that it has come, where no service gives an id that the message could have
 */
record Fault<T extends Fault.Stage>(
        String name,
        Consumer<T> arranged,
        Optional<DiagnosticCode> code,
        int exit,
        String words,
        Optional<Consumer<T>> proof) {
    /** Where faults happen, and what the stand-ins there say of them. */
    interface Stage {
        /** The ids by which a service knows what it refused or ended badly since the fault was arranged. */
        List<String> troubles();

        /** How many of the faults that were arranged nobody has met yet. */
        int faultsLeft();
    }

    static <T extends Stage> Fault<T> ends(
            String name, DiagnosticCode code, int exit, String words, Consumer<T> arranged) {
        return new Fault<>(name, arranged, Optional.of(code), exit, words, Optional.empty());
    }

    static <T extends Stage> Fault<T> passes(String name, Consumer<T> arranged) {
        return new Fault<>(name, arranged, Optional.empty(), 0, "", Optional.empty());
    }

    /** The same fault, which is no answer of a service: something else shows that it has come. */
    Fault<T> shownBy(Consumer<T> other) {
        return new Fault<>(name, arranged, code, exit, words, Optional.of(other));
    }

    void arrange(T stage) {
        arranged.accept(stage);
        if (code.isEmpty()) {
            assertThat(stage.faultsLeft()).as("faults that can come").isPositive();
        }
    }

    /**
     * Checks that the fault has come, that the run has ended as it should, and that one message has the code, the words of
     * the service and the id by which the service knows of it.
     */
    void check(CommandRun run, T stage) {
        assertThat(run.exit()).as(run.transcript()).isEqualTo(exit);
        assertThat(stage.faultsLeft()).as("faults that never came").isZero();
        List<String> troubles = stage.troubles();
        proof.ifPresentOrElse(
                shown -> shown.accept(stage),
                () -> assertThat(troubles).as("what the stand-ins say of it").isNotEmpty());
        if (code.isEmpty()) {
            assertThat(run.err()).doesNotContain("error[");
            return;
        }
        String head = "error[" + code.get().id() + "]";
        assertThat(run.err().split("\n\n")).as(run.err()).anySatisfy(message -> {
            assertThat(message).contains(head, words);
            if (proof.isEmpty()) {
                assertThat(troubles).anyMatch(message::contains);
            }
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
