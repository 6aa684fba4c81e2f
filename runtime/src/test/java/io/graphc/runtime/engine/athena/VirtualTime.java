package io.graphc.runtime.engine.athena;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Time that passes when somebody waits, and then at once. */
final class VirtualTime {
    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    Patience patience() {
        return new Patience(this::wait, this::now, () -> 0.5);
    }

    private synchronized void wait(Duration time) {
        waits.add(time);
        nanos += time.toNanos();
        // Threads of the stand-in get their turn.
        LockSupport.parkNanos(200_000);
    }

    private synchronized long now() {
        return nanos;
    }

    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }
}
