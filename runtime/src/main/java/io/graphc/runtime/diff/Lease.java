package io.graphc.runtime.diff;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
 * The right to load one graph target for one tenant, a row in the state that one run at a time has. It is renewed while the
 * run lives and expires a few minutes after the run was killed; where the engine is this process's alone, the lease of
 * another process is known to be dead and is taken over at once.
 */
final class Lease implements AutoCloseable {
    static final Duration DURATION = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final String PROCESS = UUID.randomUUID().toString();
    private static final Set<String> ALIVE = ConcurrentHashMap.newKeySet();
    private static final long RENEWALS = 5;

    private final QueryEngine engine;
    private final String table;
    private final StateKey key;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "graphc-lease");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ScheduledFuture<?> renewals;

    private Lease(QueryEngine engine, RelationName table, StateKey key, Clock clock) {
        this.engine = engine;
        this.table = table.quoted();
        this.key = key;
        this.clock = clock;
    }

    static String create(RelationName table) {
        return "CREATE TABLE IF NOT EXISTS " + table.quoted()
                + " (target VARCHAR, tenant VARCHAR, holder VARCHAR, process VARCHAR, started_at TIMESTAMP,"
                + " expires_at TIMESTAMP)";
    }

    /** Takes the lease; throws a diagnostic where another run has it. */
    static Lease take(QueryEngine engine, RelationName table, StateKey key, Clock clock) {
        Lease lease = new Lease(engine, table, key, clock);
        ALIVE.add(lease.holder);
        try {
            lease.take();
            return lease;
        } catch (GraphcException e) {
            lease.close();
            throw e;
        }
    }

    private void take() {
        Instant now = clock.instant();
        removeDead(now);
        // One statement looks and writes, and the engine lets one at a time change its tables: the first one wins.
        engine.execute(List.of("INSERT INTO " + table + " SELECT " + SqlLiterals.literal(key.target()) + ", "
                + SqlLiterals.literal(key.tenant()) + ", " + SqlLiterals.literal(holder) + ", "
                + SqlLiterals.literal(PROCESS)
                + ", " + SqlLiterals.literal(now) + ", " + SqlLiterals.literal(now.plus(DURATION))
                + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE " + key.condition() + ")"));
        List<Holder> holders = holders();
        if (holders.isEmpty()) {
            // The other run ended in this moment.
            take();
            return;
        }
        if (!holders.get(0).id.equals(holder)) {
            throw inUse(holders.get(0));
        }
        long period = DURATION.toMillis() / RENEWALS;
        renewals = heart.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    private void removeDead(Instant now) {
        for (Holder other : holders()) {
            boolean ours = other.process.equals(PROCESS);
            boolean dead = other.expires.compareTo(now) <= 0
                    || (ours && !ALIVE.contains(other.id))
                    || (!ours && engine.isExclusive());
            if (dead) {
                engine.execute(List.of(remove(other.id)));
            }
        }
    }

    private record Holder(String id, String process, Instant started, Instant expires) {}

    private List<Holder> holders() {
        String sql = "SELECT holder, process, epoch_us(started_at), epoch_us(expires_at) FROM " + table + " WHERE "
                + key.condition() + " ORDER BY started_at, holder";
        try (RowCursor rows = engine.query(sql)) {
            List<Holder> holders = new ArrayList<>();
            while (rows.next()) {
                holders.add(new Holder(
                        rows.getText(0), rows.getText(1), instant(rows.getLong(2)), instant(rows.getLong(3))));
            }
            return holders;
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(Duration.of(micros, ChronoUnit.MICROS));
    }

    private GraphcException inUse(Holder other) {
        String whose = Optional.of(key.tenant())
                .filter(tenant -> !tenant.isEmpty())
                .map(tenant -> " for tenant `" + tenant + "`")
                .orElse("");
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.TARGET_IN_USE, "another run is loading `" + key.place() + "`" + whose)
                        .note("it began at " + other.started + " and is known to live until " + other.expires)
                        .help("wait until it has ended; if it was killed, its lease expires by itself")
                        .build());
    }

    private String remove(String id) {
        return "DELETE FROM " + table + " WHERE " + key.condition() + " AND holder = " + SqlLiterals.literal(id);
    }

    private void renew() {
        try {
            engine.execute(List.of("UPDATE " + table + " SET expires_at = "
                    + SqlLiterals.literal(clock.instant().plus(DURATION)) + " WHERE holder = "
                    + SqlLiterals.literal(holder)));
        } catch (GraphcException e) {
            LOG.debug("the lease was not renewed", e);
        }
    }

    @Override
    public void close() {
        if (renewals != null) {
            renewals.cancel(false);
        }
        heart.shutdown();
        ALIVE.remove(holder);
        try {
            engine.execute(List.of(remove(holder)));
        } catch (GraphcException e) {
            // A run that was stopped can say nothing more to its engine; whoever comes next sees that it is dead.
            LOG.debug("the lease was not given back", e);
        }
    }
}
