package io.graphc.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks by a fixed number of workers. A task starts when all that it needs has ended well; of those that may start, the
 * first of the list starts first. What needs a failed task is skipped.
 */
final class TaskScheduler {
    private final List<Task> tasks;
    private final StepRecorder recorder;
    private final BooleanSupplier stopped;
    private final boolean failFast;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, String> causes = new HashMap<>();
    private final List<List<Integer>> dependents = new ArrayList<>();
    private final int[] waitingFor;
    private final @Nullable StepResult[] results;
    private final PriorityQueue<Integer> ready = new PriorityQueue<>();
    private int open;
    private boolean failed;
    private boolean broken;

    /**
     * A scheduler for one run.
     *
     * @param tasks every task behind those that it needs; what it needs and is not among them is taken as there
     * @param stopped asked before every task whether the run was cancelled
     * @param failFast whether nothing is started after a failure
     */
    TaskScheduler(List<Task> tasks, StepRecorder recorder, BooleanSupplier stopped, boolean failFast) {
        this.tasks = List.copyOf(tasks);
        this.recorder = recorder;
        this.stopped = stopped;
        this.failFast = failFast;
        this.waitingFor = new int[tasks.size()];
        this.results = new StepResult[tasks.size()];
        this.open = tasks.size();
        link();
    }

    private void link() {
        for (int i = 0; i < tasks.size(); i++) {
            indexes.put(tasks.get(i).step().id(), i);
            dependents.add(new ArrayList<>());
        }
        for (int i = 0; i < tasks.size(); i++) {
            Set<String> before = new TreeSet<>(tasks.get(i).needs());
            before.addAll(tasks.get(i).after());
            for (String needed : before) {
                Integer index = indexes.get(needed);
                if (index != null) {
                    dependents.get(index).add(i);
                    waitingFor[i]++;
                }
            }
            if (waitingFor[i] == 0) {
                ready.add(i);
            }
        }
    }

    /** Runs all tasks; their results in the order of the tasks. */
    List<StepResult> run(int threads) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 1; i <= Math.min(threads, Math.max(1, tasks.size())); i++) {
            String name = "Thread-" + i;
            Callable<Boolean> loop = () -> work(name);
            ends.add(workers.submit(loop));
        }
        workers.shutdown();
        for (Future<?> end : ends) {
            await(end);
        }
        List<StepResult> all = new ArrayList<>();
        for (StepResult result : results) {
            if (result != null) {
                all.add(result);
            }
        }
        return all;
    }

    private static void await(Future<?> end) {
        boolean interrupted = false;
        while (true) {
            try {
                end.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException bug) {
                    throw bug;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new AssertionError(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean work(String thread) throws InterruptedException {
        boolean ended = false;
        try {
            Integer index = take();
            while (index != null) {
                Task task = tasks.get(index);
                String reason = reasonToSkip(index);
                StepResult result = reason == null
                        ? recorder.run(task.step(), thread, task.work())
                        : recorder.skip(task.step(), () -> left(task, reason));
                finish(index, result);
                index = take();
            }
            ended = true;
            return true;
        } finally {
            if (!ended) {
                breakOff();
            }
        }
    }

    /** Who has stopped the run wants nothing more to be done. */
    private StepEnd left(Task task, String reason) {
        return stopped.getAsBoolean() ? StepEnd.skipped(reason) : task.left().apply(reason);
    }

    private synchronized @Nullable Integer take() throws InterruptedException {
        while (ready.isEmpty() && open > 0 && !broken) {
            wait();
        }
        return broken ? null : ready.poll();
    }

    /** Lets the other workers end after a defect in one of them. */
    private synchronized void breakOff() {
        broken = true;
        notifyAll();
    }

    private synchronized @Nullable String reasonToSkip(int index) {
        for (String needed : tasks.get(index).needs()) {
            Integer at = indexes.get(needed);
            StepResult result = at == null ? null : results[at];
            if (result != null && result.outcome().blocks()) {
                if (result.outcome() == StepOutcome.SKIPPED && !causes.containsKey(needed)) {
                    return "needs `" + needed + "`, which was skipped";
                }
                // What failed is told, however many skipped steps lie between.
                String cause = causes.getOrDefault(needed, needed);
                causes.put(tasks.get(index).step().id(), cause);
                return "needs `" + cause + "`, which failed";
            }
        }
        if (stopped.getAsBoolean()) {
            return "the run was stopped";
        }
        return failed && failFast ? "another step failed" : null;
    }

    private synchronized void finish(int index, StepResult result) {
        results[index] = result;
        failed |= result.outcome() == StepOutcome.ERROR || result.outcome() == StepOutcome.FAIL;
        open--;
        for (int dependent : dependents.get(index)) {
            if (--waitingFor[dependent] == 0) {
                ready.add(dependent);
            }
        }
        notifyAll();
    }
}
