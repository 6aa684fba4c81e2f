package io.graphc.runtime.load.neptune;

import java.util.Arrays;
import java.util.Optional;

/**
 * The states of a load job: Amazon Neptune user guide, "Neptune loader error and feed messages". A word that is not among
 * them is one of an end that graphc does not know.
 */
enum LoadState {
    LOAD_NOT_STARTED(Outcome.RUNNING),
    LOAD_IN_QUEUE(Outcome.RUNNING),
    LOAD_IN_PROGRESS(Outcome.RUNNING),
    LOAD_COMPLETED(Outcome.COMPLETED),
    LOAD_COMMITTED_W_WRITE_CONFLICTS(Outcome.CONFLICTS),
    LOAD_CANCELLED_BY_USER(Outcome.FAILED),
    LOAD_CANCELLED_DUE_TO_ERRORS(Outcome.FAILED),
    LOAD_UNEXPECTED_ERROR(Outcome.FAILED),
    LOAD_FAILED(Outcome.FAILED),
    LOAD_S3_READ_ERROR(Outcome.FAILED),
    LOAD_S3_ACCESS_DENIED_ERROR(Outcome.FAILED),
    LOAD_DATA_DEADLOCK(Outcome.DEADLOCK),
    LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED(Outcome.FAILED),
    LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED(Outcome.DEPENDENCY),
    LOAD_FAILED_INVALID_REQUEST(Outcome.FAILED);

    /** What is to be done. */
    enum Outcome {
        /** Wait. */
        RUNNING,
        COMPLETED,
        /** What conflicted is missing: resume. */
        CONFLICTS,
        /** Rolled back: again, with fewer threads. */
        DEADLOCK,
        /** The job before it failed: again, once that one is done. */
        DEPENDENCY,
        FAILED
    }

    private final Outcome outcome;

    LoadState(Outcome outcome) {
        this.outcome = outcome;
    }

    static Optional<LoadState> named(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(word))
                .findFirst();
    }

    /** What a state of this name means; every word that is not known is the name of an end. */
    static Outcome outcome(String word) {
        return named(word).map(state -> state.outcome).orElse(Outcome.FAILED);
    }
}
