package io.graphc.runtime;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Enters the batches of all models of a run as open before the first step of the run does its work, so that the next run knows
 * of them wherever this one is stopped or killed. Safe to use from several threads, which share the work.
 */
final class BatchesFirst {
    private final Queue<Runnable> waiting;
    private final CountDownLatch left;

    /**
     * None entered yet.
     *
     * @param entries enter the batches of a model each
     */
    BatchesFirst(Collection<? extends Runnable> entries) {
        this.waiting = new ConcurrentLinkedQueue<>(entries);
        this.left = new CountDownLatch(entries.size());
    }

    /** Ends when the batches of all are entered, by whichever thread. */
    void enter() {
        for (Runnable entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            try {
                entry.run();
            } finally {
                left.countDown();
            }
        }
        boolean interrupted = false;
        while (left.getCount() > 0) {
            try {
                left.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
