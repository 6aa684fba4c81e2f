package io.graphc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void lateRunsComeBetweenTheManyStepsOfEarlyOnes() throws Exception {
        Turns turns = Turns.of(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService workers = Executors.newFixedThreadPool(8);
        List<Future<?>> ends = new ArrayList<>();
        ends.add(workers.submit(() -> turns.take("first", () -> {
            begun.countDown();
            return await(go);
        })));
        begun.await();
        for (String run : List.of("busy", "busy", "busy", "late")) {
            int waiting = turns.waiting();
            ends.add(workers.submit(() -> turns.take(run, () -> order.add(run))));
            while (turns.waiting() == waiting) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        for (Future<?> end : ends) {
            end.get();
        }
        workers.shutdown();
        assertThat(order).containsExactly("busy", "late", "busy", "busy");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void atMostSoManyStepsGoAtOnce() throws Exception {
        Turns turns = Turns.of(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(12);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String run = "run " + i % 7;
            ends.add(workers.submit(() -> turns.take(run, () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                return now.decrementAndGet();
            })));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        workers.shutdown();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(turns.waiting()).isZero();
    }
}
