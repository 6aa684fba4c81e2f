package io.graphc.runtime.diff;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to load one graph target for one tenant, written in the state, that one run at a time has. It is renewed while the
 * run lives and expires a few minutes after the run was killed.
 */
abstract class Lease implements AutoCloseable {
    /** Tells this process from others. */
    static final String PROCESS = token();

    private static final int TOKEN_LENGTH = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final Set<String> ALIVE = ConcurrentHashMap.newKeySet();

    protected final StateKey key;
    protected final Clock clock;
    protected final String holder = token();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "graphc-lease");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ScheduledFuture<?> renewals;

    Lease(StateKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
        ALIVE.add(holder);
    }

    /** Digits and letters that nobody else has; short, since some engines limit names to 128 characters. */
    private static String token() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, TOKEN_LENGTH);
    }

    /** A run that had a lease when it was looked for. */
    record Holder(String id, String process, Instant started, Instant expires) {
        /** Whether it is known to live no more, so that nobody need wait until its lease expires. */
        boolean isDead(Instant now) {
            return expires.compareTo(now) <= 0 || (process.equals(PROCESS) && !ALIVE.contains(id));
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(Duration.of(micros, ChronoUnit.MICROS));
    }

    /** Renews the lease now and then until it is closed. */
    final void keepAlive(Duration period) {
        renewals = heart.scheduleAtFixedRate(
                this::renewQuietly, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renewQuietly() {
        try {
            renew();
        } catch (RuntimeException e) {
            // Whatever it is, the next renewal is tried; a lease that has expired stops the run where it writes.
            LOG.debug("the lease was not renewed", e);
        }
    }

    /** Takes the lease; throws a diagnostic where another run has it. */
    final Lease taken() {
        boolean taken = false;
        try {
            take();
            taken = true;
            return this;
        } finally {
            if (!taken) {
                close();
            }
        }
    }

    abstract void take();

    abstract void renew();

    abstract void giveBack();

    private String whose() {
        return Optional.of(key.tenant())
                .filter(tenant -> !tenant.isEmpty())
                .map(tenant -> " for tenant `" + tenant + "`")
                .orElse("");
    }

    /** What stops a run whose lease has expired before it wrote down what it did. */
    final GraphcException lost() {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.TARGET_IN_USE,
                        "the right to load `" + key.place() + "`" + whose() + " was not renewed in time")
                .note("another run may be loading it by now")
                .help("run again: what this one has written is compared anew")
                .build());
    }

    final GraphcException inUse(Holder other) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.TARGET_IN_USE, "another run is loading `" + key.place() + "`" + whose())
                        .note("it began at " + other.started + " and is known to live until " + other.expires)
                        .help("wait until it has ended; if it was killed, its lease expires by itself")
                        .build());
    }

    @Override
    public final void close() {
        if (renewals != null) {
            renewals.cancel(false);
        }
        heart.shutdown();
        ALIVE.remove(holder);
        try {
            giveBack();
        } catch (GraphcException e) {
            // A run that was stopped can say nothing more to its engine; whoever comes next sees that it is dead.
            LOG.debug("the lease was not given back", e);
        }
    }
}
