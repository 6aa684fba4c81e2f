package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.GraphcException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends calls to Athena and Glue, again where that helps. Clients must not repeat calls themselves. Safe to use from several
 * threads.
 *
 * @param cancelled whether the run was cancelled; nothing is waited for any more then
 */
record AthenaCalls(Patience patience, BooleanSupplier cancelled) {
    /**
     * Sends a call.
     *
     * @param what what is being done, for messages
     */
    <T> T send(String what, Supplier<T> call) {
        try {
            return retried(call);
        } catch (SdkException e) {
            throw new GraphcException(AthenaErrors.refused(what, e), e);
        }
    }

    /** Sends a call; what is not worth another attempt is thrown as it is. */
    <T> T retried(Supplier<T> call) {
        RetryBudget budget = new RetryBudget(patience);
        while (true) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (cancelled.getAsBoolean() || !budget.allows(e)) {
                    throw e;
                }
                patience.pause(budget.pause(), cancelled);
            }
        }
    }
}
