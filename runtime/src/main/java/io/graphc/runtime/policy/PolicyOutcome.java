package io.graphc.runtime.policy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Severity;
import java.util.Optional;

/**
 * How a check and its policy ended.
 *
 * @param offences how many offences there were
 * @param message what was done about them, empty for nothing
 * @param problem what is to be told; an error stops the load
 */
public record PolicyOutcome(long offences, String message, Optional<Diagnostic> problem) {
    static final PolicyOutcome NOTHING = new PolicyOutcome(0, "", Optional.empty());

    static PolicyOutcome done(String message) {
        return new PolicyOutcome(0, message, Optional.empty());
    }

    static PolicyOutcome told(long offences, Diagnostic problem) {
        return new PolicyOutcome(offences, problem.message(), Optional.of(problem));
    }

    /** Whether nothing may be written. */
    public boolean isError() {
        return problem.isPresent() && problem.get().severity() == Severity.ERROR;
    }
}
