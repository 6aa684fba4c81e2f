package io.graphc.runtime.diff;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lease on an engine whose tables only grow: every run adds a row when it takes the lease, renews it or gives it back. A
 * run that finds another one alive after it has added its own row steps back, so two that come at the same moment may both be
 * refused, but never both have it.
 */
final class LoggedLease extends Lease {
    static final Duration DURATION = Duration.ofMinutes(10);

    private static final List<Column> COLUMNS = List.of(
            Column.of("holder", SqlTypes.VARCHAR),
            Column.of("process", SqlTypes.VARCHAR),
            Column.of("started", SqlTypes.BIGINT),
            Column.of("expires", SqlTypes.BIGINT));

    /** A lease that was given back. */
    private static final long OVER = 0;

    /** A table of more runs is written anew without those that are over: each row is a file. */
    private static final int MANY_RUNS = 30;

    private static final int RENEWALS = 3;

    private final QueryEngine engine;
    private final OwnTables tables;
    private final RelationName table;
    private boolean added;

    LoggedLease(QueryEngine engine, OwnTables tables, RelationName table, StateKey key, Clock clock) {
        super(key, clock);
        this.engine = engine;
        this.tables = tables;
        this.table = table;
    }

    @Override
    void take() {
        if (tables.exists(table)) {
            tables.know(table, COLUMNS);
            refuseOthers();
        } else {
            tables.make(
                    table,
                    COLUMNS,
                    "SELECT CAST('' AS VARCHAR) AS \"holder\", CAST('' AS VARCHAR) AS \"process\","
                            + " CAST(0 AS BIGINT) AS \"started\", CAST(0 AS BIGINT) AS \"expires\" WHERE false");
        }
        Instant now = clock.instant();
        add(now, micros(now.plus(DURATION)));
        shorten(refuseOthers().size());
        // One renewal may fail.
        keepAlive(DURATION.dividedBy(RENEWALS));
    }

    /** All runs that the table names, once no other one is alive. */
    private List<Holder> refuseOthers() {
        Instant now = clock.instant();
        List<Holder> all = holders();
        Optional<Holder> other = all.stream()
                .filter(one -> !one.id().equals(holder) && !one.isDead(now))
                .findFirst();
        if (other.isPresent()) {
            throw inUse(other.get());
        }
        return all;
    }

    /** The runs by age; one that is over has expired at the beginning of time. */
    private List<Holder> holders() {
        String sql = "SELECT holder, max(process), min(started), CASE WHEN min(expires) > " + OVER
                + " THEN max(expires) ELSE " + OVER + " END FROM " + table.quoted() + " GROUP BY holder ORDER BY 3, 1";
        try (RowCursor rows = engine.query(sql)) {
            List<Holder> holders = new ArrayList<>();
            while (rows.next()) {
                holders.add(new Holder(
                        rows.getText(0), rows.getText(1), instant(rows.getLong(2)), instant(rows.getLong(3))));
            }
            return holders;
        }
    }

    private void shorten(int runs) {
        if (runs > MANY_RUNS) {
            tables.make(
                    table,
                    COLUMNS,
                    "SELECT holder, process, started, expires FROM " + table.quoted() + " WHERE holder = "
                            + SqlLiterals.literal(holder));
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private void add(Instant now, long expires) {
        added = true;
        engine.execute(List.of("INSERT INTO " + table.quoted() + " VALUES (" + SqlLiterals.literal(holder) + ", "
                + SqlLiterals.literal(PROCESS) + ", " + micros(now) + ", " + expires + ")"));
    }

    @Override
    void renew() {
        Instant now = clock.instant();
        add(now, micros(now.plus(DURATION)));
    }

    @Override
    void giveBack() {
        if (added) {
            add(clock.instant(), OVER);
        }
    }
}
