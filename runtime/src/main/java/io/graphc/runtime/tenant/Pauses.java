package io.graphc.runtime.tenant;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Pauses between runs of tenants, in which none of them runs: after so many have begun, the next one waits until those that run
 * have ended, and those behind it wait for it. Safe to use from several threads.
 */
final class Pauses {
    /** Fair, so that a pause that is due is not put off for as long as there are tenants. */
    private final ReentrantReadWriteLock runs = new ReentrantReadWriteLock(true);

    private final AtomicInteger begun = new AtomicInteger();
    private final int every;
    private final Runnable pause;

    /**
     * Pauses.
     *
     * @param every how many tenants run between two of them
     * @param pause what is done while none runs
     */
    Pauses(int every, Runnable pause) {
        this.every = every;
        this.pause = pause;
    }

    static Pauses none() {
        return new Pauses(Integer.MAX_VALUE, () -> {});
    }

    /** Runs a tenant, after a pause where one is due. */
    <T> T run(Supplier<T> tenant) {
        int before = begun.getAndIncrement();
        if (before > 0 && before % every == 0) {
            runs.writeLock().lock();
            try {
                pause.run();
            } finally {
                runs.writeLock().unlock();
            }
        }
        runs.readLock().lock();
        try {
            return tenant.get();
        } finally {
            runs.readLock().unlock();
        }
    }
}
