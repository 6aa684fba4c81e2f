package io.graphc.runtime;

import java.time.Instant;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Enters the batches of all models of a run as open before the first step of the run does its work, so that the next run knows
 * of them wherever this one is stopped or killed. Safe to use from several threads, which share the work.
 */
final class BatchesFirst {
    private final Queue<BatchedModel> waiting;
    private final CountDownLatch left;
    private final Instant now;

    BatchesFirst(Collection<BatchedModel> models, Instant now) {
        this.waiting = new ConcurrentLinkedQueue<>(models);
        this.left = new CountDownLatch(models.size());
        this.now = now;
    }

    /** Ends when the batches of all are entered, by whichever thread. */
    void enter() {
        for (BatchedModel model = waiting.poll(); model != null; model = waiting.poll()) {
            try {
                model.enter(now);
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
