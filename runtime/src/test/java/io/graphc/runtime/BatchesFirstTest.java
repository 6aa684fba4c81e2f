package io.graphc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesFirstTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stopsThreads() {
        threads.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first entry waits for the second one, so that one thread alone would never end. */
    @Test
    void stepsOfAllThreadsWaitForTheBatchesOfAllModels() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        BatchesFirst first = new BatchesFirst(List.of(
                () -> {
                    await(third);
                    events.add("first entered");
                },
                () -> {
                    second.countDown();
                    events.add("second entered");
                },
                () -> {
                    await(second);
                    events.add("third entered");
                    third.countDown();
                }));

        for (Future<?> step : List.of(threads.submit(() -> step(first)), threads.submit(() -> step(first)))) {
            step.get(1, TimeUnit.MINUTES);
        }

        assertThat(events).containsExactly("second entered", "third entered", "first entered", "step", "step");
    }

    private void step(BatchesFirst first) {
        first.enter();
        events.add("step");
    }

    @Test
    void nobodyWaitsForAnEntryThatFailed() {
        BatchesFirst first = new BatchesFirst(List.of(() -> {
            throw new IllegalStateException("broken");
        }));

        assertThatThrownBy(first::enter).hasMessage("broken");

        step(first);
        assertThat(events).containsExactly("step");
    }

    /** Who asked a step to stop is still heard afterwards. */
    @Test
    void staysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BatchesFirst first = new BatchesFirst(List.of(() -> {
            begun.countDown();
            await(go);
        }));
        Future<?> other = threads.submit(first::enter);
        await(begun);
        Future<Boolean> waiting = threads.submit(() -> {
            Thread.currentThread().interrupt();
            first.enter();
            return Thread.interrupted();
        });

        go.countDown();

        other.get(1, TimeUnit.MINUTES);
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
    }
}
