package io.graphc.runtime.diff;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A lease that is a row of a table, which the engine lets one transaction at a time change. Where the engine is this process's
 * alone, the lease of another process is known to be dead and is taken over at once.
 */
final class RowLease extends Lease {
    static final Duration DURATION = Duration.ofMinutes(5);

    private static final long RENEWALS = 5;

    private final QueryEngine engine;
    private final String table;

    RowLease(QueryEngine engine, RelationName table, StateKey key, Clock clock) {
        super(key, clock);
        this.engine = engine;
        this.table = table.quoted();
    }

    static String create(RelationName table) {
        return "CREATE TABLE IF NOT EXISTS " + table.quoted()
                + " (target VARCHAR, tenant VARCHAR, holder VARCHAR, process VARCHAR, started_at TIMESTAMP,"
                + " expires_at TIMESTAMP)";
    }

    @Override
    void take() {
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
        if (!holders.get(0).id().equals(holder)) {
            throw inUse(holders.get(0));
        }
        keepAlive(DURATION.dividedBy(RENEWALS));
    }

    private void removeDead(Instant now) {
        for (Holder other : holders()) {
            if (other.isDead(now) || (!other.process().equals(PROCESS) && engine.isExclusive())) {
                engine.execute(List.of(remove(other.id())));
            }
        }
    }

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

    private String remove(String id) {
        return "DELETE FROM " + table + " WHERE " + key.condition() + " AND holder = " + SqlLiterals.literal(id);
    }

    @Override
    void renew() {
        engine.execute(List.of("UPDATE " + table + " SET expires_at = "
                + SqlLiterals.literal(clock.instant().plus(DURATION)) + " WHERE holder = "
                + SqlLiterals.literal(holder)));
    }

    @Override
    void giveBack() {
        engine.execute(List.of(remove(holder)));
    }
}
