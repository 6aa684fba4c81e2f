package io.graphc.compiler;

import io.graphc.compiler.query.Parallel;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.DependencyGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** A few threads that share the items of a list; with one thread, the caller's own. */
final class Workers implements Parallel, AutoCloseable {
    private final Optional<ExecutorService> threads;

    Workers(int count) {
        this.threads = count <= 1 ? Optional.empty() : Optional.of(pool(count));
    }

    private static ExecutorService pool(int count) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "graphc-compile");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <T, R> List<R> map(List<T> items, Function<T, R> work) {
        if (threads.isEmpty() || items.size() < 2) {
            return items.stream().map(work).toList();
        }
        List<Callable<R>> tasks = new ArrayList<>();
        items.forEach(item -> tasks.add(() -> work.apply(item)));
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> future : threads.get().invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new GraphcBugException("a compiler thread broke off", e.getCause());
        }
    }

    /** Does work for every name of a graph, as soon as it is done for all that the name reads; cyclic ones are left out. */
    void inOrder(DependencyGraph graph, Consumer<String> work) {
        List<String> order = graph.topologicalOrder();
        if (threads.isEmpty() || order.size() < 2) {
            order.forEach(work);
            return;
        }
        OrderedWork ordered = new OrderedWork(graph, order, work, threads.get());
        ordered.start();
        try {
            ordered.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static GraphcBugException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new GraphcBugException("the compilation was interrupted", e);
    }

    @Override
    public void close() {
        threads.ifPresent(ExecutorService::shutdownNow);
    }
}
