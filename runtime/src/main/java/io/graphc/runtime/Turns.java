package io.graphc.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the steps of several runs go side by side, at most so many at once, and gives the runs fair turns: of those that wait,
 * the one whose last turn is longest ago comes first, however many steps another has ready. Safe to share between threads.
 */
public final class Turns {
    private final ReentrantLock sharedElements = new ReentrantLock(true);
    /** Those that wait, by run; the run whose turn is next stands first. */
    private final Map<String, Deque<Object>> waiting = new LinkedHashMap<>();

    private int free;

    private Turns(int atOnce) {
        this.free = atOnce;
    }

    /** Turns for so many steps at once. */
    public static Turns of(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at once: " + atOnce);
        }
        return new Turns(atOnce);
    }

    /** No limit but that of each run. */
    public static Turns unlimited() {
        return new Turns(Integer.MAX_VALUE);
    }

    /** Does a step of a run when it is its turn. */
    <T> T take(String run, Supplier<T> step) {
        enter(run);
        try {
            return step.get();
        } finally {
            leave();
        }
    }

    /** Does what must not happen for two runs at once, because their tenants share elements. */
    void alone(Runnable work) {
        sharedElements.lock();
        try {
            work.run();
        } finally {
            sharedElements.unlock();
        }
    }

    private synchronized void enter(String run) {
        if (free > 0 && waiting.isEmpty()) {
            free--;
            return;
        }
        Object ticket = new Object();
        waiting.computeIfAbsent(run, name -> new ArrayDeque<>()).add(ticket);
        boolean interrupted = false;
        while (!isNext(run, ticket)) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        Deque<Object> own = waiting.remove(run);
        own.poll();
        if (!own.isEmpty()) {
            // Behind all others that wait.
            waiting.put(run, own);
        }
        free--;
        notifyAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isNext(String run, Object ticket) {
        if (free == 0) {
            return false;
        }
        Iterator<Map.Entry<String, Deque<Object>>> queues = waiting.entrySet().iterator();
        Map.Entry<String, Deque<Object>> first = queues.next();
        return first.getKey().equals(run) && first.getValue().peek() == ticket;
    }

    /** How many steps wait. */
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    private synchronized void leave() {
        free++;
        notifyAll();
    }
}
