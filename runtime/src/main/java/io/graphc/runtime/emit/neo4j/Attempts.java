package io.graphc.runtime.emit.neo4j;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.TransientException;

/**
 * Repeats write transactions that ended for a reason which passes: deadlocks, a lost connection, another leader. The
 * driver's own loop waits a second before its first repetition, which is long against deadlocks of parallel batches, of
 * which most are gone after milliseconds. Safe to share between threads.
 */
final class Attempts {
    private static final long FIRST_WAIT_MILLIS = 5;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final Duration limit;
    private final AtomicLong repeated = new AtomicLong();

    /**
     * Repeats for a while.
     *
     * @param limit how long after the first attempt another one may begin
     */
    Attempts(Duration limit) {
        this.limit = limit;
    }

    /** Runs work as one transaction, which may be begun several times but is committed once at most. */
    <T> T write(Session session, Function<Transaction, T> work) {
        return repeat(
                () -> {
                    try (Transaction transaction = session.beginTransaction()) {
                        T result = work.apply(transaction);
                        transaction.commit();
                        return result;
                    }
                },
                error -> error instanceof RetryableException && !Neo4jErrors.liesInRows(error));
    }

    /**
     * Runs a statement of its own transaction again as long as other transactions are in its way; a server that is gone is not
     * waited for.
     */
    <T> T run(Supplier<T> work) {
        return repeat(work, Attempts::isInTheWay);
    }

    /** Whether another transaction, or another time, is what kept something from being done. */
    static boolean isInTheWay(Neo4jException error) {
        return error instanceof TransientException && !Neo4jErrors.liesInRows(error);
    }

    private <T> T repeat(Supplier<T> work, Predicate<Neo4jException> passes) {
        long start = System.nanoTime();
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            try {
                return work.get();
            } catch (Neo4jException e) {
                boolean late = System.nanoTime() - start > limit.toNanos();
                if (!passes.test(e) || late || !pause(wait)) {
                    throw e;
                }
                repeated.incrementAndGet();
                wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
            }
        }
    }

    /** Waits, for not all of the same length; false when the thread is to end. */
    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many transactions had to be begun again so far. */
    long repeated() {
        return repeated.get();
    }
}
