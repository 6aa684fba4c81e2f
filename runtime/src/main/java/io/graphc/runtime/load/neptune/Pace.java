package io.graphc.runtime.load.neptune;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * How time passes: pauses that grow from a first one to a longest one, of which a random part keeps two clients apart.
 * Safe to use from one thread.
 *
 * @param first milliseconds
 * @param longest milliseconds
 */
public record Pace(long first, long longest, Consumer<Duration> waiting, Clock clock, SplittableRandom random) {
    private static final long FIRST = 100;
    private static final long LONGEST = 20_000;

    /** Real time. */
    public static Pace real() {
        return new Pace(
                FIRST,
                LONGEST,
                time -> LockSupport.parkNanos(time.toNanos()),
                Clock.systemUTC(),
                new SplittableRandom());
    }

    /** Waits after a number of attempts that led to nothing. */
    public void pause(int attempts) {
        long most = Math.min(longest, first << Math.min(attempts, 16));
        waiting.accept(Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1)));
    }

    /** Whether so much time has passed since an instant, with all that was done meanwhile. */
    public boolean isOver(Instant since, Duration time) {
        return Duration.between(since, clock.instant()).compareTo(time) >= 0;
    }
}
