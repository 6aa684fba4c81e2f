package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.load.LoadError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Questions to a cluster's loader. A question changes nothing, so that it is asked until there is an answer. Used by one
 * thread.
 *
 * @param stopped whether nobody waits for answers any more
 */
record LoaderQuestions(NeptuneClient client, Pace pace, NeptuneProblems problems, BooleanSupplier stopped) {
    /** How often a question in a row may fail. */
    private static final int QUESTIONS = 12;
    /** What Neptune keeps of a job's errors. */
    private static final int MAX_ERRORS = 10_000;

    /** A question to Neptune. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws NeptuneCallException;
    }

    /** The status of a job; empty where Neptune does not know it. */
    Optional<LoadStatus> status(String id) {
        try {
            return Optional.of(ask("asking for load " + id, () -> client.status(id)));
        } catch (GraphcException e) {
            if (e.getCause() instanceof NeptuneCallException call
                    && call.failure().kind() == NeptuneFailure.Kind.UNKNOWN_LOAD) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The ids of all jobs that are known. */
    List<String> loads() {
        return ask("listing loads", client::loads);
    }

    /** What a job did not load, as far as Neptune tells. */
    List<LoadError> errors(String id) {
        List<LoadError> errors = new ArrayList<>();
        for (int page = 1; errors.size() < MAX_ERRORS; page++) {
            int next = page;
            List<LoadError> found = ask("asking for the errors of load " + id, () -> client.errors(id, next))
                    .errors();
            if (found.isEmpty()) {
                break;
            }
            errors.addAll(found);
        }
        return errors;
    }

    private <T> T ask(String work, Question<T> question) {
        int failures = 0;
        while (true) {
            try {
                return question.ask();
            } catch (NeptuneCallException e) {
                NeptuneFailure.Kind kind = e.failure().kind();
                boolean passes = kind == NeptuneFailure.Kind.BUSY
                        || kind == NeptuneFailure.Kind.LOST
                        || e.failure().status() >= 500;
                if (!passes || ++failures >= QUESTIONS || stopped.getAsBoolean()) {
                    throw problems.failed(work, e);
                }
                pace.pause(failures);
            }
        }
    }
}
