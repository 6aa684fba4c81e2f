package io.graphc.runtime.emit.gremlin;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * How long to wait before a request is sent again: a time that doubles from 100 ms up to a limit, of which a random half
 * keeps two loads apart that met once (Amazon Neptune user guide, "Exceptions in Neptune transactions").
 *
 * @param attempts how often a request is sent at most
 */
record Pauses(int attempts, Consumer<Duration> waiting, SplittableRandom random) {
    private static final int ATTEMPTS = 10;
    private static final long FIRST = 100;
    private static final long LONGEST = 10_000;

    /** Pauses of real time. */
    static Pauses real() {
        return new Pauses(ATTEMPTS, time -> LockSupport.parkNanos(time.toNanos()), new SplittableRandom());
    }

    /** Waits after a number of failed attempts; false where there were enough of them. */
    boolean again(int failed) {
        if (failed >= attempts || Thread.currentThread().isInterrupted()) {
            return false;
        }
        long longest = Math.min(LONGEST, FIRST << Math.min(failed - 1, 16));
        waiting.accept(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
        return true;
    }
}
