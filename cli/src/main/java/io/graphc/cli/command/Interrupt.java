package io.graphc.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cancels work in good order when the process is told to stop (Ctrl-C, SIGTERM), and waits a little for it to end and for its
 * last words: without that the process is gone before it has said what was stopped.
 */
final class Interrupt {
    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
    private final Thread hook = new Thread(this::stop, "graphc-interrupt");

    private Interrupt() {}

    /** Watches until it is forgotten; there is nothing to stop yet. */
    static Interrupt watch() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    static Interrupt watch(Runnable cancel) {
        Interrupt interrupt = watch();
        interrupt.cancels(cancel);
        return interrupt;
    }

    /** What is stopped from now on. */
    void cancels(Runnable work) {
        cancel.set(work);
    }

    private void stop() {
        Runnable work = cancel.get();
        if (work == null) {
            return;
        }
        work.run();
        try {
            if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                // The process is going away; what is under way ends with it.
                ended.countDown();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has ended, and all of it was told. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Too late to take the hook away; it is waiting for the next line.
        }
        ended.countDown();
    }
}
