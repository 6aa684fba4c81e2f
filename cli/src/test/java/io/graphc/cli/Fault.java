package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that goes wrong in a run.
 *
 * @param arranged makes it happen in the next run of a test
 * @param code of the error; empty where the run gets over it
 * @param words that the message tells from the service
 */
record Fault<T>(String name, Consumer<T> arranged, Optional<DiagnosticCode> code, int exit, String words) {
    static <T> Fault<T> ends(String name, DiagnosticCode code, int exit, String words, Consumer<T> arranged) {
        return new Fault<>(name, arranged, Optional.of(code), exit, words);
    }

    static <T> Fault<T> passes(String name, Consumer<T> arranged) {
        return new Fault<>(name, arranged, Optional.empty(), 0, "");
    }

    /** Checks that a run has ended as it should. */
    void check(CommandRun run) {
        assertThat(run.exit()).as(run.transcript()).isEqualTo(exit);
        code.ifPresent(found -> assertThat(run.err()).contains("error[" + found.id() + "]", words));
    }

    @Override
    public String toString() {
        return name;
    }
}
