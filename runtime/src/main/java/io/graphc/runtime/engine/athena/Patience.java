package io.graphc.runtime.engine.athena;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How time passes while Athena works: the one place of this package that waits. Safe to use from several threads.
 *
 * @param waiting lets a time pass
 * @param nanos tells the time, from any start
 * @param random gives numbers from 0 to 1
 */
record Patience(Consumer<Duration> waiting, LongSupplier nanos, DoubleSupplier random) {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /** Real time. */
    static Patience real() {
        return new Patience(
                time -> LockSupport.parkNanos(time.toNanos()),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Lets a time pass; less of it when something ends the wait. */
    void pause(Duration time, BooleanSupplier ended) {
        long end = nanos.getAsLong() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !ended.getAsBoolean()) {
            waiting.accept(Duration.ofNanos(Math.min(left, LONGEST_WAIT.toNanos())));
            left = end - nanos.getAsLong();
        }
    }

    /**
     * The pause before something is tried again: it doubles with each failure up to a limit, and a random half of it keeps
     * those apart that failed together.
     *
     * @param failed how often it failed so far, at least once
     */
    Duration beforeRetry(int failed, Duration first, Duration longest) {
        long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, 20));
        return Duration.ofMillis(most / 2 + (long) (random.getAsDouble() * (most - most / 2)));
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }
}
