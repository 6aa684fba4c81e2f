package io.graphc.runtime.load.neptune;

import java.util.Set;

/**
 * Codes of failures that Neptune's endpoints have in common (Amazon Neptune user guide, "Neptune graph engine error messages
 * and codes").
 */
public final class NeptuneCodes {
    /** The same request may pass later. */
    public static final Set<String> BUSY = Set.of(
            "ConcurrentModificationException",
            "ConstraintViolationException",
            "QueryLimitExceededException",
            "ThrottlingException",
            "CancelledByUserException",
            "FailureByQueryException",
            "TooManyRequestsException",
            "ServerShutdownException");

    /** A smaller request may pass. */
    public static final Set<String> TOO_BIG =
            Set.of("MemoryLimitExceededException", "TimeLimitExceededException", "QueryTooLargeException");

    /** A replica, or a writer that is none any more. */
    public static final String READ_ONLY = "ReadOnlyViolationException";

    private NeptuneCodes() {}
}
