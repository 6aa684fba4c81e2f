package io.graphc.compiler;

import io.graphc.diagnostic.GraphcBugException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A few threads that apply a function to every item of a list; results come in the order of the items. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    Workers(int count) {
        this.threads = Executors.newFixedThreadPool(Math.max(1, count), task -> {
            Thread thread = new Thread(task, "graphc-compile");
            thread.setDaemon(true);
            return thread;
        });
    }

    <T, R> List<R> map(List<T> items, Function<T, R> work) {
        List<Callable<R>> tasks = new ArrayList<>();
        items.forEach(item -> tasks.add(() -> work.apply(item)));
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphcBugException("the compilation was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new GraphcBugException("a compiler thread broke off", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
