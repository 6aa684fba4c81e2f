package io.graphc.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cancels work in good order when the process is told to stop (Ctrl-C, SIGTERM), and waits a little for it to end. */
final class Interrupt {
    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interrupt(Runnable cancel) {
        this.hook = new Thread(
                () -> {
                    cancel.run();
                    try {
                        if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                            // The process is going away; what is under way ends with it.
                            ended.countDown();
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "graphc-interrupt");
    }

    static Interrupt watch(Runnable cancel) {
        Interrupt interrupt = new Interrupt(cancel);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** The work has ended. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Too late to take the hook away; it is waiting for the next line.
        }
        ended.countDown();
    }
}
