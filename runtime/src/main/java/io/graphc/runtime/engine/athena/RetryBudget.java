package io.graphc.runtime.engine.athena;

import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;

/**
 * How long one call goes on being tried: full queues and throttling pass, so they are waited out for minutes; a service that
 * does not answer gets a few attempts. Not safe to share between threads.
 */
final class RetryBudget {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long THROTTLED_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Patience patience;
    private final long start;
    private int failed;
    private int unanswered;

    RetryBudget(Patience patience) {
        this.patience = patience;
        this.start = patience.millis();
    }

    /** Whether the call that failed may be sent again, after {@link #pause}. */
    boolean allows(SdkException failure) {
        failed++;
        if (isThrottled(failure)) {
            return patience.millis() - start < THROTTLED_MILLIS;
        }
        return isTransient(failure) && ++unanswered < ATTEMPTS;
    }

    Duration pause() {
        return patience.beforeRetry(failed, FIRST, LONGEST);
    }

    private static boolean isThrottled(SdkException failure) {
        return failure instanceof TooManyRequestsException
                || (failure instanceof SdkServiceException answer
                        && (answer.isThrottlingException() || answer.statusCode() == 429));
    }

    private static boolean isTransient(SdkException failure) {
        if (failure instanceof SdkServiceException answer) {
            return answer.statusCode() >= 500;
        }
        return failure instanceof SdkClientException && hasIoCause(failure);
    }

    private static boolean hasIoCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
