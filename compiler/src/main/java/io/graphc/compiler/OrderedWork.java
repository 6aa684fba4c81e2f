package io.graphc.compiler;

import io.graphc.plan.DependencyGraph;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work on the names of a graph by several threads, each name as soon as all that it reads are done: nobody waits for the
 * slowest of a step. When the work on one name breaks off, nothing more is done.
 */
final class OrderedWork {
    private final DependencyGraph graph;
    private final List<String> order;
    private final Consumer<String> work;
    private final Executor threads;
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch left;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param order the names to work on, each after those it reads */
    OrderedWork(DependencyGraph graph, List<String> order, Consumer<String> work, Executor threads) {
        this.graph = graph;
        this.order = order;
        this.work = work;
        this.threads = threads;
        this.left = new CountDownLatch(order.size());
        order.forEach(
                name -> waiting.put(name, new AtomicInteger(graph.readsOf(name).size())));
    }

    void start() {
        order.stream().filter(name -> graph.readsOf(name).isEmpty()).forEach(this::submit);
    }

    private void submit(String name) {
        threads.execute(() -> work(name));
    }

    private void work(String name) {
        try {
            if (failure.get() == null) {
                work.accept(name);
            }
        } catch (RuntimeException | Error broken) {
            failure.compareAndSet(null, broken);
        }
        for (String reader : graph.readersOf(name)) {
            // A reader on a cycle is not in the order.
            AtomicInteger count = waiting.get(reader);
            if (count != null && count.decrementAndGet() == 0) {
                submit(reader);
            }
        }
        left.countDown();
    }

    /** Waits until all is done; throws what the work on a name threw. */
    void await() throws InterruptedException {
        left.await();
        Throwable broken = failure.get();
        if (broken instanceof RuntimeException exception) {
            throw exception;
        } else if (broken instanceof Error error) {
            throw error;
        }
    }
}
