package io.graphc.runtime.engine;

/**
 * Adds up what the statements of one thread cost. An engine that knows the costs tells them here as its statements end;
 * whoever runs a piece of work on the thread reads them afterwards. Safe to use from several threads, each of which sees its
 * own statements alone.
 */
public final class StatementMeter {
    private static final ThreadLocal<StatementCost> SPENT = ThreadLocal.withInitial(() -> StatementCost.NONE);

    private StatementMeter() {}

    /** A statement of this thread ended. */
    public static void spent(StatementCost cost) {
        SPENT.set(SPENT.get().plus(cost));
    }

    /** What the statements of a piece of work cost, which count for whoever asked for it, not for what the thread does else. */
    public static StatementCost aside(Runnable work) {
        StatementCost before = take();
        try {
            work.run();
            return SPENT.get();
        } finally {
            SPENT.set(before);
        }
    }

    /** What this thread's statements cost since the last call, which begins anew. */
    public static StatementCost take() {
        StatementCost cost = SPENT.get();
        SPENT.remove();
        return cost;
    }
}
